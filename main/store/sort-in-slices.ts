const sliceSize = 4096;

/**
 * Sorts without holding up the process: slices of a few thousand items are sorted and merged, and
 * between them `pause` lets other work run. Stable, like `Array.prototype.toSorted`.
 */
export async function sortInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  pause: () => Promise<void>,
): Promise<T[]> {
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += sliceSize) {
    runs.push(items.slice(start, start + sliceSize).sort(compare));
    await pause();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let pair = 0; pair < runs.length; pair += 2) {
      merged.push(await merge(runs[pair] ?? [], runs[pair + 1] ?? [], compare, pause));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  a: readonly T[],
  b: readonly T[],
  compare: (a: T, b: T) => number,
  pause: () => Promise<void>,
): Promise<T[]> {
  const merged: T[] = [];
  let next = 0;
  for (const item of a) {
    for (let other = b[next]; other !== undefined; other = b[next]) {
      if (compare(other, item) >= 0) break;
      merged.push(other);
      next += 1;
    }
    merged.push(item);
    if (merged.length % sliceSize === 0) await pause();
  }
  return merged.concat(b.slice(next));
}
