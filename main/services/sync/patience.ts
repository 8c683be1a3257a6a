import type { AppErrorData } from '../../../preload/model/app-error.ts';
import type { Backoff } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import { toAppError } from '../errors.ts';
import { createLimiter } from '../limiter.ts';

/** Sends a request, and sends it again where that can help. */
export type Patience = <T>(
  request: () => Promise<T>,
  options: {
    readonly signal: AbortSignal;
    /** Failures that the caller answers itself, by asking for something else. */
    readonly isCallersOwn?: (error: AppErrorData) => boolean;
  },
) => Promise<T>;

/** After so many failures in a row a run gives up; the schedule tries again later. */
const mostFailures = 5;

/**
 * Creates the patience of a run. While requests fail they are repeated one at a time, each after
 * the backoff's delay: several pages that break at once are one incident and not several.
 */
export function createPatience(options: {
  readonly backoff: Backoff;
  readonly clock: Clock;
  /** Told of each failure that counts, before the wait. */
  readonly onFailure: (error: AppErrorData) => void;
  readonly onSuccess: () => void;
}): Patience {
  const { backoff, clock, onFailure, onSuccess } = options;
  const oneAtATime = createLimiter(1);

  async function attempt<T>(
    request: () => Promise<T>,
    isCallersOwn: (error: AppErrorData) => boolean,
  ): Promise<{ readonly value: T } | null> {
    const failuresBefore = backoff.failures;
    try {
      const value = await request();
      backoff.succeed();
      onSuccess();
      return { value };
    } catch (error) {
      const { data } = toAppError(error);
      if (!isServersFailure(data) || isCallersOwn(data)) throw error;
      // A request that was under way when another one failed brings no news.
      if (backoff.failures === failuresBefore) backoff.fail(data.retryAfterSeconds ?? null);
      onFailure(data);
      if (!data.retryable || backoff.failures >= mostFailures) throw error;
      return null;
    }
  }

  return async (request, { signal, isCallersOwn = () => false }) => {
    let outcome = await attempt(request, isCallersOwn);
    while (outcome === null) {
      outcome = await oneAtATime(async () => {
        await clock.sleep(backoff.remainingMs(), signal);
        return attempt(request, isCallersOwn);
      });
    }
    return outcome.value;
  };
}

/** Whether an error is the server's or the network's, and not about what was asked for. */
export function isServersFailure({ code }: AppErrorData): boolean {
  return code === 'network' || code === 'timeout' || code === 'server';
}
