import { withRoom } from './growth.ts';
import { isWordUnit, spell } from './words.ts';

/** Where in a word a part has to stand. */
export type Place = 'anywhere' | 'start' | 'end' | 'whole';

const free = 0;
// No part contains it, so none is found across two words.
const wordBreak = 0x0a;
const breakText = '\n';

/**
 * The different words of all texts, each with a number. A directory says the same words over and
 * over: the texts of 100,000 people, 270 letters each, consist of 100,000 words of six letters. So
 * a search looks for its letters here, and not in the texts.
 */
export class Lexicon {
  /** All words one after the other, a break before and after each. */
  #units = new Uint16Array(1024);
  /** Where each word starts; the entry after the last word is where the next one will. */
  #starts = new Uint32Array(256);
  #size = 0;
  #text = '';
  /** A hash table of numbers plus one; at most half of its places are taken. */
  #places = new Uint32Array(512);
  /** The same for words of one ASCII unit, by unit: with what stands between words, every other. */
  readonly #singles = new Uint32Array(128);

  constructor() {
    this.#units[0] = wordBreak;
    this.#starts[0] = 1;
  }

  get size(): number {
    return this.#size;
  }

  /** The number of the word from `start` to `end`; a word that is new gets the next number. */
  numberOf(units: Uint16Array, start: number, end: number): number {
    const unit = units[start] ?? 0;
    const isSingle = end - start === 1 && unit < this.#singles.length;
    if (isSingle && this.#singles[unit] !== free) return (this.#singles[unit] ?? free) - 1;
    const number = this.#find(units, start, end);
    if (isSingle) this.#singles[unit] = number + 1;
    return number;
  }

  #find(units: Uint16Array, start: number, end: number): number {
    const place = this.#placeOf(units, start, end);
    const taken = this.#places[place] ?? free;
    return taken === free ? this.#append(units, start, end, place) : taken - 1;
  }

  /** The units of a word. */
  unitsOf(word: number): Uint16Array {
    return this.#units.subarray(this.#starts[word], this.#endOf(word));
  }

  /** Whether it is letters and digits, and not what stands between words. */
  isWord(word: number): boolean {
    return isWordUnit(this.#units[this.#starts[word] ?? 0] ?? 0);
  }

  /** Visits the words that have a part in a place, each once. */
  visitWith(part: Uint16Array, place: Place, visit: (word: number) => void): void {
    if (place === 'whole') {
      const taken = this.#places[this.#placeOf(part, 0, part.length)] ?? free;
      if (taken !== free) visit(taken - 1);
      return;
    }
    const text = this.#asText();
    const wanted = place === 'end' ? spell(part) + breakText : spell(part);
    let word = 0;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      while ((this.#starts[word + 1] ?? text.length) <= at) word += 1;
      if (place === 'start' && at !== this.#starts[word]) continue;
      visit(word);
      at = this.#endOf(word);
    }
  }

  /** All words as one text: what the engine has for looking through texts is the fastest there is. */
  #asText(): string {
    const { buffer, byteOffset } = this.#units;
    const length = this.#starts[this.#size] ?? 0;
    // Words only come, so the length says whether there are any that are not in it yet.
    if (this.#text.length !== length) {
      this.#text = Buffer.from(buffer, byteOffset, length * 2).toString('utf16le');
    }
    return this.#text;
  }

  /** The place in the table where a word is, or would be. */
  #placeOf(units: Uint16Array, start: number, end: number): number {
    const last = this.#places.length - 1;
    let place = hashOf(units, start, end) & last;
    for (;;) {
      const taken = this.#places[place] ?? free;
      if (taken === free || this.#isSame(taken - 1, units, start, end)) return place;
      place = (place + 1) & last;
    }
  }

  #endOf(word: number): number {
    return (this.#starts[word + 1] ?? 1) - 1;
  }

  #isSame(word: number, units: Uint16Array, start: number, end: number): boolean {
    const own = this.#units;
    const from = this.#starts[word] ?? 0;
    // The break is after the word, so a longer one differs there at the latest.
    for (let at = start; at < end; at += 1) {
      if (own[from + at - start] !== units[at]) return false;
    }
    return own[from + end - start] === wordBreak;
  }

  #append(units: Uint16Array, start: number, end: number, place: number): number {
    const word = this.#size;
    const from = this.#starts[word] ?? 0;
    const next = from + end - start + 1;
    this.#units = withRoom(this.#units, next);
    this.#units.set(units.subarray(start, end), from);
    this.#units[next - 1] = wordBreak;
    this.#starts = withRoom(this.#starts, word + 2);
    this.#starts[word + 1] = next;
    this.#size += 1;
    this.#places[place] = word + 1;
    if (this.#size * 2 > this.#places.length) this.#spread();
    return word;
  }

  /** Twice as many places, and each word in a new one. */
  #spread(): void {
    const places = new Uint32Array(this.#places.length * 2);
    const last = places.length - 1;
    for (let word = 0; word < this.#size; word += 1) {
      let place = hashOf(this.#units, this.#starts[word] ?? 0, this.#endOf(word)) & last;
      while (places[place] !== free) place = (place + 1) & last;
      places[place] = word + 1;
    }
    this.#places = places;
  }
}

/** FNV-1a; its high bits are the better ones, and the low ones choose the place. */
function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (units[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}
