/** A place in the order in which requests are sent and answered: a later one is larger. */
export type Moment = number;

/**
 * When a person was asked for alone and when the answer came. Whatever was asked for before that
 * answer may be older than it, however late it arrives.
 */
export interface DirectRead {
  readonly askedAt: Moment;
  readonly answeredAt: Moment;
}

/** Creates the order of one directory's requests; each call is a moment later than all before. */
export function createMoments(): () => Moment {
  let latest = 0;
  return () => (latest += 1);
}
