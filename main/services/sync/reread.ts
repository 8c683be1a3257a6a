import { toAppError } from '../errors.ts';
import type { Backoff } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import type { Connectivity } from '../connectivity.ts';
import type { AlfrescoClient } from '../ports/alfresco.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';
import type { Moment } from '../moments.ts';
import { isServersFailure } from './patience.ts';
import { findPerson, takeOver } from './person-answer.ts';

/** Brings the people whom the user opens up to date, each alone and at once. */
export interface Reread {
  /** Asks the server for one person, unless it was asked a moment ago or is away. */
  want(id: string): void;
  /** Nothing is asked and nothing is written after this. */
  stop(): void;
}

const pauseMs = 10_000;
/** Who leafs through the list is served for the people they stop at. */
const mostOpen = 2;

/** Creates the reading of single people; `onChanged` is called after each change of the cache. */
export function createReread(options: {
  readonly client: AlfrescoClient;
  readonly store: DirectoryStore;
  readonly connectivity: Connectivity;
  readonly backoff: Backoff;
  readonly clock: Clock;
  readonly moments: () => Moment;
  readonly onChanged: () => void;
}): Reread {
  const { client, store, connectivity, backoff, clock, moments, onChanged } = options;
  const abort = new AbortController();
  const readAtMs = new Map<string, number>();
  let open = 0;
  let waiting: string | null = null;

  function isFresh(id: string): boolean {
    const nowMs = clock.elapsedMs();
    for (const [known, atMs] of readAtMs) if (nowMs - atMs >= pauseMs) readAtMs.delete(known);
    return readAtMs.has(id);
  }

  async function drain(): Promise<void> {
    open += 1;
    for (let id = waiting; id !== null; id = waiting) {
      waiting = null;
      readAtMs.set(id, clock.elapsedMs());
      await read(id);
    }
    open -= 1;
  }

  async function read(id: string): Promise<void> {
    try {
      const answer = await findPerson(client, id, moments, abort.signal);
      if (abort.signal.aborted) return;
      connectivity.succeed();
      if (await takeOver(store, answer)) onChanged();
    } catch (error) {
      const { data } = toAppError(error);
      // The schedule takes over from here, and finds out when the server is back.
      if (isServersFailure(data) && backoff.failures === 0) backoff.fail(null);
      connectivity.fail(data);
    }
  }

  return {
    want(id) {
      if (abort.signal.aborted || connectivity.state.status !== 'online' || isFresh(id)) return;
      waiting = id;
      if (open < mostOpen) void drain();
    },
    stop() {
      waiting = null;
      abort.abort();
    },
  };
}
