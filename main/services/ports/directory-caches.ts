import type { DirectoryStore } from './directory-store.ts';
import type { PhotoCache } from './photo-cache.ts';
import type { RefreshProgress } from './refresh-progress.ts';

/** All that is kept on this machine of one server, as one user sees it. */
export interface DirectoryCaches {
  readonly store: DirectoryStore;
  readonly photoCache: PhotoCache;
  /** What is kept of a refresh that was interrupted. */
  readonly kept: RefreshProgress;
}
