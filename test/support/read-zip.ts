import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';

/** The files of an archive by name, as a strict reader that is not ours finds them. */
export async function readZip(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const zip = await openPromise(path);
  const files = new Map<string, Uint8Array>();
  try {
    for await (const entry of zip.eachEntry()) {
      const stream = await zip.openReadStreamPromise(entry);
      files.set(entry.fileName, new Uint8Array(await buffer(stream)));
    }
  } finally {
    zip.close();
  }
  return files;
}
