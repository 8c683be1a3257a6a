type Cells = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** Cells with room for `length` of them: the same, or a copy that is larger by a quarter at least. */
export function withRoom<T extends Cells>(cells: T, length: number): T {
  if (length <= cells.length) return cells;
  const create = cells.constructor as new (length: number) => T;
  const larger = new create(Math.max(length, cells.length + (cells.length >>> 2) + 16));
  larger.set(cells);
  return larger;
}
