import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  DirectoryCaches,
  DirectoryCopies,
  DirectoryKey,
} from '../services/ports/directory-caches.ts';
import { openOutboxStore } from './outbox/outbox-store.ts';
import { openPhotoCache } from './photo-cache.ts';
import { openPictures } from './pictures.ts';
import { guardStorage, toStorageError } from './storage-error.ts';

/** Marks, beside it, a folder that is to be deleted and could not be yet. */
const markSuffix = '.forgotten';
const outboxFile = 'outbox.db';

/** Keeps the copies in folders of their own, `directories/<hash of server and user>`. */
export function openDirectoryCopies(options: {
  readonly userDataFolder: string;
  readonly now: () => number;
  /** Opens what is kept of the people in a folder. */
  readonly openPeople: (folder: string) => Promise<Pick<DirectoryCaches, 'store' | 'kept'>>;
  /** Deletes a folder with all that is in it; a test stands in for a system that locks files. */
  readonly removeFolder?: (folder: string) => Promise<void>;
}): DirectoryCopies {
  const { now, openPeople, removeFolder = removeWhole } = options;
  const root = join(options.userDataFolder, 'directories');
  const folderOf = (key: DirectoryKey): string => join(root, folderName(key));

  function unmark(folder: string): void {
    rmSync(folder + markSuffix, { force: true });
  }

  /** First of all: a crash in the middle must not leave half of it for good. */
  function mark(folder: string): boolean {
    try {
      writeFileSync(folder + markSuffix, '', { mode: 0o600 });
      return true;
    } catch {
      return false;
    }
  }

  async function remove(folder: string): Promise<'removed' | 'at-next-start'> {
    const isMarked = existsSync(folder) && mark(folder);
    try {
      await removeFolder(folder);
      unmark(folder);
      return 'removed';
    } catch (error) {
      if (isMarked) return 'at-next-start';
      throw toStorageError(error);
    }
  }

  return {
    async open(key) {
      const folder = folderOf(key);
      guardStorage(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        unmark(folder);
      });
      const outboxStore = openOutboxStore({ file: join(folder, outboxFile), now });
      try {
        return {
          ...(await openPeople(folder)),
          pictures: openPictures({ folder: join(folder, 'pictures'), now }),
          photoCache: openPhotoCache({ folder: join(folder, 'photos'), now }),
          outboxStore,
        };
      } catch (error) {
        outboxStore.close();
        throw error;
      }
    },
    async waitingIn(key) {
      const file = join(folderOf(key), outboxFile);
      if (!existsSync(file)) return [];
      const outboxStore = openOutboxStore({ file, now });
      const { changes } = outboxStore;
      outboxStore.close();
      return Promise.resolve(changes);
    },
    async move(from, to) {
      if (!existsSync(folderOf(from)) || folderOf(from) === folderOf(to)) return;
      try {
        await removeFolder(folderOf(to));
        await rename(folderOf(from), folderOf(to));
        // The names of the files hold the old address: nobody would find them again.
        await removeFolder(join(folderOf(to), 'photos'));
      } catch (error) {
        throw toStorageError(error);
      }
    },
    remove: (key) => remove(folderOf(key)),
    async sweep() {
      for (const mark of marksIn(root)) {
        await remove(join(root, mark.slice(0, -markSuffix.length))).catch(() => undefined);
      }
    },
  };
}

/** What a virus scanner or a backup holds for a moment is tried again. */
async function removeWhole(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function marksIn(root: string): string[] {
  try {
    return readdirSync(root).filter((name) => name.endsWith(markSuffix));
  } catch {
    return [];
  }
}

/** A folder name that says nothing of the server or the user, and is legal on every system. */
function folderName(key: DirectoryKey): string {
  return createHash('sha256')
    .update(JSON.stringify([key.serverUrl, key.userId]))
    .digest('hex')
    .slice(0, 32);
}
