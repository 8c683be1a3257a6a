import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { readPage } from './api/people-page.ts';
import type { ThreadData } from './engine/protocol.ts';
import { serveDirectory } from './engine/serve-directory.ts';
import { openDirectoryStore } from './store/directory-store.ts';
import { openRefreshProgress } from './store/refresh-progress-file.ts';

// The entry of the thread that keeps the cache of one directory: it wires, and nothing else.
if (parentPort === null) throw new TypeError('This file is the beginning of a thread');

const { folder } = workerData as ThreadData;
const now = Date.now;

serveDirectory(parentPort, (onSetAside) => {
  const store = openDirectoryStore({ file: join(folder, 'people.db'), now, readPage, onSetAside });
  const kept = openRefreshProgress({
    file: join(folder, 'refresh.progress'),
    now,
    cachedIds: () => store.ids(),
  });
  return { store, kept };
});
