/** Numbers from 0 up to 1, the same in every run. */
export function createSeededRandom(seed: number): () => number {
  let state = (seed * 2654435761) % 2147483647 || 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
