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

function setUp(): { file: string; open: (now?: number) => RefreshProgress } {
  const file = join(makeTestFolder(), 'refresh.progress');
  return { file, open: (now = 0) => openRefreshProgress({ file, now: () => now }) };
}

/** Ten pages of ten people. */
function keepTenPages(progress: RefreshProgress): void {
  progress.begin();
  for (let page = 0; page < 10; page += 1) {
    progress.add({ resumeAt: (page + 1) * 10, ids: ids(100).slice(page * 10, page * 10 + 10) });
  }
}

describe('the file of a refresh’s progress', () => {
  it('tells after a restart how far the walk was and whom it had seen', () => {
    const { open } = setUp();
    expect(open().interrupted(() => [])).toBeNull();
    keepTenPages(open());
    const walk = open(hourMs).interrupted(() => [...ids(100), 'somebody else']);
    expect(walk?.skipCount).toBe(100);
    expect(walk?.seen).toEqual(new Set(ids(100)));
  });

  it('goes on with what it told', () => {
    const { open } = setUp();
    keepTenPages(open());
    const second = open();
    second.interrupted(() => ids(100));
    second.add({ resumeAt: 110, ids: ['late'] });
    const walk = open().interrupted(() => [...ids(100), 'late']);
    expect(walk?.skipCount).toBe(110);
    expect(walk?.seen.has('late')).toBe(true);
  });

  it('counts only the pages whose people the cache still has', () => {
    const { open } = setUp();
    keepTenPages(open());
    const progress = open();
    const walk = progress.interrupted(() => ids(100).filter((id) => id !== 'p34'));
    expect(walk).toEqual({ skipCount: 30, seen: new Set(ids(30)) });
    progress.add({ resumeAt: 40, ids: ids(40).slice(30) });
    expect(open().interrupted(() => ids(100))?.skipCount).toBe(40);
    expect(open().interrupted(() => [])).toBeNull();
  });

  it('forgets a walk that is complete, begun anew, too old or from the future', () => {
    for (const forget of [
      (progress: RefreshProgress) => progress.clear(),
      (progress: RefreshProgress) => progress.begin(),
    ]) {
      const { open } = setUp();
      const progress = open();
      keepTenPages(progress);
      forget(progress);
      expect(open().interrupted(() => ids(100))).toBeNull();
    }
    const { open } = setUp();
    keepTenPages(open(10 * hourMs));
    expect(open(12 * hourMs + 1).interrupted(() => ids(100))).toBeNull();
    expect(open(9 * hourMs).interrupted(() => ids(100))).toBeNull();
  });

  it('never tells of anybody too many, however the file is damaged', () => {
    const { file, open } = setUp();
    keepTenPages(open());
    const whole = readFileSync(file);
    const damage = fc.oneof(
      fc.record({ cutAt: fc.integer({ min: 0, max: whole.length - 1 }) }),
      fc.record({
        at: fc.integer({ min: 0, max: whole.length - 1 }),
        byte: fc.integer({ min: 0, max: 255 }),
      }),
    );
    fc.assert(
      fc.property(damage, (change) => {
        const bytes = Uint8Array.from(whole);
        if ('at' in change) bytes[change.at] = change.byte;
        writeFileSync(file, 'cutAt' in change ? bytes.subarray(0, change.cutAt) : bytes);
        const walk = open().interrupted(() => ids(100));
        if (walk === null) return;
        expect(walk.skipCount % 10).toBe(0);
        expect(walk.seen).toEqual(new Set(ids(walk.skipCount)));
      }),
      { numRuns: 500 },
    );
  });

  it('goes on behind a line that was cut off', () => {
    const { file, open } = setUp();
    keepTenPages(open());
    appendFileSync(file, '110 0123');
    const progress = open();
    progress.interrupted(() => ids(100));
    progress.add({ resumeAt: 110, ids: [] });
    expect(open().interrupted(() => ids(100))?.skipCount).toBe(110);
  });

  it('is private, and holds no names', () => {
    const { file, open } = setUp();
    const progress = open();
    progress.begin();
    progress.add({ resumeAt: 10, ids: ['ada.lovelace@example.com'] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain('ada');
    progress.clear();
    expect(existsSync(file)).toBe(false);
  });

  it('keeps nothing where it cannot write, and never fails for it', () => {
    const { file, open } = setUp();
    mkdirSync(`${file}.new`);
    const progress = open();
    keepTenPages(progress);
    expect(open().interrupted(() => ids(100))).toBeNull();
    progress.clear();
  });
});
