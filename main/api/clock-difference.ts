/** The times around one exchange, in milliseconds since 1970. */
export interface ExchangeTimes {
  readonly sentAt: number;
  readonly receivedAt: number;
  /** What the answer's `Date` says, which has no parts of seconds; null where it says nothing. */
  readonly serverTime: number | null;
}

/**
 * By how many seconds the server's clock is ahead of ours, at the least: the answer was written at
 * some time between sending and receiving, so what that leaves open is not counted. Null where the
 * server does not say.
 */
export function clockAheadSeconds({
  sentAt,
  receivedAt,
  serverTime,
}: ExchangeTimes): number | null {
  if (serverTime === null) return null;
  const earliest = serverTime - receivedAt;
  const latest = serverTime + 999 - sentAt;
  if (earliest <= 0 && latest >= 0) return 0;
  return Math.round((earliest > 0 ? earliest : latest) / 1000);
}
