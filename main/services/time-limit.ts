import type { Waiting } from './waiting.ts';

/** A limit that has begun to run. */
export interface TimeLimit {
  /** Aborted with a `TimeoutError` once the time is over. */
  readonly signal: AbortSignal;
  /** To be called when what it limits has ended. */
  end(): void;
}

/**
 * Starts a time limit. While the user has to do something first it stands still, and begins anew
 * after that: nobody types a password against a clock.
 */
export function startTimeLimit(timeoutMs: number, user?: Waiting): TimeLimit {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const run = (isWaiting: boolean): void => {
    clearTimeout(timer);
    if (isWaiting) return;
    timer = setTimeout(() => {
      controller.abort(new DOMException('The time is over', 'TimeoutError'));
    }, timeoutMs);
    // A limit alone keeps no process running.
    timer.unref();
  };
  const unsubscribe = user?.waiting.subscribe(run);
  run(user?.isWaiting === true);
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      unsubscribe?.();
    },
  };
}
