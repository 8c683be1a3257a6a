/** A time as the API writes it: UTC, with an offset that has no colon. */
export function toApiDate(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}
