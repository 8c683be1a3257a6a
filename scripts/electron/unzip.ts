import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import { openPromise } from 'yauzl';

const fileTypeMask = 0o170000;
const symlinkType = 0o120000;
const directoryType = 0o040000;

/** Where an entry of the archive goes, relative to the target folder; null leaves it out. */
export type Placement = (entryName: string) => string | null;

/** Extracts a zip file with modes and symbolic links; nothing is written outside the folder. */
export async function unzip(zipPath: string, folder: string, place: Placement): Promise<void> {
  const zip = await openPromise(zipPath);
  try {
    for await (const entry of zip.eachEntry()) {
      const placed = place(entry.fileName);
      if (placed === null) continue;
      const target = inside(folder, placed);
      if (isDirectory(entry)) {
        await mkdir(target, { recursive: true });
        continue;
      }
      await mkdir(dirname(target), { recursive: true });
      await writeEntry(entry, await zip.openReadStreamPromise(entry), folder, target);
    }
  } finally {
    zip.close();
  }
}

function inside(folder: string, path: string): string {
  const target = resolve(folder, path);
  const fromFolder = relative(folder, target);
  if (fromFolder.startsWith('..') || isAbsolute(fromFolder)) {
    throw new Error(`The archive would write outside its folder: ${path}`);
  }
  return target;
}

function unixMode(entry: Entry): number {
  return entry.externalFileAttributes >>> 16;
}

function isDirectory(entry: Entry): boolean {
  return entry.fileName.endsWith('/') || (unixMode(entry) & fileTypeMask) === directoryType;
}

async function writeEntry(
  entry: Entry,
  content: Readable,
  folder: string,
  target: string,
): Promise<void> {
  const checked = content.pipe(checkCrc(entry));
  // pipe() does not pass errors on.
  content.once('error', (error) => checked.destroy(error));
  if ((unixMode(entry) & fileTypeMask) === symlinkType) {
    const destination = await text(checked);
    inside(folder, relative(folder, resolve(dirname(target), destination)));
    await symlink(destination, target);
    return;
  }
  // Set-user-id and its like are for us to give, never for an archive.
  const mode = unixMode(entry) & 0o777 || 0o644;
  await pipeline(checked, createWriteStream(target, { mode, flags: 'wx' }));
}

function checkCrc(entry: Entry): Transform {
  let crc = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      crc = crc32(chunk, crc);
      done(null, chunk);
    },
    flush(done) {
      done(crc === entry.crc32 ? null : new Error(`The archive is damaged at ${entry.fileName}`));
    },
  });
}
