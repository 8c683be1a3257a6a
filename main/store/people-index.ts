import {
  type LensCounts,
  type PeopleFilter,
  peopleFilters,
  type PeopleSelection,
  type PeopleSort,
} from '../../preload/model/people-query.ts';
import { compareByName } from './index/compare-people.ts';
import { FoundPeople } from './index/found-people.ts';
import type { IndexEntry } from './index/index-entry.ts';
import { IndexedPeople } from './index/indexed-people.ts';
import { PeopleOrder } from './index/people-order.ts';
import { renewPeople } from './index/renew-people.ts';
import { hitsOf, isEverybody } from './index/selection-hits.ts';
import { sortPeople } from './index/sort-people.ts';

export type { IndexEntry } from './index/index-entry.ts';
export { flagsOf } from './index/person-flags.ts';

/** A value of a field, folded, with the number of people who have it, and one of them. */
export interface IndexedFacetValue {
  readonly folded: string;
  readonly count: number;
  /** Somebody whose row has the value as it is written. */
  readonly no: number;
}

// As many as are sorted and merged in a few milliseconds.
const mostUnordered = 1000;
/** Dead slots that are never worth a renewal. */
const fewDead = 4096;

/**
 * All people in memory, with a search that finds every occurrence of every word. An answer is in
 * the order asked for: windows of it are slices, and its length is the exact count.
 */
export class PeopleIndex {
  readonly #pause: () => Promise<void>;
  #people = new IndexedPeople();
  #byName = new PeopleOrder(new Uint32Array(), 0, compareByName);
  #orders = new Map<PeopleSort, Promise<PeopleOrder>>();
  /** The latest answer: scrolling asks for many windows of it. */
  #latest: { readonly key: string; readonly version: number; readonly found: FoundPeople } | null =
    null;
  #isRenewing = false;

  /** `pause` lets other work run during long ones. */
  constructor(entries: Iterable<IndexEntry>, pause: () => Promise<void>) {
    this.#pause = pause;
    for (const entry of entries) this.#people.add(entry);
  }

  /** An index over people who are there already, and in order. */
  static of(people: IndexedPeople, byName: PeopleOrder, pause: () => Promise<void>): PeopleIndex {
    const index = new PeopleIndex([], pause);
    index.#people = people;
    index.#byName = byName;
    return index;
  }

  /** Everybody in name order. */
  get entries(): FoundPeople {
    return new FoundPeople(this.#people, this.#byName.of(this.#people));
  }

  /** Replaces the entries of the given people and drops the removed ones. */
  apply(changes: {
    readonly upserts: readonly IndexEntry[];
    readonly removed: ReadonlySet<number>;
  }): void {
    for (const no of changes.removed) this.#people.remove(no);
    for (const entry of changes.upserts) this.#people.add(entry);
    if (this.#byName.lagBehind(this.#people) >= mostUnordered) this.#byName.of(this.#people);
    const { size, count } = this.#people;
    const isWasteful = size - count > Math.max(fewDead, count);
    if (isWasteful && !this.#isRenewing) void this.#renew();
  }

  /** Everybody who matches, in the order asked for. */
  async find(selection: PeopleSelection): Promise<FoundPeople> {
    const { sort } = selection;
    const key = keyOf(selection);
    let people = this.#people;
    let order = await this.#order(sort.by);
    // Renewed while they were being sorted.
    while (people !== this.#people) {
      people = this.#people;
      order = await this.#order(sort.by);
    }
    if (this.#latest?.key === key && this.#latest.version === people.version) {
      return this.#latest.found;
    }
    const slots = pickSlots(people, order.of(people), selection);
    const found = new FoundPeople(people, sort.isDescending ? slots.toReversed() : slots);
    this.#latest = { key, version: people.version, found };
    return found;
  }

  /** How many people each filter alone lets through. */
  countLenses(): LensCounts {
    const people = this.#people;
    const filters = Object.fromEntries(
      peopleFilters.map((filter) => [filter, people.countFiltered(people.living, filter)]),
    ) as Record<PeopleFilter, number>;
    return { everybody: people.count, filters };
  }

  /**
   * The values of a field among those whom the rest of a selection lets through: whatever it says
   * of the field itself does not count. The most frequent first.
   */
  facet(field: 'organization' | 'location', selection: PeopleSelection): IndexedFacetValue[] {
    const people = this.#people;
    const hits = hitsOf(people, { ...selection, [field]: null });
    return people.columns[field]
      .countIn(hits)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .map(({ value, count, slot }) => ({ folded: value, count, no: people.noAt(slot) }));
  }

  async #order(by: PeopleSort): Promise<PeopleOrder> {
    if (by === 'name') return this.#byName;
    const people = this.#people;
    const known = this.#orders.get(by);
    if (known !== undefined) return known;
    const order = sortPeople(people, by, this.#byName.of(people), this.#pause);
    this.#orders.set(by, order);
    // Stopped half-way, it can be tried again.
    order.catch(() => this.#orders.delete(by));
    return order;
  }

  /** Takes the dead out of memory. People change and are looked for meanwhile. */
  async #renew(): Promise<void> {
    this.#isRenewing = true;
    try {
      const { people, byName } = await renewPeople(this.#people, this.#byName, this.#pause);
      this.#people = people;
      this.#byName = byName;
      this.#orders = new Map();
      this.#latest = null;
    } catch {
      // Stopped half-way: what is there stays, and stays right.
    } finally {
      this.#isRenewing = false;
    }
  }
}

/** The slots of a selection, in the order of those given. */
function pickSlots(
  people: IndexedPeople,
  inOrder: Uint32Array,
  selection: PeopleSelection,
): Uint32Array {
  if (isEverybody(selection)) return inOrder;
  return hitsOf(people, selection).pick(inOrder);
}

function keyOf({ text, filters, organization, location, sort }: PeopleSelection): string {
  return JSON.stringify([text, filters, organization, location, sort.by, sort.isDescending]);
}
