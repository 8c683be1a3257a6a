/** How far an interrupted walk through everybody had come. */
export interface InterruptedWalk {
  /** Everybody before this offset had been seen. */
  readonly skipCount: number;
  readonly seen: ReadonlySet<string>;
}

/**
 * Keeps how far a refresh is, so that the next one can go on there: after a cancel, an outage, and
 * the end of the process at any moment. Nothing depends on it: what cannot be kept or read costs
 * another full walk, and no method throws.
 */
export interface RefreshProgress {
  /**
   * The walk that was interrupted last, as far as the cache still has everybody whom it had seen;
   * null where there is none worth going on with.
   */
  interrupted(cachedIds: () => Iterable<string>): InterruptedWalk | null;
  /** A walk begins: what was kept before is forgotten. */
  begin(): void;
  /** The people of a page are in the cache now. */
  add(page: { readonly resumeAt: number; readonly ids: readonly string[] }): void;
  /** The walk is complete: there is nothing to go on with. */
  clear(): void;
}
