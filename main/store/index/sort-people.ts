import type { PeopleSort } from '../../../preload/model/people-query.ts';
import type { SearchField } from '../../../preload/rules/search-terms.ts';
import { sortInSlices } from '../sort-in-slices.ts';
import { compareByName, compareTexts, comparisonBy, fieldOfSort } from './compare-people.ts';
import { type IndexedPeople, isColumnField } from './indexed-people.ts';
import { PeopleOrder } from './people-order.ts';

type Pause = () => Promise<void>;

const slotsAtOnce = 4096;

/** Sorts everybody by name. */
export async function sortByName(people: IndexedPeople, pause: Pause): Promise<PeopleOrder> {
  const { size } = people;
  const slots: number[] = [];
  people.living.forEach((slot) => slots.push(slot));
  const sorted = await sortInSlices(slots, (a, b) => compareByName(people, a, b), pause);
  return new PeopleOrder(Uint32Array.from(sorted), size, compareByName);
}

/** Sorts everybody by something else than the name; `byName` is up to date. */
export async function sortPeople(
  people: IndexedPeople,
  by: Exclude<PeopleSort, 'name'>,
  byName: Uint32Array,
  pause: Pause,
): Promise<PeopleOrder> {
  const { size } = people;
  const field = fieldOfSort(by);
  const ranks =
    field === null
      ? byName.map((slot) => latestFirst - people.changedAt(slot))
      : await ranksOf(people, field, byName, pause);
  return new PeopleOrder(sortByRank(byName, ranks), size, comparisonBy(by));
}

const latestFirst = 2 ** 32 - 1;

/** Sorts by rank, and those of one rank as they were: as numbers, which is fastest. */
function sortByRank(slots: Uint32Array, ranks: Uint32Array): Uint32Array {
  const { length } = slots;
  const keys = Float64Array.from(ranks, (rank, place) => rank * length + place).sort();
  return Uint32Array.from(keys, (key) => slots[key % length] ?? 0);
}

/** Collating is slow and texts repeat: each is collated once, and then compared by its rank. */
async function ranksOf(
  people: IndexedPeople,
  field: SearchField,
  slots: Uint32Array,
  pause: Pause,
): Promise<Uint32Array> {
  if (isColumnField(field)) {
    const column = people.columns[field];
    const rankOf = await rankTexts(column.values, pause);
    const ranks = column.values.map((value) => rankOf.get(value) ?? 0);
    return slots.map((slot) => ranks[column.numberAt(slot)] ?? 0);
  }
  const texts: string[] = [];
  for (const [at, slot] of slots.entries()) {
    texts.push(people.fieldAt(slot, field));
    if (at % slotsAtOnce === 0) await pause();
  }
  const rankOf = await rankTexts(new Set(texts), pause);
  return Uint32Array.from(texts, (text) => rankOf.get(text) ?? 0);
}

async function rankTexts(
  texts: Iterable<string>,
  pause: Pause,
): Promise<ReadonlyMap<string, number>> {
  const ranks = new Map<string, number>();
  let rank = 0;
  let before: string | null = null;
  for (const text of await sortInSlices([...texts], compareTexts, pause)) {
    // Texts that collate alike share a rank, so that it compares as they do.
    if (before !== null && compareTexts(before, text) !== 0) rank += 1;
    ranks.set(text, rank);
    before = text;
  }
  return ranks;
}
