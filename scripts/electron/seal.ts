import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from '../../preload/model/zod.ts';
import { isMissingFile } from '../process/is-missing-file.ts';

const sealFile = 'complete.json';

const sealSchema = z.strictObject({
  sizesBytes: z.record(z.string(), z.number()),
  sha256: z.record(z.string(), z.string()),
});

/** What a complete folder holds: the size of every file, and the hashes of those that matter most. */
type Seal = z.infer<typeof sealSchema>;

/** Writes down what a finished folder holds, so that a later damage is noticed. */
export async function sealFolder(folder: string, hashedFiles: readonly string[]): Promise<void> {
  const seal: Seal = { sizesBytes: await sizesOf(folder), sha256: {} };
  for (const file of hashedFiles) seal.sha256[file] = await sha256Of(join(folder, file));
  await writeFile(join(folder, sealFile), `${JSON.stringify(seal, null, 1)}\n`);
}

/** Says in words what is wrong with a sealed folder; null when it is whole. */
export async function findDamage(folder: string): Promise<string | null> {
  try {
    const seal = await readSeal(folder);
    return seal === null ? 'it is unfinished' : await compare(folder, seal);
  } catch (error) {
    if (isMissingFile(error)) return 'it is being replaced';
    throw error;
  }
}

async function compare(folder: string, seal: Seal): Promise<string | null> {
  const actual = await sizesOf(folder);
  for (const [file, sizeBytes] of Object.entries(seal.sizesBytes)) {
    if (actual[file] === undefined) return `${file} is missing`;
    if (actual[file] !== sizeBytes) return `${file} has changed in size`;
  }
  for (const [file, expected] of Object.entries(seal.sha256)) {
    if ((await sha256Of(join(folder, file))) !== expected) return `${file} has changed`;
  }
  return null;
}

async function readSeal(folder: string): Promise<Seal | null> {
  try {
    return sealSchema.parse(JSON.parse(await readFile(join(folder, sealFile), 'utf8')));
  } catch {
    // No seal, or one cut short: either way the folder was not finished.
    return null;
  }
}

async function sizesOf(folder: string): Promise<Record<string, number>> {
  const sizesBytes: Record<string, number> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory() || entry.name === sealFile) continue;
    const path = join(entry.parentPath, entry.name);
    sizesBytes[relative(folder, path).replaceAll(sep, '/')] = (await lstat(path)).size;
  }
  return sizesBytes;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
