import { Bitset } from './bitset.ts';
import { withRoom } from './growth.ts';

const letterCount = 26;
const digitCount = 10;
const firstLetter = 0x61;
const firstDigit = 0x30;

/**
 * Who has which letter or digit anywhere. A single letter is in half of all words, so that their
 * lists are long: what people type first is answered from here.
 */
export class LetterSets {
  readonly #sets = Array.from({ length: letterCount + digitCount }, () => new Bitset());
  // By word: a bit for each letter, and for each digit, that is in it.
  #letters = new Uint32Array(256);
  #digits = new Uint16Array(256);

  /** Takes note of the letters of a new word. */
  addWord(word: number, units: Uint16Array): void {
    this.#letters = withRoom(this.#letters, word + 1);
    this.#digits = withRoom(this.#digits, word + 1);
    let letters = 0;
    let digits = 0;
    for (const unit of units) {
      if (isLetter(unit)) letters |= 1 << (unit - firstLetter);
      else if (isDigit(unit)) digits |= 1 << (unit - firstDigit);
    }
    this.#letters[word] = letters;
    this.#digits[word] = digits;
  }

  /** Adds a slot with its words to the sets. */
  add(slot: number, words: Uint32Array, count: number): void {
    let letters = 0;
    let digits = 0;
    for (let at = 0; at < count; at += 1) {
      const word = words[at] ?? 0;
      letters |= this.#letters[word] ?? 0;
      digits |= this.#digits[word] ?? 0;
    }
    for (; letters !== 0; letters &= letters - 1) this.#sets[lowestBit(letters)]?.add(slot);
    for (; digits !== 0; digits &= digits - 1) {
      this.#sets[letterCount + lowestBit(digits)]?.add(slot);
    }
  }

  /** Who has this unit; null where that is not kept. Not to be changed. */
  slotsWith(unit: number): Bitset | null {
    if (isLetter(unit)) return this.#sets[unit - firstLetter] ?? null;
    return isDigit(unit) ? (this.#sets[letterCount + unit - firstDigit] ?? null) : null;
  }
}

function isLetter(unit: number): boolean {
  return unit >= firstLetter && unit < firstLetter + letterCount;
}

function isDigit(unit: number): boolean {
  return unit >= firstDigit && unit < firstDigit + digitCount;
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
