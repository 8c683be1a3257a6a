import {
  type LensCounts,
  type PeopleFilter,
  peopleFilters,
  type PeopleSelection,
  type PeopleSort,
} from '../../preload/model/people-query.ts';
import type { Person } from '../../preload/model/person.ts';
import { fold } from '../../preload/rules/fold.ts';
import { isManaged } from '../../preload/rules/is-managed.ts';
import {
  parseSearch,
  type SearchField,
  type SearchTerm,
} from '../../preload/rules/search-terms.ts';
import { lineOf, matchesTerms } from './search-text.ts';
import { sortInSlices } from './sort-in-slices.ts';

/** What the index keeps of a person in memory: enough to search, filter and sort. */
export interface IndexEntry {
  readonly no: number;
  readonly id: string;
  readonly displayName: string;
  readonly searchText: string;
  /** Bits of `flagsOf`. */
  readonly flags: number;
  /** When a refresh last saw a change, in seconds since 1970. */
  readonly changedAt: number;
}

/** The bit of each filter; `disabled` and the `no-…` filters look for the bit being clear. */
export const flagBits = {
  enabled: 1,
  photo: 2,
  email: 4,
  lastName: 8,
  managed: 16,
  admin: 32,
} as const;

/** What the filters ask of a person, as bits. */
export function flagsOf(person: Person): number {
  const { capabilities } = person;
  return (
    (person.enabled ? flagBits.enabled : 0) |
    (person.avatarId === null ? 0 : flagBits.photo) |
    (person.email === null ? 0 : flagBits.email) |
    (person.lastName === null ? 0 : flagBits.lastName) |
    (isManaged(capabilities) ? flagBits.managed : 0) |
    (capabilities?.isAdmin === true ? flagBits.admin : 0)
  );
}

const filterBits: Readonly<Record<PeopleFilter, readonly [bit: number, isSet: boolean]>> = {
  enabled: [flagBits.enabled, true],
  disabled: [flagBits.enabled, false],
  'no-photo': [flagBits.photo, false],
  'no-email': [flagBits.email, false],
  'no-last-name': [flagBits.lastName, false],
  managed: [flagBits.managed, true],
  admin: [flagBits.admin, true],
};

// One collator for every script; numeric, so that "Room 9" comes before "Room 10".
const collator = new Intl.Collator(undefined, { numeric: true });

