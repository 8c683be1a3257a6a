import { randomUUID } from 'node:crypto';
import { AppError } from '../../preload/model/app-error.ts';

/** SQLite's and the file system's words for "there is no room". */
const fullPattern = /database or disk is full|SQLITE_FULL|ENOSPC|EDQUOT/i;
const readOnlyPattern = /readonly database|SQLITE_READONLY|EROFS|EACCES|EPERM|unable to open/i;

/** What a user is told about one kind of file. */
export interface StorageSentences {
  readonly full: string;
  readonly other: (cause: unknown) => string;
}

const ofCopy: StorageSentences = {
  full: 'The disk is full, so the local copy of the directory could not be saved. Free some space and try again.',
  other: () =>
    'The local copy of the directory could not be read or written. Restart Rollcall; it rebuilds the copy from the server.',
};

function sentence(text: string, cause: unknown, { full, other }: StorageSentences): string {
  if (fullPattern.test(text)) return full;
  if (readOnlyPattern.test(text)) {
    return 'Rollcall may not write to its data folder. Check the permissions of that folder and try again.';
  }
  return other(cause);
}

/** Maps what SQLite or the file system threw to an error that a user can act on. */
export function toStorageError(cause: unknown, sentences: StorageSentences = ofCopy): AppError {
  if (cause instanceof AppError) return cause;
  const text = cause instanceof Error ? `${cause.message} ${codeOf(cause)}` : String(cause);
  return new AppError(
    {
      code: 'storage',
      reason: null,
      message: sentence(text, cause, sentences),
      retryable: fullPattern.test(text) || readOnlyPattern.test(text),
      traceId: randomUUID(),
    },
    { cause },
  );
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Runs a storage operation; whatever it throws leaves as an `AppError` with the code `storage`. */
export function guardStorage<T>(operation: () => T, sentences: StorageSentences = ofCopy): T {
  try {
    return operation();
  } catch (error) {
    throw toStorageError(error, sentences);
  }
}

/** Does the same at once, and rejects with what would leave it. */
export function settleStorage<T>(operation: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(guardStorage(operation));
  });
}
