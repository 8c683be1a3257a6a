import { hash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { photoTypeOf } from '../../preload/rules/photo-type.ts';
import { createAppError } from '../services/errors.ts';
import { createLimiter } from '../services/limiter.ts';
import type { KeptPicture, Pictures, PicturesInUse } from '../services/ports/pictures.ts';
import { type StorageSentences, toStorageError } from './storage-error.ts';

const sentences: StorageSentences = {
  full: 'The disk is full, so the photo could not be saved. Free some space and try again.',
  other: () => 'The photo could not be saved on this computer. Restart Rollcall and try again.',
};

/** Hashes only: nothing that a server or a file says becomes a file name. */
const namePattern = /^[0-9a-f]{64}$/;
/** Some thousand photos of 512 x 512 pixels. */
const defaultSpareBytes = 256 * 1024 * 1024;
/** The file's time is renewed no more often than this. */
const renewAfterMs = 24 * 3_600_000;

/** Keeps pictures as files in one folder, readable by the user alone, named by their SHA-256. */
export function openPictures(options: {
  readonly folder: string;
  readonly now: () => number;
  /** How much room the spare ones may take. */
  readonly spareLimitBytes?: number;
}): Pictures {
  const { folder, now, spareLimitBytes = defaultSpareBytes } = options;
  // A sweep must not delete what is just being kept.
  const exclusively = createLimiter(1);
  /** Kept in this run, and not seen in use yet: whoever keeps a picture names it a moment later. */
  const fresh = new Set<string>();
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;

  const fileOf = (id: string): string => join(folder, id);

  async function read(id: string): Promise<KeptPicture | null> {
    if (!namePattern.test(id)) return null;
    try {
      const bytes = new Uint8Array(await readFile(fileOf(id)));
      const type = photoTypeOf(bytes);
      return type === null || hash('sha256', bytes, 'hex') !== id ? null : { bytes, type };
    } catch {
      return null;
    }
  }

  async function keep(bytes: Uint8Array): ReturnType<Pictures['keep']> {
    const type = photoTypeOf(bytes);
    if (type === null) throw notAPicture();
    const id = hash('sha256', bytes, 'hex');
    fresh.add(id);
    if ((await read(id)) === null) await writeDurably(id, bytes);
    return { id, type };
  }

  /** Under another name first: a file of that name has all of the bytes, or is not there. */
  async function writeDurably(id: string, bytes: Uint8Array): Promise<void> {
    const draft = `${fileOf(id)}.new`;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await write(draft, bytes);
      await rename(draft, fileOf(id));
      await syncFolder(folder);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw toStorageError(error, sentences);
    }
  }

  async function write(file: string, bytes: Uint8Array): Promise<void> {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async function renew(id: string): Promise<void> {
    const { mtimeMs } = await stat(fileOf(id));
    const nowSeconds = now() / 1000;
    if (now() - mtimeMs > renewAfterMs) await utimes(fileOf(id), nowSeconds, nowSeconds);
  }

  async function sweep(inUse: () => PicturesInUse): Promise<readonly string[]> {
    const names = await readdir(folder).catch(() => []);
    const { needed, spare } = inUse();
    for (const id of fresh) if (needed.has(id) || spare.has(id)) fresh.delete(id);
    const isKept = (name: string): boolean =>
      needed.has(name) || spare.has(name) || fresh.has(name);
    for (const name of names) if (!isKept(name)) await rm(fileOf(name), { force: true });
    const there = new Set(names);
    const gone = [...spare].filter((id) => !there.has(id) && !fresh.has(id));
    const onlySpare = names.filter((name) => spare.has(name) && !needed.has(name));
    return [...gone, ...(await shorten(onlySpare))];
  }

  /** Deletes those not looked at for longest, until the others fit. */
  async function shorten(ids: readonly string[]): Promise<readonly string[]> {
    const files: { id: string; size: number; mtimeMs: number }[] = [];
    for (const id of ids) {
      const { size, mtimeMs } = await stat(fileOf(id));
      files.push({ id, size, mtimeMs });
    }
    let totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    const gone: string[] = [];
    for (const { id, size } of files.toSorted((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (totalBytes <= spareLimitBytes) break;
      await rm(fileOf(id), { force: true });
      totalBytes -= size;
      gone.push(id);
    }
    return gone;
  }

  /** Works in the folder unless it is closed, and keeps `close` waiting meanwhile. */
  async function use<T>(work: () => Promise<T>): Promise<T> {
    if (isClosed) throw createAppError('cancelled', 'This server was closed meanwhile.');
    const working = work();
    underWay.add(working);
    return working.finally(() => underWay.delete(working));
  }

  return {
    keep: (bytes) => use(() => exclusively(() => keep(bytes))),
    async read(id) {
      const picture = await read(id);
      if (picture !== null) await renew(id).catch(() => undefined);
      return picture;
    },
    sweep: (inUse) => use(() => exclusively(() => sweep(inUse))).catch(() => []),
    async close() {
      isClosed = true;
      await Promise.allSettled(underWay);
    },
  };
}

function notAPicture(): Error {
  return createAppError('invalid', 'This is no JPEG or PNG picture. Choose another one.');
}

/** So that the new name survives a power cut; Windows has no such call, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
