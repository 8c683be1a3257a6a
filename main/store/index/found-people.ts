import { fold } from '../../../preload/rules/fold.ts';
import type { IndexedPeople } from './indexed-people.ts';
import { lineNumbers } from './text-lines.ts';

/** Names a person in an answer. */
export interface FoundPerson {
  readonly no: number;
  readonly id: string;
}

/** An answer: people in an order. It stays as it is, whatever changes afterwards. */
export class FoundPeople {
  readonly #people: IndexedPeople;
  readonly #slots: Uint32Array;

  constructor(people: IndexedPeople, slots: Uint32Array) {
    this.#people = people;
    this.#slots = slots;
  }

  /** How many were found. */
  get length(): number {
    return this.#slots.length;
  }

  /** Those at the places from `start` on, and before `end`. */
  slice(start: number, end: number): FoundPerson[] {
    return Array.from(this.#slots.subarray(start, end), (slot) => this.#personAt(slot));
  }

  map<T>(convert: (person: FoundPerson) => T): T[] {
    return Array.from(this.#slots, (slot) => convert(this.#personAt(slot)));
  }

  /** The place of a person; null where they are not among those found. */
  placeOf(id: string): number | null {
    return placeOrNull(this.#slots.findIndex((slot) => this.#people.idAt(slot) === id));
  }

  /** The place of the next person from `from` on, going round, whose name starts so; or null. */
  placeOfPrefix(prefix: string, from: number): number | null {
    const text = fold(prefix);
    if (text === '') return this.length === 0 ? null : from < this.length ? from : 0;
    const line = lineNumbers.get('name') ?? 0;
    const starting = this.#people.texts.slotsWith({ text, line, isAtStart: true });
    const place = this.#slots.subarray(from).findIndex((slot) => starting.has(slot));
    if (place >= 0) return from + place;
    return placeOrNull(this.#slots.findIndex((slot) => starting.has(slot)));
  }

  #personAt(slot: number): FoundPerson {
    return { no: this.#people.noAt(slot), id: this.#people.idAt(slot) };
  }
}

function placeOrNull(place: number): number | null {
  return place < 0 ? null : place;
}
