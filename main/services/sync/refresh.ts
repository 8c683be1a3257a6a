import type { AppErrorData } from '../../../preload/model/app-error.ts';
import type { RefreshState } from '../../../preload/model/refresh.ts';
import type { Backoff } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import type { Connectivity } from '../connectivity.ts';
import { toAppError } from '../errors.ts';
import { createLimiter } from '../limiter.ts';
import type { AlfrescoClient } from '../ports/alfresco.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';
import type { RefreshProgress } from '../ports/refresh-progress.ts';
import { createSignal, type Signal } from '../signal.ts';
import type { Moment } from '../moments.ts';
import { createPace } from './pace.ts';
import { smallestPageSize, walkPeople } from './page-walk.ts';
import type { FetchPeoplePage } from './pages-under-way.ts';
import { createPatience, type Patience } from './patience.ts';
import { findPerson, takeOver } from './person-answer.ts';

/** Keeps the cache of one directory in step with its server. */
export interface Refresh {
  readonly state: RefreshState;
  readonly progress: Signal<RefreshState>;
  /** Emitted after each change of the cache. */
  readonly changed: Signal<null>;
  /**
   * Fetches everybody, or those whom an interrupted run had not fetched yet; a run under way is
   * joined. Never rejects: the state tells how it went. A quiet run is a try of our own after a
   * failure: it shows itself with the first page, and not where it fails again.
   */
  start(options?: { readonly isQuiet: boolean }): Promise<void>;
  /** Stops a run; the next one goes on where it was. */
  cancel(): void;
  /** Resolves once no run is under way. */
  settled(): Promise<void>;
}

/** What a refresh works with. */
export interface RefreshOptions {
  readonly client: AlfrescoClient;
  readonly store: DirectoryStore;
  readonly connectivity: Connectivity;
  readonly kept: RefreshProgress;
  readonly backoff: Backoff;
  readonly clock: Clock;
  readonly moments: () => Moment;
  readonly now: () => number;
}

interface Run {
  readonly promise: Promise<void>;
  readonly abort: AbortController;
}

const include = ['properties', 'aspectNames', 'capabilities'] as const;

/** A run never has more requests under way than this. */
const requestsAtOnce = 4;

/** Creates the refresh of one directory; nothing is sent before `start`. */
export function createRefresh(options: RefreshOptions): Refresh {
  const { client, store, connectivity, kept, backoff, clock, moments, now } = options;
  const progress = createSignal<RefreshState>();
  const changed = createSignal<null>();
  let state: RefreshState = {
    phase: 'idle',
    fetched: 0,
    expected: null,
    pages: 0,
    secondsLeft: null,
    completedAt: store.refreshedAt,
    error: null,
  };
  let running: Run | null = null;

  function set(change: Partial<RefreshState>): void {
    state = { ...state, ...change };
    progress.emit(state);
  }

  function announce(): void {
    set({ phase: 'running', fetched: 0, expected: null, pages: 0, secondsLeft: null, error: null });
  }

  function report(error: AppErrorData): void {
    const waitMs = backoff.remainingMs();
    connectivity.fail(error, ...(waitMs > 0 ? [now() + waitMs] : []));
  }

  function createRunsPatience(): Patience {
    return createPatience({
      backoff,
      clock,
      onFailure(error) {
        // One failure is a hiccup; the second in a row is worth telling.
        if (backoff.failures > 1 || !error.retryable) report(error);
        if (state.secondsLeft !== null) set({ secondsLeft: null });
      },
      onSuccess: () => connectivity.succeed(),
    });
  }

  async function run(signal: AbortSignal): Promise<void> {
    try {
      const patience = createRunsPatience();
      const seen = await fetchEverybody(patience, signal);
      await removeGone(seen, patience, signal);
      await kept.clear();
      const completedAt = new Date(now()).toISOString();
      await store.setRefreshedAt(completedAt);
      set({ phase: 'idle', completedAt, secondsLeft: null, error: null });
    } catch (error) {
      const { data } = toAppError(error);
      if (data.code === 'cancelled') set({ phase: 'idle', secondsLeft: null, error: null });
      else {
        report(data);
        set({ phase: 'failed', secondsLeft: null, error: data });
      }
    }
  }

  function createFetchPage(patience: Patience): FetchPeoplePage {
    const limit = createLimiter(requestsAtOnce);
    return (range, signal, onArrived) =>
      patience(
        async () => {
          const { answer, askedAt } = await limit(async () => {
            const askedAt = moments();
            return { askedAt, answer: await client.people.list({ ...range, include }, { signal }) };
          });
          onArrived();
          const page = await store.addPage(answer, askedAt);
          if (page.written > 0) changed.emit(null);
          return page;
        },
        {
          signal,
          // The walk then asks for smaller pages.
          isCallersOwn: ({ code }) => code === 'timeout' && range.maxItems > smallestPageSize,
        },
      );
  }

  /** Brings everybody into the cache page by page, and answers the ids. */
  async function fetchEverybody(patience: Patience, signal: AbortSignal): Promise<Set<string>> {
    const interrupted = await kept.interrupted();
    if (interrupted === null) await kept.begin();
    const seen = new Set(interrupted?.seen);
    const pace = createPace(() => clock.elapsedMs());
    const walk = walkPeople({
      fetchPage: createFetchPage(patience),
      signal,
      now: () => clock.elapsedMs(),
      concurrency: requestsAtOnce,
      ...(interrupted === null ? {} : { resume: interrupted }),
    });
    let pages = 0;
    for await (const { ids, expected, resumeAt } of walk) {
      await kept.add({ resumeAt, ids });
      const seenBefore = seen.size;
      for (const id of ids) seen.add(id);
      pages += 1;
      pace.add(seen.size - seenBefore);
      const secondsLeft = expected === null ? null : pace.secondsFor(expected - seen.size);
      set({ phase: 'running', error: null, fetched: seen.size, expected, pages, secondsLeft });
    }
    return seen;
  }

  /** Absence from a walk is a hint only: nobody is removed without a 404 of their own. */
  async function removeGone(
    seen: ReadonlySet<string>,
    patience: Patience,
    signal: AbortSignal,
  ): Promise<void> {
    const missing = (await store.ids()).filter((id) => !seen.has(id));
    for (let start = 0; start < missing.length; start += requestsAtOnce) {
      const answers = await Promise.all(
        missing
          .slice(start, start + requestsAtOnce)
          .map((id) => patience(() => findPerson(client, id, moments, signal), { signal })),
      );
      const changes = await Promise.all(answers.map((answer) => takeOver(store, answer)));
      if (changes.includes(true)) changed.emit(null);
    }
  }

  return {
    get state() {
      return state;
    },
    progress,
    changed,
    start({ isQuiet } = { isQuiet: false }) {
      const isUnseen = running === null || state.phase !== 'running';
      if (isUnseen && !isQuiet) announce();
      if (running === null) {
        const abort = new AbortController();
        const promise = run(abort.signal).finally(() => {
          running = null;
          // What failed may have left requests behind.
          abort.abort();
        });
        running = { promise, abort };
      }
      return running.promise;
    },
    cancel() {
      running?.abort.abort();
    },
    async settled() {
      await running?.promise;
    },
  };
}
