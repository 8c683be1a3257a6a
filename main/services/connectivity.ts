import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { Connection } from '../../preload/model/connection.ts';
import { createSignal, type Signal } from './signal.ts';

/** Whether the server can be reached, by what requests do and not by what the system says. */
export interface Connectivity {
  readonly state: Connection;
  readonly changed: Signal<Connection>;
  /** A request has been answered as it should be. */
  succeed(): void;
  /** A request has failed; errors that say nothing of the connection change nothing. */
  fail(error: AppErrorData, nextTryAt?: number): void;
}

export function createConnectivity(now: () => number): Connectivity {
  const changed = createSignal<Connection>();
  let state: Connection = {
    status: 'online',
    since: new Date(now()).toISOString(),
    reason: null,
    nextTryAt: null,
  };

  function become(status: Connection['status'], more: Partial<Connection>): void {
    const since = status === state.status ? state.since : new Date(now()).toISOString();
    state = { reason: null, nextTryAt: null, ...more, status, since };
    changed.emit(state);
  }

  return {
    get state() {
      return state;
    },
    changed,
    succeed() {
      if (state.status !== 'online') become('online', {});
    },
    fail(reason, nextTryAt) {
      const next = nextTryAt === undefined ? null : new Date(nextTryAt).toISOString();
      if (reason.code === 'unauthorized') become('signed-out', { reason });
      else if (isAbsence(reason)) become('offline', { reason, nextTryAt: next });
    },
  };
}

/** Captive portals and proxies answer too, but not as the server would. */
function isAbsence({ code, reason }: AppErrorData): boolean {
  return code === 'network' || code === 'timeout' || reason === 'unavailable';
}
