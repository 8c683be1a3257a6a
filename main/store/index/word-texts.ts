import { withRoom } from './growth.ts';

/**
 * The texts as the numbers of their words, one text a slot: seven bits a byte, so that common words,
 * which have come first and have small numbers, take one or two bytes.
 */
export class WordTexts {
  #bytes = new Uint8Array(4096);
  /** Where each text starts, and where the last one ends. */
  #starts = new Uint32Array(64);
  #size = 0;
  readonly #lineBreak: number;
  // Of the open text: where the next line starts, and where the text ends.
  #next = 0;
  #end = 0;

  /** `lineBreak` is the word between two lines. */
  constructor(lineBreak: number) {
    this.#lineBreak = lineBreak;
  }

  /** How many texts there are; the next one gets this slot. */
  get size(): number {
    return this.#size;
  }

  /** Adds a text of so many words. */
  append(words: Uint32Array, count: number): void {
    let at = this.#starts[this.#size] ?? 0;
    this.#bytes = withRoom(this.#bytes, at + 5 * count);
    const bytes = this.#bytes;
    for (let next = 0; next < count; next += 1) {
      let word = words[next] ?? 0;
      for (; word > 0x7f; word >>>= 7) {
        bytes[at] = (word & 0x7f) | 0x80;
        at += 1;
      }
      bytes[at] = word;
      at += 1;
    }
    this.#size += 1;
    this.#starts = withRoom(this.#starts, this.#size + 1);
    this.#starts[this.#size] = at;
  }

  /** Opens a text, to be read line by line. */
  open(slot: number): void {
    this.#next = this.#starts[slot] ?? 0;
    this.#end = this.#starts[slot + 1] ?? 0;
  }

  /** Whether lines of the open text are left. */
  get hasMore(): boolean {
    return this.#next < this.#end;
  }

  /** Reads the next line into an array that has room for it; answers how many words it has. */
  readLine(into: Uint32Array): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#next;
    let count = 0;
    while (at < end) {
      let word = bytes[at] ?? 0;
      at += 1;
      if (word > 0x7f) {
        word &= 0x7f;
        let byte = 0x80;
        for (let shift = 7; byte > 0x7f; shift += 7) {
          byte = bytes[at] ?? 0;
          word |= (byte & 0x7f) << shift;
          at += 1;
        }
      }
      if (word === this.#lineBreak) break;
      into[count] = word;
      count += 1;
    }
    this.#next = at;
    return count;
  }
}
