import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DirectoryStore } from '../../../../main/services/ports/directory-store.ts';
import {
  peopleFilters,
  type PeopleSelection,
  peopleSorts,
} from '../../../../preload/model/people-query.ts';
import type { Person } from '../../../../preload/model/person.ts';
import { everybody } from '../../../../preload/rules/everybody.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { makePerson } from '../../../support/people.ts';
import { openTestStore } from '../../../support/stores.ts';

const noCompany = makePerson({ id: 'x' }).company;
const managed = { isAdmin: false, isGuest: false, isMutable: false };

const people: readonly Person[] = [
  makePerson({
    id: 'ada',
    jobTitle: 'Engineer',
    location: 'London',
    company: { ...noCompany, organization: 'Blue Sky' },
    avatarId: 'p1',
    capabilities: { isAdmin: true, isGuest: false, isMutable: true },
  }),
  makePerson({
    id: 'bob',
    firstName: 'Bob',
    lastName: null,
    jobTitle: 'Head of Engineering',
    location: 'Zürich',
    company: { ...noCompany, organization: 'blue sky' },
    enabled: false,
  }),
  makePerson({
    id: 'cem',
    firstName: 'Cem',
    lastName: 'Öz',
    email: null,
    jobTitle: 'Ärztin',
    company: { ...noCompany, organization: 'Blue Sky Labs' },
    capabilities: managed,
  }),
  makePerson({ id: 'dee', firstName: 'Dee', lastName: 'Blue', jobTitle: 'clerk' }),
  makePerson({
    id: 'guest',
    firstName: 'Guest',
    lastName: null,
    email: null,
    capabilities: { isAdmin: false, isGuest: true, isMutable: false },
  }),
];

async function fillStore(
  everyone: readonly Person[] = people,
  file = join(makeTestFolder(), 'd', 'people.db'),
): Promise<{ store: DirectoryStore; file: string }> {
  let seconds = 1000;
  const store = openTestStore({ file, now: () => seconds * 1000 });
  onTestFinished(() => store.close());
  for (const person of everyone) {
    await store.upsert([person]);
    seconds += 1;
  }
  return { store, file };
}

async function ids(store: DirectoryStore, selection: Partial<PeopleSelection>): Promise<string[]> {
  const match = await store.search({ ...everybody, ...selection, offset: 0, limit: 200 });
  expect(match.matched).toBe(match.people.length);
  return match.people.map(({ id }) => id);
}

describe('filters', () => {
  it.each<[PeopleSelection['filters'], string[]]>([
    [['enabled'], ['ada', 'cem', 'dee', 'guest']],
    [['disabled'], ['bob']],
    [['no-photo'], ['bob', 'cem', 'dee', 'guest']],
    [['no-email'], ['cem', 'guest']],
    [['no-last-name'], ['bob', 'guest']],
    [['managed'], ['cem']],
    [['admin'], ['ada']],
    [
      ['no-email', 'enabled', 'no-photo'],
      ['cem', 'guest'],
    ],
    [['no-email', 'managed'], ['cem']],
    [['enabled', 'disabled'], []],
    [['disabled', 'admin'], []],
  ])('%j', async (filters, expected) => {
    const { store } = await fillStore();
    expect(await ids(store, { filters })).toEqual(expected);
  });

  it('are counted for the side bar, and counted anew after a change', async () => {
    const { store } = await fillStore();
    const counts = {
      enabled: 4,
      disabled: 1,
      'no-photo': 4,
      'no-email': 2,
      'no-last-name': 2,
      managed: 1,
      admin: 1,
      waiting: 0,
    };
    expect(await store.countLenses()).toEqual({ everybody: 5, filters: counts });
    await store.remove(['bob']);
    expect((await store.countLenses()).filters.disabled).toBe(0);
  });

  it('give the same counts when the index is read from the disk', async () => {
    const { store, file } = await fillStore();
    const counts = await store.countLenses();
    await store.close();
    expect(await (await fillStore([], file)).store.countLenses()).toEqual(counts);
  });

  it('take one organization or location exactly, without regard to case and accents', async () => {
    const { store } = await fillStore();
    expect(await ids(store, { organization: 'BLUE SKY' })).toEqual(['ada', 'bob']);
    expect(await ids(store, { location: 'zurich' })).toEqual(['bob']);
    expect(await ids(store, { organization: 'blue', location: null })).toEqual([]);
  });

  it('count the values of a field within a selection, spellings of one value together', async () => {
    const { store } = await fillStore();
    expect(await store.facet('organization', everybody)).toEqual([
      { value: 'Blue Sky', count: 2 },
      { value: 'Blue Sky Labs', count: 1 },
    ]);
    const disabled = { ...everybody, filters: ['disabled' as const] };
    expect(await store.facet('organization', disabled)).toMatchObject([{ count: 1 }]);
    // What is chosen of the field itself leaves the others to choose from.
    const chosen = { ...everybody, location: 'Zürich' };
    expect((await store.facet('location', chosen)).map(({ value }) => value)).toEqual([
      'London',
      'Zürich',
    ]);
  });
});

describe('a search in one field', () => {
  it.each([
    ['title:engineer', ['ada', 'bob']],
    ['title:"head of"', ['bob']],
    ['org:blue', ['ada', 'bob', 'cem']],
    ['name:blue', ['dee']],
    ['blue', ['ada', 'bob', 'cem', 'dee']],
    ['blue title:engineer', ['ada', 'bob']],
    ['id:e', ['cem', 'dee', 'guest']],
    ['email:example', ['ada', 'bob', 'dee']],
    ['title:', ['ada', 'bob', 'cem', 'dee', 'guest']],
  ])('%s', async (text, expected) => {
    expect(await ids((await fillStore()).store, { text })).toEqual(expected);
  });
});

