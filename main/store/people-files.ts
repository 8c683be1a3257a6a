import { join } from 'node:path';
import type { DirectoryCaches } from '../services/ports/directory-caches.ts';
import { openDirectoryStore } from './directory-store.ts';
import { openRefreshProgress } from './refresh-progress-file.ts';
import { guardStorage } from './storage-error.ts';

/** Opens what is kept of people in a folder: the copy, and how far its refresh is. */
export function openPeopleFiles(options: {
  readonly folder: string;
  readonly now: () => number;
  /** Told where an unusable copy was put. */
  readonly onSetAside?: (file: string) => void;
}): Promise<Omit<DirectoryCaches, 'photoCache'>> {
  const { folder, now, onSetAside } = options;
  const files = guardStorage(() => ({
    store: openDirectoryStore({
      file: join(folder, 'people.db'),
      now,
      ...(onSetAside === undefined ? {} : { onSetAside }),
    }),
    kept: openRefreshProgress({ file: join(folder, 'refresh.progress'), now }),
  }));
  return Promise.resolve(files);
}
