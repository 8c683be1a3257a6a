import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagBits, flagsOf } from '../../../../main/store/index/person-flags.ts';
import type { IndexEntry } from '../../../../main/store/index/index-entry.ts';
import { PeopleIndex } from '../../../../main/store/people-index.ts';
import { lineOf, searchTextOf } from '../../../../main/store/search-text.ts';
import {
  type PeopleFilter,
  peopleFilters,
  type PeopleSelection,
  type PeopleSort,
  peopleSorts,
} from '../../../../preload/model/people-query.ts';
import type { Person } from '../../../../preload/model/person.ts';
import { everybody } from '../../../../preload/rules/everybody.ts';
import { fold } from '../../../../preload/rules/fold.ts';
import { parseSearch } from '../../../../preload/rules/search-terms.ts';
import { makePerson, personWith } from '../../../support/people.ts';

const noPause = (): Promise<void> => Promise.resolve();

const some = (...values: readonly string[]): fc.Arbitrary<string | null> =>
  fc.constantFrom(null, ...values);

const person: fc.Arbitrary<Person> = fc
  .record({
    id: fc.constantFrom('ada', 'Bob', 'cem.öz', 'd-1', 'eve@x'),
    firstName: some('Ana', 'Nana', 'Áda', 'Ольга', '張', '😀 Bo', "O'Na"),
    lastName: some('Banan', 'Room 9', 'Room 10', 'de la Na', 'Жан'),
    email: some('ana@example.com', 'na.na@example.com', 'n@x'),
    jobTitle: some('Nanny', 'Nan\u00adny', 'Head of Bananas', 'head of sales', 'Ärztin'),
    organization: some('Ab', 'ab', 'B & A', 'Nan – A'),
    location: some('Oslo', 'Nanaimo'),
    description: some('na na, and so on', 'ana', '100 %'),
    enabled: fc.boolean(),
    avatarId: some('p1'),
    capabilities: fc.option(
      fc.record({ isAdmin: fc.boolean(), isGuest: fc.boolean(), isMutable: fc.boolean() }),
    ),
  })
  .map(({ organization, ...fields }) => personWith({ ...fields, company: { organization } }));

let moment = 1000;

function entryOf(no: number, given: Person): IndexEntry {
  const { id, displayName } = given;
  moment += no % 3;
  return {
    no,
    // One person, one id: a number is never anybody else's.
    id: `${id}${no}`,
    displayName,
    searchText: searchTextOf({ ...given, id: `${id}${no}` }),
    flags: flagsOf(given) | (moment % 2 === 0 ? 0 : flagBits.waiting),
    changedAt: moment,
  };
}

const word = fc.constantFrom(
  ...['a', 'n', 'na', 'an', 'NA', 'ana', 'nan', 'room', '9', '10', 'ж', 'ана', '張', '😀', "o'n"],
  ...['@', '.', 'na.na', '@ex', 'a@e', '&', '–', 'zz', 'of', 'x', 'ex'],
  ...['title:a', 'title:"head of"', 'org:ab', 'name:na', 'id:b', 'email:na.', 'about:na', 'about:'],
  ...['"head of b"', '"b & a"', '"la na"', '"na, and"', 'place:o', 'foo:na', '"a"'],
);

const sort = fc.record({ by: fc.constantFrom(...peopleSorts), isDescending: fc.boolean() });

const selection: fc.Arbitrary<PeopleSelection> = fc.record({
  text: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
  filters: fc.uniqueArray(fc.constantFrom(...peopleFilters), { maxLength: 2 }),
  organization: fc.option(fc.constantFrom('AB', 'nan – a', 'nowhere'), { freq: 5 }),
  location: fc.option(fc.constantFrom('oslo'), { freq: 5 }),
  sort,
});

const bitOf: Readonly<Record<PeopleFilter, readonly [bit: number, isSet: boolean]>> = {
  enabled: [flagBits.enabled, true],
  disabled: [flagBits.enabled, false],
  'no-photo': [flagBits.photo, false],
  'no-email': [flagBits.email, false],
  'no-last-name': [flagBits.lastName, false],
  managed: [flagBits.managed, true],
  admin: [flagBits.admin, true],
  waiting: [flagBits.waiting, true],
};

/** The same answers by looking at everybody. */
class Oracle {
  readonly entries = new Map<number, IndexEntry>();

  find(query: PeopleSelection): string[] {
    const found = [...this.entries.values()].filter((entry) => isIn(entry, query));
    found.sort((a, b) => compareBy(query.sort.by, a, b));
    if (query.sort.isDescending) found.reverse();
    return found.map(({ id }) => id);
  }
}