/** Name order: what the list shows unless told otherwise. */
export function compareByName(a: IndexEntry, b: IndexEntry): number {
  return collator.compare(a.displayName, b.displayName) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

const sortLines: Readonly<Partial<Record<PeopleSort, SearchField>>> = {
  id: 'id',
  jobTitle: 'jobTitle',
  organization: 'organization',
  location: 'location',
  email: 'email',
};

interface Answer {
  readonly query: PeopleSelection;
  readonly terms: readonly SearchTerm[];
  readonly found: readonly IndexEntry[];
}

/**
 * All people in memory, with a search that finds every occurrence of every word. An answer is an
 * array in the order asked for: windows of it are slices, and its length is the exact count.
 */
export class PeopleIndex {
  readonly #pause: () => Promise<void>;
  #byName: readonly IndexEntry[];
  #orders = new Map<PeopleSort, Promise<readonly IndexEntry[]>>();
  /** The latest answer: scrolling asks for many windows of it, typing narrows it. */
  #latest: Answer | null = null;

  /** `entries` must be in name order; `pause` lets other work run during long ones. */
  constructor(entries: readonly IndexEntry[], pause: () => Promise<void>) {
    this.#byName = entries;
    this.#pause = pause;
  }

  /** Everybody in name order. */
  get entries(): readonly IndexEntry[] {
    return this.#byName;
  }

  /** Replaces the entries of the given people and drops the removed ones, in one merge. */
  apply(changes: {
    readonly upserts: readonly IndexEntry[];
    readonly removed: ReadonlySet<number>;
  }): void {
    const replaced = new Set(changes.upserts.map((entry) => entry.no));
    const kept = this.#byName.filter(
      (entry) => !replaced.has(entry.no) && !changes.removed.has(entry.no),
    );
    this.#byName = mergeByName(kept, changes.upserts.toSorted(compareByName));
    this.#orders = new Map();
    this.#latest = null;
  }

  /** Everybody who matches, in the order asked for. */
  async find(query: PeopleSelection): Promise<readonly IndexEntry[]> {
    const terms = parseSearch(query.text);
    if (this.#latest !== null && isSameQuestion(this.#latest, query, terms)) {
      return this.#latest.found;
    }
    const before = this.#latest;
    const people = this.#byName;
    const candidates =
      before !== null && narrows(before, query, terms)
        ? before.found
        : await this.#inOrder(query.sort);
    const found = filterEntries(candidates, query, terms);
    // People may have changed while they were being sorted: then nothing is to be built on this.
    if (people === this.#byName) this.#latest = { query, terms, found };
    return found;
  }

  /** How many people each filter alone lets through. */
  countLenses(): LensCounts {
    const counts = new Map<PeopleFilter, number>();
    for (const { flags } of this.#byName) {
      for (const filter of peopleFilters) {
        const [bit, isSet] = filterBits[filter];
        if (((flags & bit) !== 0) === isSet) counts.set(filter, (counts.get(filter) ?? 0) + 1);
      }
    }
    const filters = Object.fromEntries(
      peopleFilters.map((filter) => [filter, counts.get(filter) ?? 0]),
    ) as LensCounts['filters'];
    return { everybody: this.#byName.length, filters };
  }

  async #inOrder(sort: PeopleSelection['sort']): Promise<readonly IndexEntry[]> {
    const ascending = sort.by === 'name' ? this.#byName : await this.#order(sort.by);
    return sort.isDescending ? ascending.toReversed() : ascending;
  }

  #order(by: PeopleSort): Promise<readonly IndexEntry[]> {
    let order = this.#orders.get(by);
    if (order === undefined) {
      order = sortEntries(this.#byName, by, this.#pause);
      this.#orders.set(by, order);
    }
    return order;
  }
}

/** Sorts by a field; people without it come last, and ties stay in name order. */
async function sortEntries(
  byName: readonly IndexEntry[],
  by: PeopleSort,
  pause: () => Promise<void>,
): Promise<readonly IndexEntry[]> {
  if (by === 'changedAt') return sortInSlices(byName, (a, b) => b.changedAt - a.changedAt, pause);
  const line = sortLines[by] ?? 'name';
  const keyed = byName.map((entry) => ({ entry, key: lineOf(entry.searchText, line) }));
  const ranks = await rankTexts(new Set(keyed.map(({ key }) => key)), pause);
  const rankOf = (key: string): number => ranks.get(key) ?? 0;
  const sorted = await sortInSlices(keyed, (a, b) => rankOf(a.key) - rankOf(b.key), pause);
  return sorted.map(({ entry }) => entry);
}

/** Collating is slow and texts repeat: each is collated once, and then compared by its rank. */
async function rankTexts(
  texts: ReadonlySet<string>,
  pause: () => Promise<void>,
): Promise<ReadonlyMap<string, number>> {
  const sorted = await sortInSlices([...texts], (a, b) => collator.compare(a, b), pause);
  const ranks = new Map(sorted.map((text, rank) => [text, rank]));
  if (ranks.has('')) ranks.set('', sorted.length);
  return ranks;
}

function filterEntries(
  candidates: readonly IndexEntry[],
  query: PeopleSelection,
  terms: readonly SearchTerm[],
): readonly IndexEntry[] {
  let mask = 0;
  let wanted = 0;
  for (const filter of query.filters) {
    const [bit, isSet] = filterBits[filter];
    // Two filters that contradict each other match nobody.
    if ((mask & bit) !== 0 && ((wanted & bit) !== 0) !== isSet) return [];
    mask |= bit;
    if (isSet) wanted |= bit;
  }
  const organization = query.organization === null ? null : fold(query.organization);
  const location = query.location === null ? null : fold(query.location);
  if (mask === 0 && organization === null && location === null && terms.length === 0) {
    return candidates;
  }
  const [term] = terms;
  const isOneWord = term !== undefined && terms.length === 1 && term.field === null;
  if (isOneWord && mask === 0 && organization === null && location === null) {
    // What people do most, and on most people: the first letters of a word.
    return candidates.filter(({ searchText }) => searchText.includes(term.text));
  }
  return candidates.filter(
    ({ flags, searchText }) =>
      (flags & mask) === wanted &&
      matchesTerms(searchText, terms) &&
      (organization === null || lineOf(searchText, 'organization') === organization) &&
      (location === null || lineOf(searchText, 'location') === location),
  );
}

function isSameFilter(a: PeopleSelection, b: PeopleSelection): boolean {
  return (
    a.sort.by === b.sort.by &&
    a.sort.isDescending === b.sort.isDescending &&
    a.organization === b.organization &&
    a.location === b.location &&
    a.filters.length === b.filters.length &&
    a.filters.every((filter) => b.filters.includes(filter))
  );
}

function isSameQuestion(
  latest: Answer,
  query: PeopleSelection,
  terms: readonly SearchTerm[],
): boolean {
  return (
    isSameFilter(latest.query, query) &&
    latest.terms.length === terms.length &&
    latest.terms.every(
      (term, at) => term.field === terms[at]?.field && term.text === terms[at].text,
    )
  );
}

/** Whether everybody who matches the new terms is among those who matched the former ones. */
function narrows(latest: Answer, query: PeopleSelection, terms: readonly SearchTerm[]): boolean {
  return (
    isSameFilter(latest.query, query) &&
    latest.terms.every((former) =>
      terms.some(
        (term) =>
          term.text.includes(former.text) && (former.field === null || term.field === former.field),
      ),
    )
  );
}

/** Puts a few entries in their places among many. */
/** Merges a few sorted entries into many: collating is slow, so each place is found by halving. */
function mergeByName(many: readonly IndexEntry[], few: readonly IndexEntry[]): IndexEntry[] {
  const parts: (readonly IndexEntry[])[] = [];
  let taken = 0;
  for (const entry of few) {
    const place = placeFor(entry, many, taken);
    parts.push(many.slice(taken, place), [entry]);
    taken = place;
  }
  parts.push(many.slice(taken));
  return parts.flat();
}

/** Where an entry belongs among sorted ones, not before `from`. */
function placeFor(entry: IndexEntry, sorted: readonly IndexEntry[], from: number): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sorted[middle];
    if (other !== undefined && compareByName(other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
