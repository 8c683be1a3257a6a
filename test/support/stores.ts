import { join } from 'node:path';
import { readPage } from '../../main/api/people-page.ts';
import type { DirectoryCaches } from '../../main/services/ports/directory-caches.ts';
import type { DirectoryStore } from '../../main/services/ports/directory-store.ts';
import { openDirectoryStore, type StoreOptions } from '../../main/store/directory-store.ts';
import { openRefreshProgress } from '../../main/store/refresh-progress-file.ts';

/** Opens a cache in the thread of the test. */
export function openTestStore(options: Omit<StoreOptions, 'readPage'>): DirectoryStore {
  return openDirectoryStore({ readPage, ...options });
}

/** Opens what is kept of the people in a folder, in the thread of the test. */
export function openTestEngine(folder: string): Promise<Pick<DirectoryCaches, 'store' | 'kept'>> {
  const now = Date.now;
  const store = openTestStore({ file: join(folder, 'people.db'), now });
  const file = join(folder, 'refresh.progress');
  return Promise.resolve({
    store,
    kept: openRefreshProgress({ file, now, cachedIds: () => store.ids() }),
  });
}

/** How many people a cache holds. */
export async function sizeOf(store: DirectoryStore): Promise<number> {
  return (await store.ids()).length;
}
