import type { Bitset } from './bitset.ts';
import { withRoom } from './growth.ts';

const smallestBlock = 16;
const largestBlock = 1024;
const linkSize = 4;

/**
 * Who has which word: the slots of each word, in ascending order. Most words are those of one
 * person, which takes a number; the others have a list of the steps from slot to slot, seven bits a
 * byte, in a chain of blocks that double in size. Nothing is ever taken out.
 */
export class Postings {
  /** By word: the first slot plus one; 0 for a word that nobody has. */
  #firsts = new Uint32Array(256);
  /** By word: its list; 0 where the first slot is the only one. */
  #lists = new Uint32Array(256);
  #listCount = 1;
  // By list: the latest slot, the first block, the next byte to write, and the end of its block.
  #latest = new Uint32Array(64);
  #heads = new Uint32Array(64);
  #tails = new Uint32Array(64);
  #ends = new Uint32Array(64);
  #blockSizes = new Uint16Array(64);
  #bytes = new Uint8Array(4096);
  #used = 0;

  /** Notes that a slot has a word. Slots come in ascending order; once more is harmless. */
  add(word: number, slot: number): void {
    if (word >= this.#firsts.length) {
      this.#firsts = withRoom(this.#firsts, word + 1);
      this.#lists = withRoom(this.#lists, this.#firsts.length);
    }
    const first = this.#firsts[word] ?? 0;
    if (first === 0) {
      this.#firsts[word] = slot + 1;
      return;
    }
    let list = this.#lists[word] ?? 0;
    const latest = list === 0 ? first - 1 : (this.#latest[list] ?? 0);
    if (latest === slot) return;
    if (list === 0) {
      list = this.#openList();
      this.#lists[word] = list;
    }
    let step = slot - latest;
    for (; step > 0x7f; step >>>= 7) this.#push(list, (step & 0x7f) | 0x80);
    this.#push(list, step);
    this.#latest[list] = slot;
  }

  /** Adds all who have a word to a set. */
  collect(word: number, into: Bitset): void {
    const first = this.#firsts[word] ?? 0;
    if (first === 0) return;
    let slot = first - 1;
    into.add(slot);
    const list = this.#lists[word] ?? 0;
    if (list === 0) return;
    const bytes = this.#bytes;
    const tail = this.#tails[list] ?? 0;
    let at = this.#heads[list] ?? 0;
    let size = smallestBlock;
    let end = at + size - linkSize;
    let step = 0;
    let shift = 0;
    while (at !== tail) {
      if (at === end) {
        at = readLink(bytes, end);
        size = Math.min(size * 2, largestBlock);
        end = at + size - linkSize;
      }
      const byte = bytes[at] ?? 0;
      at += 1;
      step |= (byte & 0x7f) << shift;
      if (byte > 0x7f) {
        shift += 7;
        continue;
      }
      slot += step;
      into.add(slot);
      step = 0;
      shift = 0;
    }
  }

  #openList(): number {
    const list = this.#listCount;
    this.#listCount += 1;
    this.#latest = withRoom(this.#latest, list + 1);
    this.#heads = withRoom(this.#heads, list + 1);
    this.#tails = withRoom(this.#tails, list + 1);
    this.#ends = withRoom(this.#ends, list + 1);
    this.#blockSizes = withRoom(this.#blockSizes, list + 1);
    this.#heads[list] = this.#openBlock(list, smallestBlock);
    return list;
  }

  #openBlock(list: number, size: number): number {
    const start = this.#used;
    this.#used += size;
    this.#bytes = withRoom(this.#bytes, this.#used);
    this.#tails[list] = start;
    this.#ends[list] = start + size - linkSize;
    this.#blockSizes[list] = size;
    return start;
  }

  #push(list: number, byte: number): void {
    const end = this.#ends[list] ?? 0;
    if (this.#tails[list] === end) {
      const size = Math.min((this.#blockSizes[list] ?? 0) * 2, largestBlock);
      const next = this.#openBlock(list, size);
      writeLink(this.#bytes, end, next);
    }
    const at = this.#tails[list] ?? 0;
    this.#bytes[at] = byte;
    this.#tails[list] = at + 1;
  }
}

function writeLink(bytes: Uint8Array, at: number, link: number): void {
  for (let byte = 0; byte < linkSize; byte += 1) bytes[at + byte] = link >>> (8 * byte);
}

function readLink(bytes: Uint8Array, at: number): number {
  let link = 0;
  for (let byte = 0; byte < linkSize; byte += 1) link |= (bytes[at + byte] ?? 0) << (8 * byte);
  return link >>> 0;
}
