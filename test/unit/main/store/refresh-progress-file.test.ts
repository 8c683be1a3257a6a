import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RefreshProgress } from '../../../../main/services/ports/refresh-progress.ts';
import { openRefreshProgress } from '../../../../main/store/refresh-progress-file.ts';
import { makeTestFolder } from '../../../support/folders.ts';

const hourMs = 60 * 60 * 1000;
const ids = (count: number): string[] => Array.from({ length: count }, (_, no) => `p${no}`);

/** Opens the file at a time, over a cache that holds these people. */
type Open = (now?: number, cached?: readonly string[]) => RefreshProgress;

function setUp(): { file: string; open: Open } {
  const file = join(makeTestFolder(), 'refresh.progress');
  const open: Open = (now = 0, cached = ids(100)) =>
    openRefreshProgress({ file, now: () => now, cachedIds: () => Promise.resolve(cached) });
  return { file, open };
}

/** Ten pages of ten people. */
async function keepTenPages(progress: RefreshProgress): Promise<void> {
  await progress.begin();
  for (let page = 0; page < 10; page += 1) {
    await progress.add({
      resumeAt: (page + 1) * 10,
      ids: ids(100).slice(page * 10, page * 10 + 10),
    });
  }
}

describe('the file of a refresh’s progress', () => {
  it('tells after a restart how far the walk was and whom it had seen', async () => {
    const { open } = setUp();
    expect(await open(0, []).interrupted()).toBeNull();
    await keepTenPages(open());
    const walk = await open(hourMs, [...ids(100), 'somebody else']).interrupted();
    expect(walk?.skipCount).toBe(100);
    expect(walk?.seen).toEqual(new Set(ids(100)));
  });

  it('looks nobody up where not one page was fetched, as after every start without a server', async () => {
    const { file, open } = setUp();
    await open().begin();
    let lookups = 0;
    const cachedIds = (): Promise<readonly string[]> => {
      lookups += 1;
      return Promise.resolve([]);
    };
    const progress = openRefreshProgress({ file, now: () => 0, cachedIds });
    expect(await progress.interrupted()).toBeNull();
    expect(lookups).toBe(0);
  });

  it('goes on with what it told', async () => {
    const { open } = setUp();
    await keepTenPages(open());
    const second = open();
    await second.interrupted();
    await second.add({ resumeAt: 110, ids: ['late'] });
    const walk = await open(0, [...ids(100), 'late']).interrupted();
    expect(walk?.skipCount).toBe(110);
    expect(walk?.seen.has('late')).toBe(true);
  });

  it('counts only the pages whose people the cache still has', async () => {
    const { open } = setUp();
    await keepTenPages(open());
    const cached = ids(100).filter((id) => id !== 'p34');
    const progress = open(0, cached);
    const walk = await progress.interrupted();
    expect(walk).toEqual({ skipCount: 30, seen: new Set(ids(30)) });
    await progress.add({ resumeAt: 40, ids: ids(40).slice(30) });
    expect((await open().interrupted())?.skipCount).toBe(40);
    expect(await open(0, []).interrupted()).toBeNull();
  });

  it('forgets a walk that is complete, begun anew, too old or from the future', async () => {
    for (const forget of [
      (progress: RefreshProgress) => progress.clear(),
      (progress: RefreshProgress) => progress.begin(),
    ]) {
      const { open } = setUp();
      const progress = open();
      await keepTenPages(progress);
      await forget(progress);
      expect(await open().interrupted()).toBeNull();
    }
    const { open } = setUp();
    await keepTenPages(open(10 * hourMs));
    expect(await open(12 * hourMs + 1).interrupted()).toBeNull();
    expect(await open(9 * hourMs).interrupted()).toBeNull();
  });

  it('never tells of anybody too many, however the file is damaged', async () => {
    const { file, open } = setUp();
    await keepTenPages(open());
    const whole = readFileSync(file);
    const damage = fc.oneof(
      fc.record({ cutAt: fc.integer({ min: 0, max: whole.length - 1 }) }),
      fc.record({
        at: fc.integer({ min: 0, max: whole.length - 1 }),
        byte: fc.integer({ min: 0, max: 255 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (change) => {
        const bytes = Uint8Array.from(whole);
        if ('at' in change) bytes[change.at] = change.byte;
        writeFileSync(file, 'cutAt' in change ? bytes.subarray(0, change.cutAt) : bytes);
        const walk = await open().interrupted();
        if (walk === null) return;
        expect(walk.skipCount % 10).toBe(0);
        expect(walk.seen).toEqual(new Set(ids(walk.skipCount)));
      }),
      { numRuns: 500 },
    );
  });

  it('goes on behind a line that was cut off', async () => {
    const { file, open } = setUp();
    await keepTenPages(open());
    appendFileSync(file, '110 0123');
    const progress = open();
    await progress.interrupted();
    await progress.add({ resumeAt: 110, ids: [] });
    expect((await open().interrupted())?.skipCount).toBe(110);
  });

  it('is private, and holds no names', async () => {
    const { file, open } = setUp();
    const progress = open();
    await progress.begin();
    await progress.add({ resumeAt: 10, ids: ['ada.lovelace@example.com'] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain('ada');
    await progress.clear();
    expect(existsSync(file)).toBe(false);
  });

  it('keeps nothing where it cannot write, and never fails for it', async () => {
    const { file, open } = setUp();
    mkdirSync(`${file}.new`);
    const progress = open();
    await keepTenPages(progress);
    expect(await open().interrupted()).toBeNull();
    await progress.clear();
  });
});
