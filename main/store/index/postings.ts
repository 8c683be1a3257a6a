import { Bitset } from './bitset.ts';
import { withRoom } from './growth.ts';

const smallestBlock = 16;
const largestBlock = 1024;
const linkSize = 4;
/** Lists that are as short as this are quick to read, however common the word. */
const shortList = 512;
/** A word is common where one in so many has it: a set takes no more room then, and far less time. */
const commonShare = 32;

/**
 * Who has which word: the slots of each word, in ascending order. Most words are those of one
 * person, which takes a number; those of several have a list of the steps from slot to slot, seven bits
 * a byte, in a chain of blocks that double in size; common ones have a set. Nothing is taken out.
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
  #counts = new Uint32Array(64);
  /** The sets that have taken the place of lists. */
  readonly #sets = new Map<number, Bitset>();
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
    this.#latest[list] = slot;
    this.#counts[list] = (this.#counts[list] ?? 0) + 1;
    if (this.#isCommon(list)) this.#setFor(word, list).add(slot);
    else this.#append(list, slot - latest);
  }

  /** Adds all who have a word to a set. */
  collect(word: number, into: Bitset): void {
    const first = this.#firsts[word] ?? 0;
    if (first === 0) return;
    const list = this.#lists[word] ?? 0;
    const set = this.#sets.get(list);
    if (set !== undefined) into.unite(set);
    else {
      into.add(first - 1);
      if (list !== 0) this.#collectList(list, first - 1, into);
    }
  }

  #collectList(list: number, first: number, into: Bitset): void {
    let slot = first;
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

  /** Once common, always: a set is never turned back. */
  #isCommon(list: number): boolean {
    const count = this.#counts[list] ?? 0;
    if (count < shortList) return false;
    return this.#sets.has(list) || count * commonShare > (this.#latest[list] ?? 0);
  }

  #setFor(word: number, list: number): Bitset {
    let set = this.#sets.get(list);
    if (set === undefined) {
      set = new Bitset();
      this.collect(word, set);
      this.#sets.set(list, set);
    }
    return set;
  }

  #append(list: number, step: number): void {
    let rest = step;
    for (; rest > 0x7f; rest >>>= 7) this.#push(list, (rest & 0x7f) | 0x80);
    this.#push(list, rest);
  }

  #openList(): number {
    const list = this.#listCount;
    this.#listCount += 1;
    this.#latest = withRoom(this.#latest, list + 1);
    this.#heads = withRoom(this.#heads, list + 1);
    this.#tails = withRoom(this.#tails, list + 1);
    this.#ends = withRoom(this.#ends, list + 1);
    this.#blockSizes = withRoom(this.#blockSizes, list + 1);
    this.#counts = withRoom(this.#counts, list + 1);
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
