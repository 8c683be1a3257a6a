import type { PersonRow } from '../../preload/model/person.ts';

/** Rows are kept in blocks of this many. */
export const blockSize = 20;

/** Blocks that one message carries at most: about 40 rows, and less than 16 KB. */
const blocksPerWindow = 2;

/** Blocks kept; beyond them, the ones farthest from the last one added are forgotten. */
const maximumBlocks = 100;

/** A stretch of a list to ask main for. */
export interface RowWindow {
  readonly offset: number;
  readonly limit: number;
}

/** The number of the block that a row is in. */
export function blockOf(index: number): number {
  return Math.floor(index / blockSize);
}

/** The blocks that hold the rows from `first` to `last`. */
export function blocksBetween(first: number, last: number): number[] {
  const start = blockOf(first);
  const count = blockOf(Math.max(first, last)) - start + 1;
  return Array.from({ length: count }, (_, place) => start + place);
}

/** Joins neighbouring blocks into windows; `blocks` are in ascending order. */
export function windowsOf(blocks: readonly number[]): RowWindow[] {
  const windows: RowWindow[] = [];
  for (const block of blocks) {
    const offset = block * blockSize;
    const last = windows.at(-1);
    const isNext = last !== undefined && last.offset + last.limit === offset;
    if (isNext && last.limit < blocksPerWindow * blockSize) {
      windows[windows.length - 1] = { offset: last.offset, limit: last.limit + blockSize };
    } else {
      windows.push({ offset, limit: blockSize });
    }
  }
  return windows;
}

/** Those rows of a long list that are at hand. Never changes: adding makes another one. */
export class RowBlocks {
  readonly #blocks: ReadonlyMap<number, readonly PersonRow[]>;

  constructor(blocks: Iterable<readonly [number, readonly PersonRow[]]> = []) {
    this.#blocks = new Map(blocks);
  }

  has(block: number): boolean {
    return this.#blocks.has(block);
  }

  rowAt(index: number): PersonRow | undefined {
    return this.#blocks.get(blockOf(index))?.[index % blockSize];
  }

  /** The place of a person; null where it is not among the rows at hand. */
  indexOf(id: string): number | null {
    for (const [block, rows] of this.#blocks) {
      const place = rows.findIndex((row) => row.id === id);
      if (place >= 0) return block * blockSize + place;
    }
    return null;
  }

  /** Adds the rows of a window, whose offset is the beginning of a block. */
  with({ offset, limit }: RowWindow, rows: readonly PersonRow[]): RowBlocks {
    const start = blockOf(offset);
    const added = Array.from({ length: limit / blockSize }, (_, place) => {
      const block = rows.slice(place * blockSize, (place + 1) * blockSize);
      return [start + place, block] as const;
    });
    const kept = [...this.#blocks.entries()]
      .filter(([block]) => !added.some(([other]) => other === block))
      .sort(([a], [b]) => Math.abs(a - start) - Math.abs(b - start));
    return new RowBlocks([...added, ...kept.slice(0, maximumBlocks - added.length)]);
  }
}
