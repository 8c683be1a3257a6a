/**
 * How long the server asks to wait, in whole seconds from now: `Retry-After` holds either seconds
 * or a date. Null where it is absent or unreadable.
 */
export function retryAfterSeconds(headers: Headers, nowMs: number): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const atMs = Date.parse(value);
  // Date.parse reads far more than dates of HTTP, which always begin with a day of the week.
  if (!/^[A-Z][a-z]{2}/.test(value) || Number.isNaN(atMs)) return null;
  return Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
