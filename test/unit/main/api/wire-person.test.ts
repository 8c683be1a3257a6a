import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wirePersonSchema } from '../../../../main/api/wire-person.ts';
import { personSchema } from '../../../../preload/model/person.ts';

const company = {
  organization: null,
  address1: null,
  address2: null,
  address3: null,
  postcode: null,
  telephone: null,
  fax: null,
  email: null,
};

const nobody = {
  displayName: 'alice',
  firstName: null,
  lastName: null,
  description: null,
  email: null,
  skypeId: null,
  googleId: null,
  instantMessageId: null,
  jobTitle: null,
  location: null,
  mobile: null,
  telephone: null,
  userStatus: null,
  statusUpdatedAt: null,
  company,
  enabled: true,
  emailNotificationsEnabled: true,
  avatarId: null,
  quota: null,
  quotaUsed: null,
  aspectNames: [],
  properties: {},
  capabilities: null,
};

describe('a person on the wire', () => {
  it('needs nothing but an id', () => {
    expect(wirePersonSchema.parse({ id: 'alice' })).toEqual({ ...nobody, id: 'alice' });
  });

  it('is read in full', () => {
    const wire = {
      id: 'alice',
      firstName: 'Alice',
      lastName: 'Smith',
      displayName: 'Smith, Alice',
      email: 'alice@example.com',
      statusUpdatedAt: '2026-08-25T07:00:00.123+0000',
      company: { organization: 'ACME', postcode: 12345 },
      enabled: false,
      emailNotificationsEnabled: 'false',
      quota: -1,
      quotaUsed: 20,
      aspectNames: ['papi:lunchable'],
      properties: { 'papi:lunch': 'Sandwich', 'x:list': [1, true, null] },
      capabilities: { isAdmin: true, isGuest: false, isMutable: true, isFuture: true },
      fieldOfTheFuture: 'ignored',
    };
    expect(wirePersonSchema.parse(wire)).toEqual({
      ...nobody,
      id: 'alice',
      firstName: 'Alice',
      lastName: 'Smith',
      displayName: 'Smith, Alice',
      email: 'alice@example.com',
      statusUpdatedAt: '2026-08-25T07:00:00.123Z',
      company: { ...company, organization: 'ACME', postcode: '12345' },
      enabled: false,
      emailNotificationsEnabled: false,
      quota: -1,
      quotaUsed: 20,
      aspectNames: ['papi:lunchable'],
      properties: { 'papi:lunch': 'Sandwich', 'x:list': [1, true, null] },
      capabilities: { isAdmin: true, isGuest: false, isMutable: true },
    });
  });

  it.each([
    [{ firstName: 'Alice', lastName: 'Smith' }, 'Alice Smith'],
    [{ firstName: 'Alice', lastName: ' ' }, 'Alice'],
    [{ firstName: 'Alice', displayName: ' ' }, 'Alice'],
    [{ displayName: 'Given' }, 'Given'],
  ])('gets a display name out of %j', (fields, expected) => {
    expect(wirePersonSchema.parse({ id: 'alice', ...fields }).displayName).toBe(expected);
  });

  it('takes every kind of emptiness for unset', () => {
    const empty = { jobTitle: '', location: '  ', mobile: null, company: { fax: ' ', email: '' } };
    expect(wirePersonSchema.parse({ id: 'alice', ...empty })).toEqual({ ...nobody, id: 'alice' });
  });

  it('always becomes a person of the domain, however its fields are broken', () => {
    const junk = fc.record(
      Object.fromEntries(Object.keys(nobody).map((field) => [field, fc.jsonValue()])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), junk, (id, fields) => {
        const person = wirePersonSchema.parse({ ...fields, id });
        expect(personSchema.safeParse(person).success).toBe(true);
        expect(person.id).toBe(id);
      }),
    );
  });

  it.each([{}, { id: '' }, { id: null }, { id: 7 }, null, 'alice', []])(
    'is no person without an id: %j',
    (wire) => {
      expect(wirePersonSchema.safeParse(wire).success).toBe(false);
    },
  );
});
