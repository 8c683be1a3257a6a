/** How far an interrupted walk through everybody had come. */
export interface InterruptedWalk {
  /** Everybody before this offset had been seen. */
  readonly skipCount: number;
  readonly seen: ReadonlySet<string>;
}

/**
 * Keeps how far a refresh is, so that the next one can go on there: after a cancel, an outage, and
 * the end of the process at any moment. Nothing depends on it: what cannot be kept or read costs
 * another full walk.
 */
export interface RefreshProgress {
  /**
   * The walk that was interrupted last, as far as the cache still has everybody whom it had seen;
   * null where there is none worth going on with.
   */
  interrupted(): Promise<InterruptedWalk | null>;
  /** A walk begins: what was kept before is forgotten. */
  begin(): Promise<void>;
  /** The people of a page are in the cache now. */
  add(page: { readonly resumeAt: number; readonly ids: readonly string[] }): Promise<void>;
  /** The walk is complete: there is nothing to go on with. */
  clear(): Promise<void>;
}
