import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { withLock } from '../../../../scripts/process/lock-file.ts';
import { makeTestFolder } from '../../../support/folders.ts';

let path: string;

beforeEach(() => {
  path = join(makeTestFolder(), 'lock');
});

describe('withLock', () => {
  test('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const visit = (): Promise<void> =>
      withLock(path, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await setImmediate();
        inside -= 1;
      });
    await Promise.all([visit(), visit(), visit()]);
    expect(most).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  test('is open again after a failure', async () => {
    await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(path, () => Promise.resolve('in'))).toBe('in');
  });

  test('is not kept for ever by a process that was killed', async () => {
    await writeFile(path, '');
    const longAgo = new Date(Date.now() - 10 * 60_000);
    await utimes(path, longAgo, longAgo);
    expect(await withLock(path, () => Promise.resolve('in'))).toBe('in');
  });
});
