import type { PersonRow } from '../../preload/model/person.ts';

/** Rows are asked for and kept in blocks of this many; one message carries at most 200. */
export const blockSize = 100;

/** Blocks kept; beyond them, the ones farthest from the last one added are forgotten. */
const maximumBlocks = 12;

/** The number of the block that a row is in. */
export function blockOf(index: number): number {
  return Math.floor(index / blockSize);
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

  with(block: number, rows: readonly PersonRow[]): RowBlocks {
    const nearestFirst = [...this.#blocks.entries()]
      .filter(([other]) => other !== block)
      .sort(([a], [b]) => Math.abs(a - block) - Math.abs(b - block));
    return new RowBlocks([[block, rows], ...nearestFirst.slice(0, maximumBlocks - 1)]);
  }
}
