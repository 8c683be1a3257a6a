import { toAppError } from './errors.ts';

/** Failures before anything can have reached the server. */
const neverSent: ReadonlySet<string | null> = new Set([
  'bad-address',
  'plain-http',
  'offline',
  'host-unknown',
  'refused',
  'certificate',
  'redirected',
  'session-expired',
]);

/**
 * Whether a change may have been made although its call failed: the answer was lost, came too late
 * or was somebody else's.
 */
export function isAnswerLost(error: unknown): boolean {
  const { code, reason, status } = toAppError(error).data;
  if (code === 'timeout' || code === 'cancelled') return true;
  if (code === 'network') return !neverSent.has(reason);
  // A proxy gave up waiting for the server.
  return status === 502 || status === 504;
}