function isIn({ searchText, flags }: IndexEntry, query: PeopleSelection): boolean {
  return (
    query.filters.every((filter) => ((flags & bitOf[filter][0]) !== 0) === bitOf[filter][1]) &&
    (['organization', 'location'] as const).every(
      (field) => query[field] === null || lineOf(searchText, field) === fold(query[field]),
    ) &&
    parseSearch(query.text).every(({ field, text }) =>
      (field === null ? searchText : lineOf(searchText, field)).includes(text),
    )
  );
}

const { compare } = new Intl.Collator(undefined, { numeric: true });

function compareBy(by: PeopleSort, a: IndexEntry, b: IndexEntry): number {
  const byName = compare(a.displayName, b.displayName) || (a.id < b.id ? -1 : 1);
  if (by === 'name') return byName;
  if (by === 'changedAt') return b.changedAt - a.changedAt || byName;
  const [ofA, ofB] = [lineOf(a.searchText, by), lineOf(b.searchText, by)];
  if (ofA === '' || ofB === '') return Number(ofA === '') - Number(ofB === '') || byName;
  return compare(ofA, ofB) || byName;
}

interface Step {
  readonly upserts: readonly IndexEntry[];
  readonly removed: ReadonlySet<number>;
}

const step: fc.Arbitrary<Step> = fc
  .record({
    people: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 40 }), person), {
      maxLength: 12,
      selector: ([no]) => no,
    }),
    removed: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
  })
  .map(({ people, removed }) => ({
    upserts: people.map(([no, given]) => entryOf(no, given)),
    removed: new Set(removed),
  }));

function change(index: PeopleIndex, oracle: Oracle, { upserts, removed }: Step): void {
  index.apply({ upserts, removed });
  // SQLite may give the number of somebody who is gone to the next newcomer.
  for (const no of removed) oracle.entries.delete(no);
  for (const entry of upserts) oracle.entries.set(entry.no, entry);
}

async function idsIn(index: PeopleIndex, query: PeopleSelection): Promise<string[]> {
  const found = await index.find(query);
  const ids = found.slice(0, found.length).map(({ id }) => id);
  expect(ids).toHaveLength(found.length);
  return ids;
}

