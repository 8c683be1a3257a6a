import { readFileSync, type Stats, statSync } from 'node:fs';
import { isMissingFile } from '../../scripts/process/is-missing-file.ts';

/** A file of an app that is running; null where it has been renamed or removed since it was listed. */
export function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isMissingFile(error)) return null;
    throw error;
  }
}

/** The same for what the file system knows of it. */
export function statIfThere(file: string): Stats | null {
  return statSync(file, { throwIfNoEntry: false }) ?? null;
}
