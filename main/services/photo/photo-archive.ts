import { Zip, ZipPassThrough } from 'fflate';
import type { FileSink } from '../ports/file-saver.ts';

/** A zip file that is written while it is made. */
export interface PhotoArchive {
  /** Whether there is room for one more: without extensions, a zip file takes 65,535 of 4 GB in all. */
  hasRoomFor(bytes: Uint8Array): boolean;
  /** Rejects with `storage` where the disk takes no more. */
  add(name: string, bytes: Uint8Array): Promise<void>;
  /** Writes the end, without which it is no zip file. */
  finish(): Promise<void>;
}

const mostFiles = 65_000;
const defaultMostBytes = 4_000_000_000;
/** What an entry takes besides its bytes, at most: its name stands there twice. */
const overheadBytes = 700;
/** The years that the time of an entry can be in. */
const firstMs = Date.UTC(1981, 0, 1);
const lastMs = Date.UTC(2098, 11, 31);

/** Begins an archive. Pictures are put in as they are: they are compressed already. */
export function createPhotoArchive(options: {
  readonly sink: FileSink;
  readonly nowMs: number;
  readonly mostBytes?: number;
}): PhotoArchive {
  const { sink, nowMs, mostBytes = defaultMostBytes } = options;
  const mtime = Math.min(Math.max(nowMs, firstMs), lastMs);
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  let files = 0;
  let bytesSoFar = 0;

  /** Before anything is added to it: so it is never more than one file that is in memory. */
  function flush(): Promise<void> {
    return sink.write(new Uint8Array(Buffer.concat(chunks.splice(0))));
  }

  return {
    hasRoomFor: ({ length }) =>
      files < mostFiles && bytesSoFar + length + overheadBytes <= mostBytes,
    async add(name, bytes) {
      const entry = new ZipPassThrough(name);
      entry.mtime = mtime;
      zip.add(entry);
      entry.push(bytes, true);
      files += 1;
      bytesSoFar += bytes.length + overheadBytes;
      await flush();
    },
    async finish() {
      zip.end();
      await flush();
    },
  };
}
