import { Bitset } from './bitset.ts';
import { withRoom } from './growth.ts';
import { spell, TextUnits } from './words.ts';

/** How often a value occurs among some slots, and one of them. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
  readonly slot: number;
}

/** One folded field of everybody, where many share a value: each value is kept once. */
export class ValueColumn {
  readonly #numbers = new Map<string, number>();
  readonly #values: string[] = [];
  /** By slot: the number of the value. */
  #bySlot = new Uint32Array(64);
  #size = 0;

  /** All values that anybody has or had; by the numbers of `numberAt`. */
  get values(): readonly string[] {
    return this.#values;
  }

  /** Adds the value of the next slot. */
  add(value: string): void {
    this.#bySlot = withRoom(this.#bySlot, this.#size + 1);
    this.#bySlot[this.#size] = this.#numbers.get(value) ?? this.#append(value);
    this.#size += 1;
  }

  numberAt(slot: number): number {
    return this.#bySlot[slot] ?? 0;
  }

  valueAt(slot: number): string {
    return this.#values[this.numberAt(slot)] ?? '';
  }

  /** The slots whose value is as wanted. */
  slotsWhere(isWanted: (value: string) => boolean): Bitset {
    const wanted = this.#values.map((value) => (isWanted(value) ? 1 : 0));
    const slots = new Bitset(this.#size);
    for (let slot = 0; slot < this.#size; slot += 1) {
      if (wanted[this.numberAt(slot)] === 1) slots.add(slot);
    }
    return slots;
  }

  /** The values among some slots but the empty one, in no order. */
  countIn(slots: Bitset): ValueCount[] {
    const counts = new Uint32Array(this.#values.length);
    const examples = new Uint32Array(this.#values.length);
    slots.forEach((slot) => {
      const number = this.numberAt(slot);
      if (counts[number] === 0) examples[number] = slot;
      counts[number] = (counts[number] ?? 0) + 1;
    });
    return this.#values.flatMap((value, number) => {
      const count = counts[number] ?? 0;
      return count === 0 || value === '' ? [] : [{ value, count, slot: examples[number] ?? 0 }];
    });
  }

  #append(value: string): number {
    // A copy: a part of a text would keep all of that text in memory.
    const kept = spell(new TextUnits().set(value).units);
    const number = this.#values.push(kept) - 1;
    this.#numbers.set(kept, number);
    return number;
  }
}
