import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { createAppError } from '../services/errors.ts';
import type { FileSink } from '../services/ports/file-saver.ts';

/** A file that is written under another name until it is whole. */
export interface FileDraft extends FileSink {
  write(contents: Iterable<string> | Uint8Array): Promise<void>;
}

/** Begins to write a file, readable by the user alone. Rejects with `storage`, as all of it does. */
export async function openDraft(path: string): Promise<FileDraft> {
  const draft = `${path}.part`;
  const file = await guard(() => open(draft, 'w', 0o600));
  return {
    write: (contents) => guard(() => file.writeFile(contents)),
    finish: () =>
      guard(async () => {
        await file.sync();
        await file.close();
        await rename(draft, path);
      }),
    async discard() {
      await closeQuietly(file);
      await rm(draft, { force: true }).catch(() => undefined);
    },
  };
}

/** It may be closed already, or be on a disk that is gone. */
async function closeQuietly(file: FileHandle): Promise<void> {
  await file.close().catch(() => undefined);
}

async function guard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw createAppError(
      'storage',
      'The file could not be written. Choose another folder, or free some space, and try again.',
      { retryable: true },
    );
  }
}