describe('the index of people', () => {
  it('answers every question, after any changes, like somebody who looks at everybody', async () => {
    const steps = fc.array(fc.tuple(step, fc.array(selection, { maxLength: 3 })), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const index = new PeopleIndex([], noPause);
        const oracle = new Oracle();
        for (const [changes, questions] of history) {
          change(index, oracle, changes);
          for (const question of questions) {
            expect(await idsIn(index, question)).toEqual(oracle.find(question));
          }
          expect(index.entries.map(({ id }) => id)).toEqual(oracle.find(everybody));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps an answer as it was', async () => {
    await fc.assert(
      fc.asyncProperty(step, step, selection, async (first, second, question) => {
        const index = new PeopleIndex(first.upserts, noPause);
        const found = await index.find(question);
        const before = found.map(({ id }) => id);
        index.apply(second);
        await index.find(question);
        expect(found.map(({ id }) => id)).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  it('counts lenses and facets like somebody who looks at everybody', () => {
    const field = fc.constantFrom('organization' as const, 'location' as const);
    fc.assert(
      fc.property(step, step, selection, field, (first, second, question, of) => {
        const index = new PeopleIndex([], noPause);
        const oracle = new Oracle();
        for (const changes of [first, second]) change(index, oracle, changes);
        const rest = { ...question, [of]: null };
        const having = [...oracle.entries.values()].filter((entry) => isIn(entry, rest));
        const facet = index.facet(of, question);
        for (const { folded, count, no } of facet) {
          const those = having.filter(({ searchText }) => lineOf(searchText, of) === folded);
          expect(those).toHaveLength(count);
          expect(those.map((entry) => entry.no)).toContain(no);
        }
        const values = new Set(having.map(({ searchText }) => lineOf(searchText, of)));
        values.delete('');
        expect(new Set(facet.map(({ folded }) => folded))).toEqual(values);
        const counts = facet.map(({ count }) => count);
        expect(counts).toEqual(counts.toSorted((a, b) => b - a));
        const lenses = index.countLenses();
        expect(lenses.everybody).toBe(oracle.entries.size);
        for (const filter of peopleFilters) {
          const alone: PeopleSelection = { ...everybody, filters: [filter] };
          expect(lenses.filters[filter]).toBe(oracle.find(alone).length);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('puts a great many newcomers in their places, however they come', async () => {
    const entries = Array.from({ length: 3000 }, (_, at) => {
      const no = ((at * 7919) % 3000) + 1;
      return entryOf(no, makePerson({ id: 'p', firstName: `N${no % 50}`, lastName: `L${no}` }));
    });
    const inOrder = [...entries].sort((a, b) => compareBy('name', a, b)).map(({ id }) => id);
    const index = new PeopleIndex(entries.slice(0, 10), noPause);
    index.apply({ upserts: entries.slice(10, 20), removed: new Set() });
    expect(await idsIn(index, everybody)).toHaveLength(20);
    index.apply({ upserts: entries.slice(20, 2950), removed: new Set() });
    index.apply({ upserts: entries.slice(2950), removed: new Set() });
    expect(await idsIn(index, everybody)).toEqual(inOrder);
  });

  it('stays right while it renews itself, whatever changes meanwhile', async () => {
    const oracle = new Oracle();
    const titled = (no: number, round: number): IndexEntry => {
      const jobTitle = round % 2 === 0 ? 'Even' : 'Odd';
      return entryOf(no, makePerson({ id: 'p', firstName: `N${(no * round) % 7}`, jobTitle }));
    };
    let pauses = 0;
    const index: PeopleIndex = new PeopleIndex([], async () => {
      await Promise.resolve();
      pauses += 1;
      change(index, oracle, {
        upserts: [titled((pauses * 17) % 600, pauses), titled(700 + pauses, pauses)],
        removed: new Set([pauses % 600, (pauses * 31) % 600]),
      });
    });
    for (let round = 0; round < 20; round += 1) {
      const upserts = Array.from({ length: 600 }, (_, no) => titled(no, round));
      change(index, oracle, { upserts, removed: new Set() });
      // What runs beside has ended after that, since its pauses take no time.
      await setImmediate();
      for (const text of ['', 'even']) {
        const question: PeopleSelection = { ...everybody, text };
        expect(await idsIn(index, question)).toEqual(oracle.find(question));
      }
    }
    // A sort by name never pauses, so this was the renewal.
    expect(pauses).toBeGreaterThan(0);
  });

  it('answers of what is there, where it has renewed itself during a sort', async () => {
    const oracle = new Oracle();
    const byId: PeopleSelection = { ...everybody, sort: { by: 'id', isDescending: false } };
    const byEmail: PeopleSelection = { ...everybody, sort: { by: 'email', isDescending: true } };
    let isHeld = false;
    let release: () => void = () => undefined;
    const index = new PeopleIndex([], async () => {
      if (!isHeld) return;
      isHeld = false;
      await new Promise<void>((resolve) => (release = resolve));
    });
    const everyone = (round: number): Step => ({
      upserts: Array.from({ length: 2000 }, (_, no) =>
        entryOf(no, makePerson({ id: `p${(no * round) % 7}-` })),
      ),
      removed: new Set(),
    });
    change(index, oracle, everyone(1));
    expect(await idsIn(index, byId)).toEqual(oracle.find(byId));
    isHeld = true;
    const asked = index.find(byEmail);
    for (const round of [2, 3, 4]) change(index, oracle, everyone(round));
    await setImmediate();
    change(index, oracle, { upserts: everyone(5).upserts.slice(0, 50), removed: new Set([70]) });
    release();
    expect((await asked).map(({ id }) => id)).toEqual(oracle.find(byEmail));
    expect(await idsIn(index, byId)).toEqual(oracle.find(byId));
  });

  it('tries a sort again that was stopped half-way', async () => {
    let isStopped = true;
    const index = new PeopleIndex([entryOf(1, makePerson({ id: 'a' }))], () =>
      isStopped ? Promise.reject(new Error('stopped')) : Promise.resolve(),
    );
    const byId: PeopleSelection = { ...everybody, sort: { by: 'id', isDescending: false } };
    await expect(index.find(byId)).rejects.toThrow('stopped');
    isStopped = false;
    expect(await idsIn(index, byId)).toEqual(['a1']);
  });
});

describe('places in an answer', () => {
  it('are those of the name that starts so, and of the person', async () => {
    const prefix = fc.constantFrom(
      'a',
      'A',
      'na',
      'nana',
      "o'",
      'ana room',
      'room 1',
      '😀',
      'ж',
      ' ',
      'zz',
    );
    await fc.assert(
      fc.asyncProperty(step, sort, prefix, fc.nat(15), async (given, order, text, from) => {
        const index = new PeopleIndex(given.upserts, noPause);
        const found = await index.find({ ...everybody, sort: order });
        const names = found.map(({ no }) => {
          const entry = given.upserts.find((each) => each.no === no);
          return fold(entry?.displayName ?? '');
        });
        const next = names.findIndex((name, at) => at >= from && name.startsWith(fold(text)));
        const first = names.findIndex((name) => name.startsWith(fold(text)));
        const place = next >= 0 ? next : first;
        expect(found.placeOfPrefix(text, from)).toBe(place < 0 ? null : place);
        for (const [at, { id }] of found.slice(0, 40).entries()) expect(found.placeOf(id)).toBe(at);
        expect(found.placeOf('nobody')).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});
