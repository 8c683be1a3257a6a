import { setTimeout as wait } from 'node:timers/promises';
import { createAppError } from './errors.ts';

/** Time as it passes, whatever the wall clock is set to. */
export interface Clock {
  /** Milliseconds since some moment in the past. */
  elapsedMs(): number;
  /** Rejects with an `AppError` of the code `cancelled` where the signal aborts first. */
  sleep(delayMs: number, signal: AbortSignal): Promise<void>;
}

/** This computer's monotonic clock. */
export const systemClock: Clock = {
  elapsedMs: () => performance.now(),
  async sleep(delayMs, signal) {
    try {
      await wait(delayMs, undefined, { signal });
    } catch {
      throw createAppError('cancelled', 'This was cancelled.');
    }
  },
};
