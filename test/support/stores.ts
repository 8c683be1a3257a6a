import { readPage } from '../../main/api/people-page.ts';
import type { DirectoryStore } from '../../main/services/ports/directory-store.ts';
import { openDirectoryStore, type StoreOptions } from '../../main/store/directory-store.ts';

/** Opens a cache in the thread of the test. */
export function openTestStore(options: Omit<StoreOptions, 'readPage'>): DirectoryStore {
  return openDirectoryStore({ readPage, ...options });
}

/** How many people a cache holds. */
export async function sizeOf(store: DirectoryStore): Promise<number> {
  return (await store.ids()).length;
}
