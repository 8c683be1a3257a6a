import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { readIfThere } from './read-if-there.ts';

/** A secret made to be looked for: found nowhere but where it has leaked to. */
export interface Canary {
  readonly name: string;
  readonly value: string;
}

/** Where a canary was found, and in which spelling. */
export interface Finding {
  readonly canary: string;
  readonly spelling: string;
  readonly place: string;
}

/** Creates a canary of letters and digits alone: no encoding of text cuts it into pieces. */
export function createCanary(name: string): Canary {
  // A letter in front, and no digits only: it must never look like a number.
  return { name, value: `Zq${randomBytes(10).toString('hex')}Qz` };
}

/** Finds canaries in bytes, in every spelling, also within compressed parts. */
export function findCanaries(
  bytes: Buffer,
  canaries: readonly Canary[],
  place: string,
): readonly Finding[] {
  const parts = [{ bytes, how: '' }, ...unpacked(bytes)];
  return canaries.flatMap(({ name, value }) =>
    Object.entries(spellingsOf(value)).flatMap(([spelling, needle]) =>
      parts
        .filter((part) => part.bytes.includes(needle))
        .map(({ how }) => ({ canary: name, spelling: `${how}${spelling}`, place })),
    ),
  );
}

/** Finds canaries in all files of a folder, and in the names of the files. */
export async function findCanariesIn(
  folder: string,
  canaries: readonly Canary[],
): Promise<{ readonly files: readonly string[]; readonly findings: readonly Finding[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const findings: Finding[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    findings.push(...findCanaries(Buffer.from(path), canaries, `the name ${path}`));
  }
  for (const path of files) {
    const bytes = readIfThere(path);
    if (bytes !== null) findings.push(...findCanaries(bytes, canaries, path));
  }
  return { files, findings };
}

/** The spellings in which text ends up in files, packets and dumps. */
export function spellingsOf(value: string): Readonly<Record<string, Buffer>> {
  const utf8 = Buffer.from(value);
  const utf16 = Buffer.from(value, 'utf16le');
  const hex = utf8.toString('hex');
  return {
    raw: utf8,
    'UTF-16': utf16,
    'UTF-16 (big-endian)': Buffer.from(utf16).swap16(),
    hex: Buffer.from(hex),
    'hex (capitals)': Buffer.from(hex.toUpperCase()),
    'hex of UTF-16': Buffer.from(utf16.toString('hex')),
    'URL-encoded': Buffer.from(hex.toUpperCase().replaceAll(/../g, '%$&')),
    ...base64Spellings('base64', utf8),
    ...base64Spellings('base64 of UTF-16', utf16),
  };
}

/** Base64 spells bytes by their place: what stands at each of the three is looked for. */
function base64Spellings(name: string, bytes: Buffer): Readonly<Record<string, Buffer>> {
  const spellings: Record<string, Buffer> = {};
  for (const offset of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // The letters at either end depend on the neighbours as well.
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    const own = text.slice(Math.ceil((offset * 8) / 6), end);
    spellings[`${name} at ${offset}`] = Buffer.from(own);
    const forUrls = own.replaceAll('+', '-').replaceAll('/', '_');
    if (forUrls !== own) spellings[`${name} for URLs at ${offset}`] = Buffer.from(forUrls);
  }
  return spellings;
}

const mostUnpackedBytes = 64 * 1024 * 1024;

/** What can be unpacked of bytes that hold compressed parts somewhere. */
function unpacked(bytes: Buffer): { readonly bytes: Buffer; readonly how: string }[] {
  const found: { bytes: Buffer; how: string }[] = [];
  // A part that is cut off still gives what is there of it.
  const options = { maxOutputLength: mostUnpackedBytes, finishFlush: constants.Z_SYNC_FLUSH };
  for (const at of placesOf(bytes, Buffer.from([0x1f, 0x8b, 0x08]))) {
    // Without its frame: gunzip would refuse one that other bytes follow.
    const part = attempt(() => inflateRawSync(bytes.subarray(endOfGzipHeader(bytes, at)), options));
    if (part !== null) found.push({ bytes: part, how: 'gzip, ' });
  }
  for (const level of [0x01, 0x5e, 0x9c, 0xda]) {
    for (const at of placesOf(bytes, Buffer.from([0x78, level]))) {
      const part = attempt(() => inflateSync(bytes.subarray(at), options));
      if (part !== null) found.push({ bytes: part, how: 'zlib, ' });
    }
  }
  return found;
}

function endOfGzipHeader(bytes: Buffer, start: number): number {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if (flags & 4) at += 2 + bytes.readUInt16LE(at);
  // The file's name, and a comment.
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}

function* placesOf(bytes: Buffer, needle: Buffer): Generator<number> {
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) yield at;
}

function attempt(unpack: () => Buffer): Buffer | null {
  try {
    return unpack();
  } catch {
    // It only looked like a beginning.
    return null;
  }
}
