import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { demoAdmin, demoUser } from '../../../../main/demo/demo-accounts.ts';
import {
  collationKey,
  comparePlain,
  compareTexts,
} from '../../../../main/demo/directory/collation.ts';
import type { PersonRecord } from '../../../../main/demo/directory/person-record.ts';
import { createCompanyPopulation } from '../../../../main/demo/population/company-population.ts';
import { createTestDemo } from '../../../support/demo-server.ts';
import { call, idsOf } from './api-calls.ts';

function everybody(people: number, seed = 1): PersonRecord[] {
  const population = createCompanyPopulation({ people, seed });
  return population.ids.map((_, position) => population.person(position));
}

function withoutPhotos(people: readonly PersonRecord[]): unknown[] {
  return people.map(({ avatar, ...person }) => ({ ...person, avatarId: avatar?.id ?? null }));
}

describe('the invented company', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(withoutPhotos(everybody(300))).toEqual(withoutPhotos(everybody(300)));
    expect(withoutPhotos(everybody(300, 2))).not.toEqual(withoutPhotos(everybody(300)));
  });

  test.each([1, 2, 3, 4, 10, 500, 20_000])('has exactly %i people', (people) => {
    const { ids } = createCompanyPopulation({ people, seed: 1 });
    expect(ids).toHaveLength(people);
    expect(new Set(ids.map((id) => id.toLowerCase())).size).toBe(people);
    expect(ids).toEqual([...ids].sort(compareTexts));
    expect(ids).toContain(demoAdmin.userId);
  });

  test('keeps the accounts that can sign in, however small', async () => {
    const demo = createTestDemo({ fixture: 'demo', people: 2 });
    for (const { userId, password } of [demoAdmin, demoUser]) {
      const json = { userId, password };
      expect((await call(demo, 'POST /tickets', { as: null, json })).status).toBe(201);
    }
  });

  const people = everybody(4000);
  const share = (is: (person: PersonRecord) => boolean): number =>
    people.filter(is).length / people.length;

  test.each<[string, (person: PersonRecord) => boolean, number, number]>([
    ['photos', ({ avatar }) => avatar !== null, 0.56, 0.64],
    ['a directory service behind them', (person) => person.isDirectoryManaged, 0.08, 0.12],
    ['a disabled account', ({ enabled }) => !enabled, 0.02, 0.06],
    ['no last name', ({ texts }) => texts.lastName === undefined, 0.01, 0.06],
    ['no e-mail', ({ texts }) => texts.email === undefined, 0.01, 0.06],
    ['custom properties', ({ properties }) => Object.keys(properties).length > 0, 0.6, 0.8],
  ])('has people with %s', (_, is, low, high) => {
    expect(share(is)).toBeGreaterThan(low);
    expect(share(is)).toBeLessThan(high);
  });

  test.each([
    'Latin',
    'Greek',
    'Cyrillic',
    'Han',
    'Hiragana',
    'Hangul',
    'Arabic',
    'Hebrew',
    'Devanagari',
    'Thai',
  ])('has names in %s script', (script) => {
    const letter = new RegExp(`\\p{Script=${script}}`, 'u');
    expect(share(({ texts }) => letter.test(texts.firstName ?? ''))).toBeGreaterThan(0);
  });

  test('has several admins, and none that a directory service keeps', () => {
    const admins = people.filter(({ isAdmin }) => isAdmin);
    expect(admins.length).toBeGreaterThan(2);
    expect(admins.every(({ isDirectoryManaged, enabled }) => !isDirectoryManaged && enabled)).toBe(
      true,
    );
  });

  test('has no address outside of the domains kept for examples', () => {
    const addresses = people.flatMap(({ texts, company }) =>
      [texts.email ?? [], company.email ?? []].flat(),
    );
    expect(addresses.filter((address) => !/^[^@\s]+@example\.com$/.test(address))).toEqual([]);
  });

  test('gives the values of its people as the content model wants them', async () => {
    const demo = createTestDemo({ fixture: 'demo', people: 60 });
    for (const { id, properties } of everybody(60)) {
      if (id === 'guest') continue;
      const answer = await call(demo, `PUT /people/${encodeURIComponent(id)}`, {
        json: { properties },
      });
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ entry: { id } });
    }
  });
});

