import type { Clock } from './clock.ts';

/**
 * How long a server that fails is left alone. All that asks the same server shares one, so that a
 * server that is down is asked by one request at a time, and ever more rarely.
 */
export interface Backoff {
  /** Failures since the last success. */
  readonly failures: number;
  /** Milliseconds until the next try is due; 0 where it is. */
  remainingMs(): number;
  /** Notes a failure, with what the server asked for in `Retry-After`. */
  fail(retryAfterSeconds: number | null): void;
  succeed(): void;
}

const baseMs = 1000;
const capMs = 60_000;

/**
 * Creates a backoff: 1 s, doubled with each failure up to 60 s. Half of it is fixed and half is
 * random, so that many clients who met the same outage do not come back in the same moment.
 */
export function createBackoff(clock: Clock, random: () => number = Math.random): Backoff {
  let failures = 0;
  let dueMs = 0;
  return {
    get failures() {
      return failures;
    },
    remainingMs: () => (failures === 0 ? 0 : Math.max(0, dueMs - clock.elapsedMs())),
    fail(retryAfterSeconds) {
      const stepMs = Math.min(capMs, baseMs * 2 ** failures);
      // Never before the server's own word, and not all at once after it either.
      const fixedMs = Math.max(stepMs / 2, (retryAfterSeconds ?? 0) * 1000);
      failures += 1;
      dueMs = clock.elapsedMs() + fixedMs + (random() * Math.max(stepMs, fixedMs)) / 2;
    },
    succeed() {
      failures = 0;
    },
  };
}
