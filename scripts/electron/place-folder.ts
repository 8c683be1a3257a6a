import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isMissingFile } from '../process/is-missing-file.ts';
import { withLock } from '../process/lock-file.ts';
import { findDamage } from './seal.ts';

const staleAfterMs = 60 * 60 * 1000;

interface Placing {
  /** Where the folder shall be. */
  readonly folder: string;
  /** Fills an empty folder and seals it. */
  readonly make: (emptyFolder: string) => Promise<void>;
  /** Told when there was a folder, but not a whole one. */
  readonly onDamage: (damage: string) => void;
}

/**
 * Sees to it that a sealed folder is in place, whole. It is made beside its place and renamed when
 * done, so neither a kill nor a second process at the same time leaves half a folder behind.
 */
export async function placeFolder({ folder, make, onDamage }: Placing): Promise<void> {
  // The app runs as another user than root: what root makes here must be readable to everybody.
  process.umask(0o022);
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  await removeStale(parent);
  if (existsSync(folder)) {
    const damage = await findDamage(folder);
    if (damage === null) return;
    onDamage(damage);
  }
  const making = join(parent, `.making-${basename(folder)}-${randomUUID()}`);
  await mkdir(making);
  try {
    await make(making);
    const lock = join(parent, `.lock-${basename(folder)}`);
    await withLock(lock, () => putInPlace(making, folder));
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function putInPlace(made: string, folder: string): Promise<void> {
  // Another process may have been faster; what runs from its folder must not lose it.
  if ((await findDamage(folder)) === null) return;
  const aside = join(dirname(folder), `.broken-${basename(folder)}-${randomUUID()}`);
  await rename(folder, aside).catch((error: unknown) => {
    if (!isMissingFile(error)) throw error;
  });
  await rename(made, folder);
  await rm(aside, { recursive: true, force: true });
}

async function removeStale(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith('.making-') && !name.startsWith('.broken-')) continue;
    const path = join(parent, name);
    // Null when its owner has just moved or removed it.
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > staleAfterMs) {
      await rm(path, { recursive: true, force: true });
    }
  }
}
