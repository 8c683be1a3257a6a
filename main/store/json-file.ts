import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from '../../preload/model/zod.ts';
import { guardStorage } from './storage-error.ts';

/** A small JSON file that holds one value, readable by the user alone. */
export interface JsonFile<T> {
  /** The value, or the default where the file is missing, damaged or of another shape. */
  read(): T;
  /** Replaces the file as a whole: a crash leaves the old or the new value, never half of one. */
  write(value: T): void;
}

export function openJsonFile<S extends z.ZodType>(options: {
  readonly file: string;
  readonly schema: S;
  readonly fallback: z.output<S>;
  /** Where a file that cannot be read is put aside; without it, the next write replaces it. */
  readonly unusableFile?: string;
}): JsonFile<z.output<S>> {
  const { file, schema, fallback, unusableFile } = options;

  function putAside(): void {
    if (unusableFile === undefined || !existsSync(file)) return;
    try {
      renameSync(file, unusableFile);
    } catch {
      // It is replaced by the next write, then.
    }
  }

  return {
    read() {
      try {
        return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        putAside();
        return fallback;
      }
    },
    write(value) {
      guardStorage(() => {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        const draft = `${file}.new`;
        writeFileSync(draft, JSON.stringify(value, null, 2), { mode: 0o600, flush: true });
        renameSync(draft, file);
      });
    },
  };
}
