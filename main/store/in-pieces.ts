/** Hands out items so many at a time, and takes no more of them than are wanted. */
export function* inPieces<T>(items: Iterable<T>, size: number): Generator<readonly T[], void> {
  let piece: T[] = [];
  for (const item of items) {
    piece.push(item);
    if (piece.length < size) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
