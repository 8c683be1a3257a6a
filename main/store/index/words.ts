import { withRoom } from './growth.ts';

/** The unit that goes without saying between two words. */
export const blank = 0x20;

/** The UTF-16 units of a text, in cells that are used again for the next one. */
export class TextUnits {
  cells = new Uint16Array(1024);
  length = 0;

  /** Takes over a text, in place of the one before. */
  set(text: string): this {
    const cells = withRoom(this.cells, text.length);
    for (let at = 0; at < text.length; at += 1) cells[at] = text.charCodeAt(at);
    this.cells = cells;
    this.length = text.length;
    return this;
  }

  clear(): void {
    this.length = 0;
  }

  append(units: Uint16Array): void {
    this.cells = withRoom(this.cells, this.length + units.length);
    this.cells.set(units, this.length);
    this.length += units.length;
  }

  /** What is in the cells, which are not copied. */
  get units(): Uint16Array {
    return this.cells.subarray(0, this.length);
  }
}

/**
 * Whether a unit belongs to a word: lower case ASCII letters and digits, and all that is not ASCII.
 * What is found does not depend on it, as long as texts and searches are taken apart alike.
 */
export function isWordUnit(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit > 0x7f;
}

/** Where the words of a text start and end, in cells that are used again for the next one. */
export class WordSpans {
  starts = new Uint32Array(256);
  ends = new Uint32Array(256);
  count = 0;

  /**
   * Takes a text apart: a word is as long as it can be, and anything else is one unit. The one
   * blank between two words goes without saying.
   */
  set({ cells, length }: TextUnits): this {
    this.starts = withRoom(this.starts, length);
    this.ends = withRoom(this.ends, length);
    const { starts, ends } = this;
    let count = 0;
    for (let at = 0; at < length;) {
      starts[count] = at;
      const isWord = isWordUnit(cells[at] ?? 0);
      at += 1;
      if (isWord) while (at < length && isWordUnit(cells[at] ?? 0)) at += 1;
      ends[count] = at;
      count += 1;
      const mayBeTacit = isWord && at + 1 < length && cells[at] === blank;
      if (mayBeTacit && isWordUnit(cells[at + 1] ?? 0)) at += 1;
    }
    this.count = count;
    return this;
  }
}

/** The text that units spell. */
export function spell(units: Uint16Array): string {
  // As arguments they take room on the stack, and a text may be of any length.
  const most = 4096;
  if (units.length <= most) return String.fromCharCode(...units);
  let text = '';
  for (let at = 0; at < units.length; at += most) {
    text += String.fromCharCode(...units.subarray(at, at + most));
  }
  return text;
}
