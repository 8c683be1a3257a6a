import type { IndexedPeople } from './indexed-people.ts';

/** Compares the people in two slots. */
export type ComparePeople = (people: IndexedPeople, a: number, b: number) => number;

/**
 * The slots of all people in one order. It is brought up to date when it is asked for: whoever has
 * come since then has a slot that is higher than all it knows, and is put in their place.
 */
export class PeopleOrder {
  readonly #compare: ComparePeople;
  #slots: Uint32Array;
  #size: number;
  #version: number | null;

  /** `slots` is in order, of those who lived when `size` slots had been given out. */
  constructor(slots: Uint32Array, size: number, compare: ComparePeople) {
    this.#slots = slots;
    this.#size = size;
    this.#version = null;
    this.#compare = compare;
  }

  /** How many slots have been given out since it was last up to date. */
  lagBehind(people: IndexedPeople): number {
    return people.size - this.#size;
  }

  /** The people there are, in order. The array is never changed: an answer may keep it. */
  of(people: IndexedPeople): Uint32Array {
    if (this.#version === people.version) return this.#slots;
    const { heirs, newcomers } = this.#sinceThen(people);
    const kept = new Uint32Array(people.count - newcomers.length);
    let count = 0;
    for (const slot of this.#slots) {
      const now = people.living.has(slot) ? slot : heirs.get(slot);
      if (now === undefined) continue;
      kept[count] = now;
      count += 1;
    }
    const compare = (a: number, b: number): number => this.#compare(people, a, b);
    this.#slots = newcomers.length === 0 ? kept : merge(kept, newcomers.sort(compare), compare);
    this.#size = people.size;
    this.#version = people.version;
    return this.#slots;
  }

  /** Who takes the place of a former self, and who has to be given one. */
  #sinceThen(people: IndexedPeople): { heirs: Map<number, number>; newcomers: number[] } {
    const heirs = new Map<number, number>();
    const newcomers: number[] = [];
    for (let slot = this.#size; slot < people.size; slot += 1) {
      if (!people.living.has(slot)) continue;
      const former = this.#knownFormer(people, slot);
      if (former !== null && this.#compare(people, former, slot) === 0) heirs.set(former, slot);
      else newcomers.push(slot);
    }
    return { heirs, newcomers };
  }

  /** The latest former slot of a person that has a place here. */
  #knownFormer(people: IndexedPeople, slot: number): number | null {
    let former = people.formerOf(slot);
    while (former !== null && former >= this.#size) former = people.formerOf(former);
    return former;
  }
}

/** Merges a few into many. Comparing is slow, so the place of each is found by leaps and halving. */
function merge(
  many: Uint32Array,
  few: readonly number[],
  compare: (a: number, b: number) => number,
): Uint32Array {
  const merged = new Uint32Array(many.length + few.length);
  let taken = 0;
  for (const [before, slot] of few.entries()) {
    const place = placeOf(slot, many, taken, compare);
    merged.set(many.subarray(taken, place), taken + before);
    merged[place + before] = slot;
    taken = place;
  }
  merged.set(many.subarray(taken), taken + few.length);
  return merged;
}

/** How many of the sorted slots come before one; those up to `from` are known to. */
function placeOf(
  slot: number,
  sorted: Uint32Array,
  from: number,
  compare: (a: number, b: number) => number,
): number {
  const isBefore = (at: number): boolean => compare(sorted[at] ?? 0, slot) < 0;
  let low = from;
  let leap = 1;
  while (low + leap <= sorted.length && isBefore(low + leap - 1)) {
    low += leap;
    leap *= 2;
  }
  let high = Math.min(low + leap - 1, sorted.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
