import type { Clock } from '../../main/services/clock.ts';
import { createAppError } from '../../main/services/errors.ts';

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves on, and lets everything happen that is due on the way, in its order. */
  advance(byMs: number): Promise<void>;
}

interface Sleeper {
  readonly wakeMs: number;
  readonly wake: () => void;
}

/** Creates a clock that a test moves by hand. */
export function createFakeClock(): FakeClock {
  const sleepers = new Set<Sleeper>();
  let nowMs = 0;

  function nextUntil(endMs: number): Sleeper | null {
    let next: Sleeper | null = null;
    for (const sleeper of sleepers) {
      if (sleeper.wakeMs <= endMs && sleeper.wakeMs < (next?.wakeMs ?? Infinity)) next = sleeper;
    }
    return next;
  }

  return {
    elapsedMs: () => nowMs,
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { wakeMs: nowMs + delayMs, wake: resolve };
        const cancel = (): void => {
          sleepers.delete(sleeper);
          reject(createAppError('cancelled', 'Cancelled.'));
        };
        if (signal.aborted) cancel();
        else sleepers.add(sleeper);
        signal.addEventListener('abort', cancel, { once: true });
      }),
    async advance(byMs) {
      const endMs = nowMs + byMs;
      await settled();
      for (let next = nextUntil(endMs); next !== null; next = nextUntil(endMs)) {
        nowMs = Math.max(nowMs, next.wakeMs);
        sleepers.delete(next);
        next.wake();
        await settled();
      }
      nowMs = endMs;
    },
  };
}

/** Creates a clock on which waiting takes no time: the hours pass as soon as somebody sleeps. */
export function createHastyClock(): Clock {
  let nowMs = 0;
  return {
    elapsedMs: () => nowMs,
    sleep(delayMs, signal) {
      if (signal.aborted) return Promise.reject(createAppError('cancelled', 'Cancelled.'));
      nowMs += delayMs;
      return Promise.resolve();
    },
  };
}

/** Lets everything happen that only waits for promises. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