describe('orders', () => {
  it.each<[PeopleSelection['sort']['by'], string[]]>([
    ['name', ['ada', 'bob', 'cem', 'dee', 'guest']],
    ['id', ['ada', 'bob', 'cem', 'dee', 'guest']],
    ['jobTitle', ['cem', 'dee', 'ada', 'bob', 'guest']],
    ['organization', ['ada', 'bob', 'cem', 'dee', 'guest']],
    ['location', ['ada', 'bob', 'cem', 'dee', 'guest']],
    ['email', ['ada', 'bob', 'dee', 'cem', 'guest']],
    ['changedAt', ['guest', 'dee', 'cem', 'bob', 'ada']],
  ])('by %s, people without it last', async (by, expected) => {
    const { store } = await fillStore();
    expect(await ids(store, { sort: { by, isDescending: false } })).toEqual(expected);
    expect(await ids(store, { sort: { by, isDescending: true } })).toEqual(expected.toReversed());
  });

  it('follow changes at once', async () => {
    const { store } = await fillStore();
    const sort = { by: 'jobTitle', isDescending: false } as const;
    await ids(store, { sort });
    await store.upsert([makePerson({ id: 'guest', jobTitle: 'AAA' })]);
    expect((await ids(store, { sort }))[0]).toBe('guest');
  });
});

describe('places', () => {
  it('of a person, of the next name that starts so, of a range', async () => {
    const { store } = await fillStore();
    expect(await store.indexOf(everybody, 'dee')).toBe(3);
    expect(await store.indexOf({ ...everybody, filters: ['no-email'] }, 'dee')).toBeNull();
    expect(await store.find(everybody, 'D', 0)).toBe(3);
    expect(await store.find(everybody, 'd', 4)).toBe(3);
    expect(await store.find(everybody, 'zz', 0)).toBeNull();
    expect(await store.idsBetween(everybody, 1, 3)).toEqual(['bob', 'cem', 'dee']);
    expect(await store.idsBetween(everybody, 4, 400)).toEqual(['guest']);
  });

  it('picked by hand, some or all but some, come in order', async () => {
    const { store } = await fillStore();
    const idsOf = async (picked: Parameters<DirectoryStore['pick']>[0]): Promise<string[]> =>
      (await store.pick(picked)).map(({ person }) => person.id);
    expect(await idsOf({ mode: 'these', ids: ['dee', 'ada', 'nobody'] })).toEqual(['ada', 'dee']);
    const selection = { ...everybody, filters: ['enabled' as const] };
    expect(await idsOf({ mode: 'all-but', selection, exceptIds: ['cem'] })).toEqual([
      'ada',
      'dee',
      'guest',
    ]);
  });
});

describe('the index', () => {
  const word = fc.constantFrom('a', 'b', 'an', 'na', 'title:a', 'org:b', 'x1', '"a b"');
  const selection: fc.Arbitrary<PeopleSelection> = fc.record({
    text: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
    filters: fc.uniqueArray(fc.constantFrom(...peopleFilters), { maxLength: 2 }),
    organization: fc.constantFrom(null, 'Ab', 'b'),
    location: fc.constant(null),
    sort: fc.record({ by: fc.constantFrom(...peopleSorts), isDescending: fc.boolean() }),
  });
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'n', ' ', 'á'), maxLength: 4 });
  const person = fc
    .record({
      no: fc.integer({ min: 0, max: 30 }),
      firstName: name,
      jobTitle: fc.option(name),
      organization: fc.constantFrom(null, 'Ab', 'B'),
      enabled: fc.boolean(),
    })
    .map(({ no, organization, ...fields }) =>
      makePerson({
        id: `x${no}`,
        lastName: null,
        company: { ...noCompany, organization },
        ...fields,
      }),
    );

  it('answers after any history what an index read afresh from the disk answers', async () => {
    const step = fc.oneof(
      fc.record({ upsert: fc.array(person, { maxLength: 6 }) }),
      fc.record({ remove: fc.integer({ min: 0, max: 30 }) }),
      fc.record({ ask: selection }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), selection, async (steps, last) => {
        const file = join(makeTestFolder(), 'd', 'people.db');
        const store = openTestStore({ file, now: () => 5000 });
        for (const one of steps) {
          if ('upsert' in one) await store.upsert(one.upsert);
          else if ('remove' in one) await store.remove([`x${one.remove}`]);
          else await ids(store, one.ask);
        }
        const answer = await ids(store, last);
        await store.close();
        const again = openTestStore({ file, now: () => 5000 });
        expect(await ids(again, last)).toEqual(answer);
        await again.close();
      }),
      { numRuns: 60 },
    );
  });

  it('shows the first rows from the stored order, before it is read itself', async () => {
    const many = Array.from({ length: 180 }, (_, no) =>
      makePerson({ id: `p${no}`, firstName: `N${no % 100}`, lastName: `L${no}` }),
    );
    const { store, file } = await fillStore(many);
    const inOrder = (await ids(store, {})).slice(0, 5);
    await store.close();
    const { store: again } = await fillStore([], file);
    // Not awaited before: the index cannot be there yet.
    const first = again.search({ ...everybody, offset: 0, limit: 5 });
    const { people: shown, matched } = await first;
    expect(shown.map(({ id }) => id)).toEqual(inOrder);
    expect(matched).toBe(180);
  });
});
