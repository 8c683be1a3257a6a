/** What must hold whatever happens does not. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/** Tells which invariant is broken, and by what. */
export function broken(invariant: string, ...details: readonly unknown[]): never {
  throw new BrokenInvariant(`${invariant}: ${details.map((one) => JSON.stringify(one)).join(' ')}`);
}
