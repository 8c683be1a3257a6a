import { hash } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { InterruptedWalk, RefreshProgress } from '../services/ports/refresh-progress.ts';
import { inPieces } from './in-pieces.ts';
import { takeTurns } from './take-turns.ts';

/**
 * Keeps the progress in a file of lines: one of the start, then one a page with the offset reached,
 * the people as 8 bytes of a hash each, and a checksum. A page costs one short append, and a process
 * that dies in the middle of it leaves a last line that does not count.
 */
export function openRefreshProgress(options: {
  readonly file: string;
  readonly now: () => number;
  /** Everybody in the cache. */
  readonly cachedIds: () => Promise<readonly string[]>;
}): RefreshProgress {
  const { file, now, cachedIds } = options;
  let isKept = false;

  /** Runs without ever failing; where it cannot be kept, nothing is. */
  function keep(operation: () => void): void {
    try {
      operation();
      isKept = true;
    } catch {
      isKept = false;
      forget();
    }
  }

  function forget(): void {
    try {
      rmSync(file, { force: true });
    } catch {
      // What cannot be removed cannot be read either, or is found out of date.
    }
  }

  return {
    async interrupted() {
      const pages = readPages(file, now());
      // Not one page was fetched, as without a server at the start: nobody need be looked up.
      if (pages.length < 2) return null;
      const idByHash = new Map<string, string>();
      for (const ids of inPieces(await cachedIds(), idsAtOnce)) {
        for (const id of ids) idByHash.set(hashOf(id), id);
        await takeTurns();
      }
      const { walk, lines } = followPages(pages, idByHash);
      if (walk === null) return null;
      // The lines after those that count would spoil what is added to them.
      keep(() => replaceFile(file, lines));
      return walk;
    },
    begin() {
      keep(() => replaceFile(file, [`${header}${now()}`]));
      return Promise.resolve();
    },
    add({ resumeAt, ids }) {
      if (isKept) keep(() => appendFileSync(file, `${lineOf(resumeAt, ids)}\n`));
      return Promise.resolve();
    },
    clear() {
      isKept = false;
      forget();
      return Promise.resolve();
    },
  };
}

/** Names the format: what another version wrote is not read. */
const header = 'rollcall-refresh-1 ';
/** A walk that began longer ago says too little of today. */
const mostAgeMs = 2 * 60 * 60 * 1000;
const hashLength = 16;
/** So few that whoever asks for rows meanwhile does not notice. */
const idsAtOnce = 2000;

interface Page {
  readonly line: string;
  readonly resumeAt: number;
  readonly hashes: readonly string[];
}

/** The undamaged lines from the beginning; the first one is the header's. */
function readPages(file: string, now: number): Page[] {
  const [first = '', ...lines] = readLines(file);
  const startedAt = first.startsWith(header) ? Number(first.slice(header.length)) : Number.NaN;
  if (!(startedAt <= now && now - startedAt <= mostAgeMs)) return [];
  const pages: Page[] = [{ line: first, resumeAt: 0, hashes: [] }];
  for (const line of lines) {
    const page = readPage(line);
    if (page === null) break;
    pages.push(page);
  }
  return pages;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function readPage(line: string): Page | null {
  const [offset = '', hashes = '', checksum] = line.split(' ');
  if (checksum !== hashOf(`${offset} ${hashes}`) || !/^\d{1,10}$/.test(offset)) return null;
  return { line, resumeAt: Number(offset), hashes: hashes.match(/.{16}/g) ?? [] };
}

/**
 * Follows the pages as long as the cache has everybody on them. It may not: a power cut can cost
 * the cache what the file still knows, and a cache that was rebuilt begins with nobody.
 */
function followPages(
  pages: readonly Page[],
  idByHash: ReadonlyMap<string, string>,
): { readonly walk: InterruptedWalk | null; readonly lines: readonly string[] } {
  const seen = new Set<string>();
  const lines: string[] = [];
  let skipCount = 0;
  for (const { line, resumeAt, hashes } of pages) {
    const ids = hashes.map((hash) => idByHash.get(hash)).filter((id) => id !== undefined);
    if (ids.length < hashes.length) break;
    for (const id of ids) seen.add(id);
    skipCount = resumeAt;
    lines.push(line);
  }
  return { walk: skipCount === 0 ? null : { skipCount, seen }, lines };
}

function lineOf(resumeAt: number, ids: readonly string[]): string {
  const content = `${resumeAt} ${ids.map(hashOf).join('')}`;
  return `${content} ${hashOf(content)}`;
}

/** Hashed: the file is no second copy of who is in the directory. */
function hashOf(text: string): string {
  return hash('sha256', text, 'hex').slice(0, hashLength);
}

function replaceFile(file: string, lines: readonly string[]): void {
  const draft = `${file}.new`;
  writeFileSync(draft, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  renameSync(draft, file);
}
