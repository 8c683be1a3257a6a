import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWireEntry, readWirePerson } from '../../../../main/api/wire-person.ts';
import { personSchema } from '../../../../preload/model/person.ts';
import { wirePersonSchema } from './wire-person-schema.ts';

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
    expect(readWirePerson({ id: 'alice' })).toEqual({ ...nobody, id: 'alice' });
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
    expect(readWirePerson(wire)).toEqual({
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
    expect(readWirePerson({ id: 'alice', ...fields })?.displayName).toBe(expected);
  });

  it('takes every kind of emptiness for unset', () => {
    const empty = { jobTitle: '', location: '  ', mobile: null, company: { fax: ' ', email: '' } };
    expect(readWirePerson({ id: 'alice', ...empty })).toEqual({ ...nobody, id: 'alice' });
  });

  it('always becomes a person of the domain, however its fields are broken', () => {
    const junk = fc.record(
      Object.fromEntries(Object.keys(nobody).map((field) => [field, fc.jsonValue()])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), junk, (id, fields) => {
        const person = readWirePerson({ ...fields, id });
        expect(personSchema.safeParse(person).success).toBe(true);
        expect(person?.id).toBe(id);
      }),
    );
  });

  it('is read like the schema says, field by field, whatever stands in them', () => {
    const odd = fc.constantFrom<unknown>(
      ...['', ' ', '\u00a0', 'true', 'false', 'x ', '2026-08-25T07:00:00.000+0000', '7'],
      ...['a\0b', '\ud83d', '\udc69\ud83d', '👩\ud83d'],
      ...[true, false, null, 0, -0, 7.5, Infinity, -Infinity, [], {}, ['a', 1, null, 'b']],
      { isAdmin: true, isGuest: false, isMutable: true },
      { isAdmin: true, isGuest: 'no' },
      { organization: ' ', fax: 7, email: 'a@example.com', later: true },
      { 'x:deep': [{ a: [Infinity] }] },
      { 'x:deep': [{ a: [1, null] }], 'x:text': 'y' },
    );
    const value = fc.oneof(odd, fc.jsonValue(), fc.dictionary(fc.string(), odd));
    const fields = fc.record(
      Object.fromEntries(['id', ...Object.keys(nobody)].map((field) => [field, value])),
      { requiredKeys: [] },
    );
    const id = fc.option(fc.string({ unit: fc.constantFrom('a', '\0', '\ud83d', '\udc69') }), {
      nil: 7,
    });
    // The key is refused with the whole answer; the schema would leave out it alone.
    const harmless = fc
      .oneof(
        fc.jsonValue(),
        fields,
        fc.tuple(fields, id).map(([rest, own]) => ({ ...rest, id: own })),
      )
      .filter((wire) => !JSON.stringify(wire).includes('"__proto__":'));
    fc.assert(
      fc.property(harmless, (wire) => {
        const { data = null } = wirePersonSchema.safeParse(wire);
        expect(readWirePerson(wire)).toEqual(data);
        expect(readWireEntry({ entry: wire })).toEqual(data);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps no properties with a key that could reach a prototype', () => {
    const wire: unknown = JSON.parse('{"id":"a","properties":{"x":{"__proto__":{"y":1}}}}');
    expect(readWirePerson(wire)?.properties).toEqual({});
  });

  it.each([{}, { id: '' }, { id: null }, { id: 7 }, null, 'alice', []])(
    'is no person without an id: %j',
    (wire) => {
      expect(readWirePerson(wire)).toBeNull();
      expect(readWireEntry({ entry: wire })).toBeNull();
      expect(readWireEntry(wire)).toBeNull();
    },
  );
});
