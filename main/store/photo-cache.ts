import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhotoCache } from '../services/ports/photo-cache.ts';

interface CachedPhoto {
  readonly sizeBytes: number;
  /** Milliseconds since 1970, as the file's time says. */
  readonly usedAt: number;
}

/** Hashes only: nothing that a server says becomes a file name. */
const fileNamePattern = /^([0-9a-f]{32})\.png$/;
const defaultLimitBytes = 64 * 1024 * 1024;
/** The file's time is renewed no more often than this. */
const renewAfterMs = 24 * 3_600_000;

/**
 * Keeps photos as files in one folder, readable by the user alone. Over the limit, those not used
 * for longest go first; the times of the files carry that from one start to the next.
 */
export function openPhotoCache(options: {
  readonly folder: string;
  readonly now: () => number;
  readonly limitBytes?: number;
}): PhotoCache {
  const { folder, now, limitBytes = defaultLimitBytes } = options;
  // In the order of use, the oldest first: a Map iterates in the order of insertion.
  let loading: Promise<Map<string, CachedPhoto>> | null = null;
  let totalBytes = 0;
  let isClosed = false;
  const underWay = new Set<Promise<unknown>>();

  const fileOf = (hash: string): string => join(folder, `${hash}.png`);

  function photos(): Promise<Map<string, CachedPhoto>> {
    loading ??= list(folder).then((listed) => {
      for (const { sizeBytes } of listed.values()) totalBytes += sizeBytes;
      return listed;
    });
    return loading;
  }

  async function forget(known: Map<string, CachedPhoto>, hash: string): Promise<void> {
    totalBytes -= known.get(hash)?.sizeBytes ?? 0;
    known.delete(hash);
    await rm(fileOf(hash), { force: true });
  }

  async function store(hash: string, bytes: Uint8Array): Promise<void> {
    const known = await photos();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = `${fileOf(hash)}.new`;
    await writeFile(draft, bytes, { mode: 0o600 });
    await utimes(draft, now() / 1000, now() / 1000);
    await rename(draft, fileOf(hash));
    totalBytes += bytes.length - (known.get(hash)?.sizeBytes ?? 0);
    known.delete(hash);
    known.set(hash, { sizeBytes: bytes.length, usedAt: now() });
    for (const oldest of known.keys()) {
      if (totalBytes <= limitBytes) break;
      await forget(known, oldest);
    }
  }

  async function find(hash: string): Promise<Uint8Array | null> {
    const known = await photos();
    const photo = known.get(hash);
    if (photo === undefined) return null;
    try {
      const bytes = new Uint8Array(await readFile(fileOf(hash)));
      const isStale = now() - photo.usedAt > renewAfterMs;
      known.delete(hash);
      known.set(hash, { sizeBytes: bytes.length, usedAt: isStale ? now() : photo.usedAt });
      if (isStale) await utimes(fileOf(hash), now() / 1000, now() / 1000);
      return bytes;
    } catch {
      await forget(known, hash).catch(() => undefined);
      return null;
    }
  }

  /** Works in the folder unless it is closed, and keeps `close` waiting meanwhile. */
  async function use<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (isClosed) return otherwise;
    const working = work();
    underWay.add(working);
    return working.finally(() => underWay.delete(working));
  }

  return {
    read: (hash) => use(() => find(hash), null),
    // A full disk must not cost the photo that is about to be shown.
    write: (hash, bytes) => use(() => store(hash, bytes).catch(() => undefined), undefined),
    async close() {
      isClosed = true;
      await Promise.allSettled(underWay);
    },
  };
}

async function list(folder: string): Promise<Map<string, CachedPhoto>> {
  const names = await readdir(folder).catch(() => []);
  const found: [hash: string, photo: CachedPhoto][] = [];
  for (const name of names) {
    const file = join(folder, name);
    // Of a start that ended in the middle of writing.
    if (name.endsWith('.png.new')) await rm(file, { force: true }).catch(() => undefined);
    const hash = fileNamePattern.exec(name)?.[1];
    // One that cannot be looked at, or has gone by now, costs nothing but itself.
    const entry = hash === undefined ? null : await stat(file).catch(() => null);
    if (hash === undefined || entry === null) continue;
    found.push([hash, { sizeBytes: entry.size, usedAt: entry.mtimeMs }]);
  }
  return new Map(found.sort(([, a], [, b]) => a.usedAt - b.usedAt));
}
