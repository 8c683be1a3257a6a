import { readFileSync } from 'node:fs';
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
