import type { AppError } from '../../preload/model/app-error.ts';
import { createAppError } from '../services/errors.ts';
import { createSignal } from '../services/signal.ts';
import type { DirectoryEngine, StoreFacts } from './protocol.ts';
import {
  type CallThread,
  type RunningThread,
  startThread,
  type ThreadNews,
} from './running-thread.ts';

/** Where the thread of a directory begins, and who is told what befalls it. */
export interface DirectoryThreadOptions {
  /** The file that the thread runs. */
  readonly entry: URL;
  /** Where the cache of the directory is. */
  readonly folder: string;
  /** Told where an unusable cache was put aside. */
  readonly onSetAside: () => void;
  /** Told where the thread has ended of itself. */
  readonly onBroken: (error: AppError) => void;
}

/**
 * Opens the cache of a directory in a thread of its own. A thread that breaks rejects what was
 * asked of it, and the next call starts another one over the same files. Rejects with `AppError`
 * where the cache cannot be opened.
 */
export async function openDirectoryThread(
  options: DirectoryThreadOptions,
): Promise<DirectoryEngine> {
  const rebuilt = createSignal<null>();
  const pendingLost = createSignal<null>();
  let facts: StoreFacts | null = null;
  let running: RunningThread | null = null;
  let isClosed = false;

  function hear(news: ThreadNews): void {
    if (news.kind === 'set-aside') {
      options.onSetAside();
      return;
    }
    const isFirst = facts === null;
    const isNew = news.facts.isRebuilt;
    facts = { ...news.facts, isRebuilt: isNew || facts?.isRebuilt === true };
    // The first time it is told with the opening itself.
    if (isFirst) return;
    if (isNew) rebuilt.emit(null);
    // Another thread knows nothing of what the former one had in memory.
    pendingLost.emit(null);
  }

  function start(): RunningThread {
    const { entry, folder, onBroken } = options;
    const thread = startThread({ entry, data: { folder }, onNews: hear, onBroken });
    running = thread;
    void thread.ended.then(() => {
      if (running === thread) running = null;
    });
    return thread;
  }

  const call: CallThread = (name, args, transfer) => {
    if (isClosed) throw createAppError('storage', 'This directory is closed. Sign in again.');
    return (running ?? start()).call(name, args, transfer);
  };

  async function close(): Promise<void> {
    const closing = running;
    if (!isClosed && closing !== null) {
      // Where it breaks on its way out, it has ended too.
      closing.call('store.close', []).catch(() => undefined);
    }
    isClosed = true;
    await closing?.ended;
  }

  await start().opened;
  // Async functions throughout: a call that cannot even be made is a rejection as well.
  return {
    store: {
      get isRebuilt() {
        return facts?.isRebuilt ?? false;
      },
      get refreshedAt() {
        return facts?.refreshedAt ?? null;
      },
      rebuilt,
      pendingLost,
      async setRefreshedAt(at) {
        await call('store.setRefreshedAt', [at]);
        if (facts !== null) facts = { ...facts, refreshedAt: at };
      },
      addPage: async (page, askedAt) => call('store.addPage', [page, askedAt], [page.bytes.buffer]),
      upsert: async (...args) => call('store.upsert', args),
      remove: async (...args) => call('store.remove', args),
      get: async (...args) => call('store.get', args),
      getInAnyCase: async (...args) => call('store.getInAnyCase', args),
      setPending: async (...args) => call('store.setPending', args),
      setPhotoMarks: async (...args) => call('store.setPhotoMarks', args),
      seenBehind: async (...args) => call('store.seenBehind', args),
      lookalikes: async (...args) => call('store.lookalikes', args),
      matchPhotos: async (...args) => call('store.matchPhotos', args),
      search: async (...args) => call('store.search', args),
      countLenses: async () => call('store.countLenses', []),
      facet: async (...args) => call('store.facet', args),
      find: async (...args) => call('store.find', args),
      indexOf: async (...args) => call('store.indexOf', args),
      idsBetween: async (...args) => call('store.idsBetween', args),
      pick: async (...args) => call('store.pick', args),
      ids: async () => call('store.ids', []),
      close,
    },
    kept: {
      interrupted: async () => call('kept.interrupted', []),
      begin: async () => call('kept.begin', []),
      add: async (...args) => call('kept.add', args),
      clear: async () => call('kept.clear', []),
    },
  };
}
