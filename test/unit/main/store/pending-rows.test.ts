import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DirectoryStore } from '../../../../main/services/ports/directory-store.ts';
import type { Person } from '../../../../preload/model/person.ts';
import type { FieldValues } from '../../../../preload/model/person-fields.ts';
import { blankPerson } from '../../../../preload/rules/blank-person.ts';
import { everybody } from '../../../../preload/rules/everybody.ts';
import { withValues } from '../../../../preload/rules/person-fields.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { makePageAnswer } from '../../../support/page-answers.ts';
import { makePerson } from '../../../support/people.ts';
import { openTestStore } from '../../../support/stores.ts';

const now = { askedAt: 1, answeredAt: 1 };
const ada = makePerson({ id: 'ada', jobTitle: 'Countess' });

function open(file = join(makeTestFolder(), 'people.db')): DirectoryStore {
  const store = openTestStore({ file, now: () => 0 });
  onTestFinished(() => store.close());
  return store;
}

async function page(store: DirectoryStore, people: readonly Person[], askedAt: number) {
  const paging = { skipCount: 0, maxItems: 100, hasMoreItems: false, totalItems: people.length };
  await store.addPage(makePageAnswer(people, paging), askedAt);
}

const titleOf = async (store: DirectoryStore, id: string): Promise<string | null> =>
  (await store.get(id))?.person.jobTitle ?? null;

/** The ids that a search finds, sorted. */
async function find(store: DirectoryStore, text: string, isWaiting = false): Promise<string[]> {
  const filters = isWaiting ? (['waiting'] as const) : [];
  const query = { ...everybody, text, filters: [...filters], offset: 0, limit: 200 };
  const { people } = await store.search(query);
  return people.map(({ id }) => id).sort();
}

describe('what waits', () => {
  it('is shown, found, counted and kept over what a refresh brings', async () => {
    const store = open();
    await store.upsert([ada]);
    await store.setPending([{ id: 'ada', values: { jobTitle: 'Poet' }, person: ada }], now);
    expect(await find(store, 'poet')).toEqual(['ada']);
    await page(store, [{ ...ada, jobTitle: 'Baroness', location: 'London' }], 2);
    expect((await store.get('ada'))?.person).toMatchObject({
      jobTitle: 'Poet',
      location: 'London',
    });
    expect(await find(store, 'baroness')).toEqual([]);
    expect(await find(store, '', true)).toEqual(['ada']);
    expect((await store.countLenses()).filters.waiting).toBe(1);
    const seen = await store.seenBehind('ADA');
    expect(seen?.person?.jobTitle).toBe('Baroness');

    await store.setPending([{ id: 'ada', values: null, person: seen?.person ?? null }], now);
    expect(await titleOf(store, 'ada')).toBe('Baroness');
    expect(await find(store, '', true)).toEqual([]);
    expect(await store.seenBehind('ada')).toBeNull();
  });

  it('is marked where it looks like what the server has', async () => {
    const store = open();
    await store.upsert([ada]);
    expect(await find(store, '', true)).toEqual([]);
    await store.setPending([{ id: 'ada', values: {}, person: ada }], now);
    expect(await find(store, '', true)).toEqual(['ada']);
    await store.setPending([{ id: 'ada', values: null, person: ada }], now);
    expect(await find(store, '', true)).toEqual([]);
  });

  it('is marked by an index that is read later', async () => {
    const file = join(makeTestFolder(), 'people.db');
    const before = open(file);
    await before.upsert([ada, makePerson({ id: 'ben' })]);
    await before.close();
    const store = open(file);
    await store.setPending([{ id: 'ada', values: {}, person: ada }], now);
    expect(await find(store, '', true)).toEqual(['ada']);
  });

  it('shows a person who is being created, whom no refresh removes', async () => {
    const store = open();
    const values = { firstName: 'Grace', email: 'grace@example.com' };
    await store.setPending([{ id: 'grace', values, person: null }], now);
    await page(store, [ada], 2);
    expect(await store.remove(['grace', 'ada'])).toBe(1);
    expect((await store.get('grace'))?.person).toEqual(withValues(blankPerson('grace'), values));
    await store.setPending([{ id: 'grace', values: null, person: null }], now);
    expect(await store.get('grace')).toBeNull();
    expect(await find(store, '')).toEqual([]);
  });

  it('stays with somebody whom the server writes in another case', async () => {
    const store = open();
    await store.upsert([ada]);
    await store.setPending([{ id: 'ada', values: { jobTitle: 'Poet' }, person: ada }], now);
    // As a person who is read alone is taken over.
    await store.upsert([{ ...ada, id: 'Ada' }]);
    await store.remove(['ada']);
    expect(await find(store, '')).toEqual(['Ada']);
    expect(await titleOf(store, 'Ada')).toBe('Poet');
    expect((await store.getInAnyCase('aDA'))?.person.id).toBe('Ada');
    await store.setPending([{ id: 'ada', values: null, person: { ...ada, id: 'Ada' } }], now);
    expect(await find(store, '')).toEqual(['Ada']);
    expect(await titleOf(store, 'Ada')).toBe('Countess');
  });

  it('ends with an answer that no earlier question undoes', async () => {
    const store = open();
    await store.upsert([ada]);
    await store.setPending([{ id: 'ada', values: { jobTitle: 'Poet' }, person: ada }], now);
    const saved = { ...ada, jobTitle: 'Poet' };
    const read = { askedAt: 6, answeredAt: 7 };
    await store.setPending([{ id: 'ada', values: null, person: saved, isAnswer: true }], read);
    await page(store, [ada], 5);
    expect(await titleOf(store, 'ada')).toBe('Poet');
    await store.upsert([ada], { askedAt: 4, answeredAt: 8 });
    expect(await titleOf(store, 'ada')).toBe('Poet');
    await page(store, [ada], 8);
    expect(await titleOf(store, 'ada')).toBe('Countess');
  });
});

