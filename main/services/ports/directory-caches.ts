import type { Change } from '../../../preload/model/change.ts';
import type { DirectoryStore } from './directory-store.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { PhotoCache } from './photo-cache.ts';
import type { Pictures } from './pictures.ts';
import type { RefreshProgress } from './refresh-progress.ts';

/** All that is kept on this machine of one server, as one user sees it. */
export interface DirectoryCaches {
  readonly store: DirectoryStore;
  readonly photoCache: PhotoCache;
  /** Pictures that wait to be sent, that the log names, and those whom the server has from us. */
  readonly pictures: Pictures;
  /** What the server has not proved to have. */
  readonly outboxStore: OutboxStore;
  /** What is kept of a refresh that was interrupted. */
  readonly kept: RefreshProgress;
}

/** Whose directory it is: each has a copy of its own. */
export interface DirectoryKey {
  readonly serverUrl: string;
  readonly userId: string;
}

/** The copies on this computer. What is moved or removed must not be open. */
export interface DirectoryCopies {
  /** Rejects with `storage` where it cannot be opened. */
  open(key: DirectoryKey): Promise<DirectoryCaches>;
  /**
   * What waits in a copy that is not open; nothing where there is no copy. Rejects with `storage`
   * where that cannot be read.
   */
  waitingIn(key: DirectoryKey): Promise<readonly Change[]>;
  /** Gives a copy to another key, in place of what that one had. Rejects with `storage`. */
  move(from: DirectoryKey, to: DirectoryKey): Promise<void>;
  /**
   * Deletes a copy. Where another program holds some of it, `sweep` deletes that at the next start.
   * Rejects with `storage` where neither is possible.
   */
  remove(key: DirectoryKey): Promise<'removed' | 'at-next-start'>;
  /** Deletes what could not be deleted before. Never rejects. */
  sweep(): Promise<void>;
}
