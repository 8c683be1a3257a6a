import { collationKey, comparePlain, compareTexts } from './collation.ts';
import type { PersonRecord } from './person-record.ts';
import type { Population } from './population.ts';

/** What the list of people can be sorted by. */
export type SortField = 'id' | 'firstName' | 'lastName';

/** One column of a sort order. */
export interface SortOrder {
  readonly field: SortField;
  readonly isAscending: boolean;
}

/** All people: a starting population under the changes made since. Ids are found ignoring case. */
export interface Directory {
  readonly size: number;
  find(id: string): PersonRecord | null;
  /** The ids of everybody whom a sort order does not drop, in that order. */
  idsInOrder(order: readonly SortOrder[]): readonly string[];
  /** Everybody whose id or names pass a test, in order of id, up to a limit. */
  search(matches: (texts: readonly string[]) => boolean, limit: number): readonly PersonRecord[];
  /** Adds a person or replaces the one with the same id. */
  put(person: PersonRecord): void;
  remove(id: string): void;
}

interface Names {
  readonly firstName?: string;
  readonly lastName?: string;
}

/** Creates a directory over a population. */
export function createDirectory(population: Population): Directory {
  const changed = new Map<string, PersonRecord>();
  const removed = new Set<string>();
  let orders = new Map<string, readonly string[]>();

  function positionOf(id: string): number {
    const { ids } = population;
    const wanted = id.toLowerCase();
    let position = firstAtOrAfter(ids, collationKey(id));
    for (let found = ids[position]; found !== undefined; found = ids[position]) {
      if (found.toLowerCase() === wanted) return position;
      if (collationKey(found) !== collationKey(id)) break;
      position += 1;
    }
    return -1;
  }

  function find(id: string): PersonRecord | null {
    const key = id.toLowerCase();
    const change = changed.get(key);
    if (change !== undefined) return change;
    if (removed.has(key)) return null;
    const position = positionOf(id);
    return position === -1 ? null : population.person(position);
  }

  function* entries(): Generator<readonly [id: string, names: Names]> {
    for (const [position, id] of population.ids.entries()) {
      const key = id.toLowerCase();
      if (removed.has(key) || changed.has(key)) continue;
      yield [id, population.names(position)];
    }
    for (const person of changed.values()) yield [person.id, person.texts];
  }

  function allIds(): readonly string[] {
    if (changed.size === 0 && removed.size === 0) return population.ids;
    const added = [...changed.values()].map(({ id }) => id).filter((id) => positionOf(id) === -1);
    const kept =
      removed.size === 0
        ? population.ids
        : population.ids.filter(
            (id) => !removed.has(id.toLowerCase()) || changed.has(id.toLowerCase()),
          );
    return added.length === 0 ? kept : merge(kept, added.sort(compareTexts));
  }

  function sorted(order: readonly SortOrder[]): readonly string[] {
    if (order.every(({ field }) => field === 'id')) {
      const ids = allIds();
      return order[0]?.isAscending === false ? [...ids].reverse() : ids;
    }
    return sortByNames(entries(), order);
  }

  return {
    get size() {
      return allIds().length;
    },
    find,
    idsInOrder(order) {
      const key = JSON.stringify(order);
      let ids = orders.get(key);
      if (ids === undefined) {
        ids = sorted(order);
        orders.set(key, ids);
      }
      return ids;
    },
    search(matches, limit) {
      const found: PersonRecord[] = [];
      for (const [id, { firstName = '', lastName = '' }] of entries()) {
        if (found.length === limit) break;
        const person = matches([id, firstName, lastName]) ? find(id) : null;
        if (person !== null) found.push(person);
      }
      return found;
    },
    put(person) {
      changed.set(person.id.toLowerCase(), person);
      removed.delete(person.id.toLowerCase());
      orders = new Map();
    },
    remove(id) {
      changed.delete(id.toLowerCase());
      if (positionOf(id) !== -1) removed.add(id.toLowerCase());
      orders = new Map();
    },
  };
}

/**
 * Sorts by names. Like the SQL, which compares NULL with the columns put together, it drops
 * everybody who lacks a column of the order; the ids break ties.
 */
function sortByNames(
  entries: Iterable<readonly [string, Names]>,
  order: readonly SortOrder[],
): readonly string[] {
  const rows: { readonly id: string; readonly keys: readonly string[] }[] = [];
  for (const [id, names] of entries) {
    const values = order.map(({ field }) => (field === 'id' ? id : names[field]));
    if (values.every(isSortable)) {
      rows.push({ id, keys: values.map(collationKey) });
    }
  }
  rows.sort((a, b) => {
    for (const [index, { isAscending }] of order.entries()) {
      const result = comparePlain(a.keys[index] ?? '', b.keys[index] ?? '');
      if (result !== 0) return isAscending ? result : -result;
    }
    return compareTexts(a.id, b.id);
  });
  return rows.map(({ id }) => id);
}

/** Longer texts lie outside the column that is sorted. */
const maximumSortedLength = 1024;

function isSortable(value: string | undefined): value is string {
  return value !== undefined && value.length <= maximumSortedLength;
}

function firstAtOrAfter(ids: readonly string[], key: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (collationKey(ids[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Merges two lists that are in the order of `compareTexts`. */
function merge(long: readonly string[], short: readonly string[]): readonly string[] {
  const merged: string[] = [];
  let taken = 0;
  for (const id of short) {
    let next = long[taken];
    while (next !== undefined && compareTexts(next, id) < 0) {
      merged.push(next);
      taken += 1;
      next = long[taken];
    }
    merged.push(id);
  }
  for (; taken < long.length; taken += 1) merged.push(long[taken] ?? '');
  return merged;
}