describe('lists of the company', () => {
  test('all pages together are everybody, once, whatever the size of the page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 130 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 1000 }),
        async (people, maxItems, seed) => {
          const demo = createTestDemo({ fixture: 'demo', people, seed });
          const ids: string[] = [];
          for (let hasMore = true; hasMore;) {
            const answer = await call(
              demo,
              `GET /people?fields=id&maxItems=${maxItems}&skipCount=${ids.length}`,
            );
            const { list } = answer.json as {
              list: { pagination: { hasMoreItems: boolean; totalItems: number } };
            };
            ids.push(...idsOf(answer));
            hasMore = list.pagination.hasMoreItems;
            expect(list.pagination.totalItems).toBe(people);
          }
          expect(ids).toHaveLength(people);
          expect(new Set(ids).size).toBe(people);
        },
      ),
      { numRuns: 30 },
    );
  });

  test.each(['firstName', 'lastName'] as const)(
    'are in order by %s, without those who lack it',
    async (field) => {
      const demo = createTestDemo({ fixture: 'demo', people: 400 });
      const answer = await call(demo, `GET /people?orderBy=${field}&maxItems=400`);
      const { list } = answer.json as { list: { entries: { entry: Record<string, string> }[] } };
      const values = list.entries.map(({ entry }) => entry[field] ?? '');
      const keys = values.map(collationKey);
      expect(keys).toEqual([...keys].sort(comparePlain));
      const having = everybody(400).filter(({ texts }) => texts[field] !== undefined);
      expect(values).toHaveLength(having.length);
    },
  );

  test('show people who were added, renamed and deleted in their places', async () => {
    const demo = createTestDemo({ fixture: 'demo', people: 50 });
    const before = idsOf(await call(demo, 'GET /people'));
    for (const id of ['aaa', 'MMM', 'zzz']) {
      await call(demo, 'POST /people', { json: { id, firstName: id, email: 'e', password: 'p' } });
    }
    const [removed = ''] = before.filter((id) => /^[a-z.]+$/.test(id) && id.includes('.'));
    await call(demo, `DELETE /alfresco/s/api/people/${removed}`);
    const after = idsOf(await call(demo, 'GET /people'));
    const expected = [...before.filter((id) => id !== removed), 'aaa', 'MMM', 'zzz'];
    expect(after).toEqual(expected.sort(compareTexts));
    await call(demo, 'POST /people', {
      json: { id: removed.toUpperCase(), firstName: 'Back', email: 'e', password: 'p' },
    });
    expect(idsOf(await call(demo, 'GET /people'))).toContain(removed.toUpperCase());
  });
});

describe('people of a directory service', () => {
  const managed = everybody(500).find((person) => person.isDirectoryManaged && person.enabled);
  if (managed === undefined) throw new Error('The company has nobody who is managed');
  const path = `/people/${encodeURIComponent(managed.id)}` as const;
  const company = { fixture: 'demo', people: 500 } as const;

  test('keep their mapped fields, without a word', async () => {
    const json = { firstName: 'New', lastName: 'New', email: 'new@example.com', jobTitle: 'New' };
    const answer = await call(createTestDemo(company), `PUT ${path}`, { json });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      entry: {
        firstName: managed.texts.firstName,
        jobTitle: 'New',
        capabilities: { isMutable: false },
      },
    });
  });

  test('take every change before 6.2.1', async () => {
    const demo = createTestDemo({ ...company, version: '6.2.0' });
    const answer = await call(demo, `PUT ${path}`, { json: { firstName: 'New' } });
    expect(answer.json).toMatchObject({ entry: { firstName: 'New' } });
  });

  test.each([
    [{ password: 'new' }, `User name does not exist: ${managed.id}`],
    [{ enabled: false }, `User not found: ${managed.id.slice(0, 2)}****`],
  ])('answer %o with a 401 that asks for no login', async (json, summary) => {
    const answer = await call(createTestDemo(company), `PUT ${path}`, { json });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('WWW-Authenticate')).toBeNull();
    expect(JSON.stringify(answer.json)).toContain(summary);
  });

  test.each([
    ['23.3', 200],
    ['23.2', 401],
  ])('can be disabled in %s where the server allows it (%i)', async (version, status) => {
    const demo = createTestDemo({ ...company, version, immutableEnabledUpdate: true });
    expect((await call(demo, `PUT ${path}`, { json: { enabled: false } })).status).toBe(status);
  });

  test('cannot change their own password', async () => {
    const json = { oldPassword: managed.id, password: 'new' };
    const as = `${managed.id}:${managed.id}`;
    const answer = await call(createTestDemo(company), `PUT ${path}`, { as, json });
    expect(answer).toMatchObject({
      status: 403,
      json: { error: { errorKey: 'Incorrect password.' } },
    });
  });
});

describe('photos of the company', () => {
  const pictures = everybody(60).flatMap(({ avatar }) => avatar?.png() ?? []);

  test('are pictures of 64 by 64 pixels', async () => {
    for (const png of pictures.slice(0, 8)) {
      const { info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
      expect(info).toMatchObject({ width: 64, height: 64, channels: 4 });
    }
  });

  test('differ from person to person, and not from time to time', () => {
    const texts = pictures.map((png) => Buffer.from(png).toString('base64'));
    expect(new Set(texts).size).toBe(texts.length);
    const again = everybody(60).flatMap(({ avatar }) => avatar?.png() ?? []);
    expect(again.map((png) => Buffer.from(png).toString('base64'))).toEqual(texts);
  });

  test('are served and can be revalidated', async () => {
    const demo = createTestDemo({ fixture: 'demo', people: 2 });
    const first = await call(demo, 'GET /people/mira/avatar');
    expect(first.status).toBe(200);
    const headers = { 'If-Modified-Since': first.headers.get('Last-Modified') ?? '' };
    expect((await call(demo, 'GET /people/mira/avatar', { headers })).status).toBe(304);
  });
});
