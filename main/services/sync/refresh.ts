import type { Person } from '../../../preload/model/person.ts';
import type { RefreshState } from '../../../preload/model/refresh.ts';
import type { Connectivity } from '../connectivity.ts';
import { toAppError } from '../errors.ts';
import type { AlfrescoClient } from '../ports/alfresco.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';
import { createSignal, type Signal } from '../signal.ts';
import { type FetchPeoplePage, walkPeople } from './page-walk.ts';

/** Keeps the cache of one directory in step with its server. */
export interface Refresh {
  readonly state: RefreshState;
  readonly progress: Signal<RefreshState>;
  /** Emitted after each change of the cache. */
  readonly changed: Signal<null>;
  /** Fetches everybody; a run under way is joined. Never rejects: the state tells how it went. */
  start(): Promise<void>;
  cancel(): void;
  /** Reads one person again from the server; never rejects. */
  reread(id: string): Promise<void>;
  /** Resolves once no run is under way. */
  settled(): Promise<void>;
}

const include = ['properties', 'aspectNames', 'capabilities'] as const;

/** Creates the refresh of one directory; nothing is sent before `start`. */
export function createRefresh(options: {
  readonly client: AlfrescoClient;
  readonly store: DirectoryStore;
  readonly connectivity: Connectivity;
  readonly now: () => number;
}): Refresh {
  const { client, store, connectivity, now } = options;
  const progress = createSignal<RefreshState>();
  const changed = createSignal<null>();
  let state: RefreshState = {
    phase: 'idle',
    fetched: 0,
    expected: null,
    pages: 0,
    secondsLeft: null,
    completedAt: store.refreshedAt(),
    error: null,
  };
  let running: { readonly promise: Promise<void>; readonly abort: AbortController } | null = null;

  const fetchPage: FetchPeoplePage = (range, signal) =>
    client.people.list({ ...range, include }, { signal });

  function set(change: Partial<RefreshState>): void {
    state = { ...state, ...change };
    progress.emit(state);
  }

  async function run(signal: AbortSignal): Promise<void> {
    set({ phase: 'running', fetched: 0, expected: null, pages: 0, secondsLeft: null, error: null });
    try {
      const seen = new Set<string>();
      for await (const batch of walkPeople({ fetchPage, signal })) {
        write(batch.people);
        for (const person of batch.people) seen.add(person.id);
        connectivity.succeed();
        set({ fetched: seen.size, expected: batch.expected, pages: state.pages + 1 });
      }
      await removeGone(seen, signal);
      const completedAt = new Date(now()).toISOString();
      store.setRefreshedAt(completedAt);
      set({ phase: 'idle', completedAt });
    } catch (error) {
      const { data } = toAppError(error);
      if (data.code === 'cancelled') set({ phase: 'idle' });
      else {
        connectivity.fail(data);
        set({ phase: 'failed', error: data });
      }
    }
  }

  function write(people: readonly Person[]): void {
    if (store.upsert(people).written > 0) changed.emit(null);
  }

  /** Absence from a walk is a hint only: nobody is removed without a 404 of their own. */
  async function removeGone(seen: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    const missing = [...store.ids()].filter((id) => !seen.has(id));
    for (const id of missing) {
      const person = await findPerson(id, signal);
      if (person?.id === id) write([person]);
      else store.remove([id]);
    }
    if (missing.length > 0) changed.emit(null);
  }

  async function findPerson(id: string, signal: AbortSignal): Promise<Person | null> {
    try {
      return await client.people.get(id, { signal });
    } catch (error) {
      if (toAppError(error).data.code === 'not-found') return null;
      throw error;
    }
  }

  return {
    get state() {
      return state;
    },
    progress,
    changed,
    start() {
      if (running === null) {
        const abort = new AbortController();
        const promise = run(abort.signal).finally(() => {
          running = null;
        });
        running = { promise, abort };
      }
      return running.promise;
    },
    cancel() {
      running?.abort.abort();
    },
    async reread(id) {
      try {
        const person = await findPerson(id, new AbortController().signal);
        connectivity.succeed();
        if (person === null) {
          store.remove([id]);
          changed.emit(null);
        } else {
          write([person]);
        }
      } catch (error) {
        connectivity.fail(toAppError(error).data);
      }
    },
    async settled() {
      await running?.promise;
    },
  };
}