/** What a cache of three people is asked to do, in any order. */
const ids = ['ada', 'ben', 'eve'] as const;
const person = fc.record({
  id: fc.constantFrom(...ids),
  jobTitle: fc.constantFrom(null, 'Cook', 'Poet'),
  location: fc.constantFrom(null, 'Rome'),
});
const values: fc.Arbitrary<FieldValues> = fc.dictionary(
  fc.constantFrom('jobTitle', 'firstName', 'company.fax'),
  fc.constantFrom(null, 'Judge', 'Cook'),
);
const step = fc.oneof(
  fc.record({ kind: fc.constant('page' as const), people: fc.array(person, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('edit' as const), id: fc.constantFrom(...ids), values }),
  fc.record({ kind: fc.constant('end' as const), person, isGone: fc.boolean() }),
  fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom(...ids) }),
  fc.record({ kind: fc.constant('search' as const) }),
);

describe('edits, pages and ends in any order', () => {
  it('leave what an oracle says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const store = openTestStore({ file: join(makeTestFolder(), 'people.db'), now: () => 0 });
        const seen = new Map<string, Person>();
        const wanted = new Map<string, FieldValues>();
        // Whom the server has lost is shown as they were, as long as something waits.
        const known = new Map<string, Person>();
        let moment = 1;
        for (const one of steps) {
          moment += 1;
          if (one.kind === 'page') {
            const people = one.people.map(makePerson);
            await page(store, people, moment);
            for (const each of people) seen.set(each.id, each);
          } else if (one.kind === 'edit') {
            const pending = { ...one, person: seen.get(one.id) ?? null };
            await store.setPending([pending], { askedAt: moment, answeredAt: moment });
            wanted.set(one.id, one.values);
          } else if (one.kind === 'end') {
            const { id } = one.person;
            const answered = one.isGone ? null : makePerson(one.person);
            const pending = { id, values: null, person: answered, isAnswer: true };
            await store.setPending([pending], { askedAt: moment, answeredAt: moment });
            wanted.delete(id);
            if (answered === null) seen.delete(id);
            else seen.set(id, answered);
          } else if (one.kind === 'remove') {
            await store.remove([one.id]);
            seen.delete(one.id);
          } else await store.countLenses();
          for (const id of ids) {
            const there = seen.get(id);
            if (there !== undefined) known.set(id, there);
            else if (!wanted.has(id)) known.delete(id);
          }
        }
        for (const id of ids) {
          const mine = wanted.get(id);
          const shown =
            mine === undefined
              ? (seen.get(id) ?? null)
              : withValues(known.get(id) ?? blankPerson(id), mine);
          const behind = mine === undefined ? null : { person: seen.get(id) ?? null };
          expect(await store.seenBehind(id)).toEqual(behind);
          expect((await store.get(id))?.person ?? null).toEqual(shown);
        }
        const there = new Set([...seen.keys(), ...wanted.keys()]);
        expect(await find(store, '')).toEqual([...there].sort());
        expect(await find(store, '', true)).toEqual([...wanted.keys()].sort());
        await store.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe('lookalikes', () => {
  it('have the same e-mail address or name, whatever the case and the accents', async () => {
    const store = open();
    await store.upsert([
      makePerson({ id: 'one', firstName: 'Zoë', lastName: '"Z" Quote', email: 'Zoe@example.com' }),
      makePerson({ id: 'two', firstName: 'Zoë', lastName: 'Quoted', email: 'zoe@example.com.au' }),
      makePerson({ id: 'three', firstName: 'Max', lastName: null, email: null }),
    ]);
    const query = { email: null, name: null, exceptId: null };
    const idsOf = async (more: Partial<typeof query> | object): Promise<string[]> =>
      (await store.lookalikes({ ...query, ...more })).map(({ id }) => id);
    expect(await idsOf({ email: 'ZOE@EXAMPLE.COM' })).toEqual(['one']);
    expect(await idsOf({ name: 'zoe "z" quote' })).toEqual(['one']);
    expect(await idsOf({ email: 'zoe@example.com', name: 'Max', exceptId: 'ONE' })).toEqual([
      'three',
    ]);
    expect(await idsOf({ email: ' ', name: '' })).toEqual([]);
  });

  it('are a few, however many there are', async () => {
    const store = open();
    await store.upsert(Array.from({ length: 250 }, (_, no) => makePerson({ id: `p${no}` })));
    const query = { email: null, name: 'Ada Lovelace', exceptId: null };
    expect(await store.lookalikes(query)).toHaveLength(5);
  });
});
