import type { Clock } from '../services/clock.ts';
import { createLimiter } from '../services/limiter.ts';
import { createSignal, type Signal } from '../services/signal.ts';
import { createKeychainError } from './keychain-errors.ts';

/** Runs calls that may wait for a person: one at a time, with patience, but not for ever. */
export interface PatientQueue {
  /**
   * Rejects once the call has taken too long; whatever it does then, it cannot be stopped, and
   * until it ends all others are refused at once. `onLate` runs if it succeeds after all.
   */
  run<T>(call: () => Promise<T>, onLate?: () => Promise<unknown>): Promise<T>;
  /** True while a call takes noticeably long. */
  readonly isWaiting: boolean;
  readonly waiting: Signal<boolean>;
}

/** Creates a queue whose calls are slow after `slowAfterMs` and given up after `timeLimitMs`. */
export function createPatientQueue(options: {
  readonly clock: Clock;
  readonly slowAfterMs: number;
  readonly timeLimitMs: number;
}): PatientQueue {
  const { clock, slowAfterMs, timeLimitMs } = options;
  const inTurn = createLimiter(1);
  const waiting = createSignal<boolean>();
  let isWaiting = false;
  let isBlocked = false;

  function setWaiting(value: boolean): void {
    if (isWaiting === value) return;
    isWaiting = value;
    waiting.emit(value);
  }

  async function runWatched<T>(call: () => Promise<T>, onLate: () => Promise<unknown>): Promise<T> {
    if (isBlocked) throw createKeychainError('still-busy');
    const timers = new AbortController();
    const answer = call();
    const slow = clock.sleep(slowAfterMs, timers.signal).then(() => setWaiting(true));
    slow.catch(() => undefined);
    const limit = clock.sleep(timeLimitMs, timers.signal).then(() => {
      isBlocked = true;
      void answer
        .then(onLate)
        .catch(() => undefined)
        .finally(() => (isBlocked = false));
      throw createKeychainError('too-long');
    });
    try {
      return await Promise.race([answer, limit]);
    } finally {
      timers.abort();
      setWaiting(false);
    }
  }

  return {
    run: (call, onLate = () => Promise.resolve()) => inTurn(() => runWatched(call, onLate)),
    get isWaiting() {
      return isWaiting;
    },
    waiting,
  };
}
