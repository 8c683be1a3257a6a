import type { Backoff } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import type { Connectivity } from '../connectivity.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import { isServersFailure } from './patience.ts';
import type { Refresh } from './refresh.ts';

/** Decides when the cache is refreshed without anybody asking for it. */
export interface Schedule {
  /** Refreshes now, and from now on by itself. */
  start(): void;
  /** The computer has slept: what is in the cache is older than the clock knows. */
  wake(): void;
  stop(): void;
}

/** How often the schedule looks whether something is due; looking sends nothing. */
const lookMs = 15_000;
/** A user who has touched nothing for so long is not there. */
const idleLimitSeconds = 5 * 60;

/**
 * Creates the schedule of a directory: every so many minutes, when the server is back, and after
 * failures as the backoff says. Where the window is hidden and the user idle, it sends nothing.
 */
export function createSchedule(options: {
  readonly refresh: Refresh;
  readonly connectivity: Connectivity;
  readonly backoff: Backoff;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  /** Minutes between two refreshes as the user has set them; 0 for none. */
  readonly refreshMinutes: () => number;
}): Schedule {
  const { refresh, connectivity, backoff, clock, surroundings, refreshMinutes } = options;
  let watching: AbortController | null = null;
  let endedMs = clock.elapsedMs();
  let wasNetworkUp = true;
  let lastStatus = connectivity.state.status;

  refresh.progress.subscribe(({ phase }) => {
    if (phase !== 'running') endedMs = clock.elapsedMs();
  });
  connectivity.changed.subscribe(({ status }) => {
    const isBack = status === 'online' && lastStatus !== 'online';
    lastStatus = status;
    if (isBack && watching !== null && !isAway()) void refresh.start();
  });

  function isAway(): boolean {
    return !surroundings.isWindowVisible() && surroundings.idleSeconds() >= idleLimitSeconds;
  }

  /** Whether the last try failed for a reason that goes away by itself. */
  function isInTrouble(): boolean {
    const { phase, error } = refresh.state;
    if (connectivity.state.status === 'signed-out') return false;
    if (connectivity.state.status === 'offline') return true;
    return phase === 'failed' && error !== null && isServersFailure(error);
  }

  function isDue(): boolean {
    const minutes = refreshMinutes();
    if (minutes === 0 || connectivity.state.status === 'signed-out') return false;
    return clock.elapsedMs() - endedMs >= minutes * 60_000;
  }

  function look(): void {
    const isNetworkUp = surroundings.isNetworkUp();
    const isNetworkBack = isNetworkUp && !wasNetworkUp;
    wasNetworkUp = isNetworkUp;
    if (refresh.state.phase === 'running' || isAway()) return;
    if (isInTrouble()) {
      if (isNetworkBack || backoff.remainingMs() === 0) void refresh.start({ isQuiet: true });
    } else if (isDue()) {
      void refresh.start();
    }
  }

  async function watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const waitMs = isInTrouble() ? backoff.remainingMs() : 0;
      await clock.sleep(waitMs > 0 ? Math.min(waitMs, lookMs) : lookMs, signal);
      look();
    }
  }

  return {
    start() {
      if (watching === null) {
        watching = new AbortController();
        // It ends with `stop`, which is the only way in which it can fail.
        watch(watching.signal).catch(() => undefined);
      }
      void refresh.start();
    },
    wake() {
      if (watching === null) return;
      endedMs = Number.NEGATIVE_INFINITY;
      look();
    },
    stop() {
      watching?.abort();
      watching = null;
    },
  };
}
