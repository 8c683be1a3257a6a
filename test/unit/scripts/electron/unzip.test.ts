import { mkdir, readFile, readdir, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { unzip } from '../../../../scripts/electron/unzip.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import type { ZipEntry } from './zip-file.ts';
import { zipFile } from './zip-file.ts';

let folder: string;
let target: string;

beforeEach(async () => {
  folder = makeTestFolder();
  target = join(folder, 'target');
  await mkdir(target);
});

async function extract(
  entries: readonly ZipEntry[],
  place: (name: string) => string | null = (name) => name,
): Promise<void> {
  const zipPath = join(folder, 'archive.zip');
  await writeFile(zipPath, zipFile(entries));
  await unzip(zipPath, target, place);
}

describe('unzip', () => {
  test('writes files, folders and modes', async () => {
    await extract([
      { name: 'bin/', mode: 0o040755 },
      { name: 'bin/run', content: 'go', mode: 0o100755 },
      { name: 'deep/er/note.txt', content: 'x'.repeat(100_000) },
    ]);
    expect(await readFile(join(target, 'bin/run'), 'utf8')).toBe('go');
    expect((await stat(join(target, 'bin/run'))).mode & 0o777).toBe(0o755);
    expect((await stat(join(target, 'deep/er/note.txt'))).size).toBe(100_000);
  });

  test('gives no program the right to change its user', async () => {
    await extract([{ name: 'helper', content: '', mode: 0o104755 }]);
    expect((await stat(join(target, 'helper'))).mode & 0o7000).toBe(0);
  });

  test('leaves out and renames what it is told to', async () => {
    await extract(
      [
        { name: 'App/App', content: 'program' },
        { name: 'App/other', content: 'no' },
      ],
      (name) => (name === 'App/App' ? 'electron' : null),
    );
    expect(await readdir(target)).toEqual(['electron']);
  });

  test('keeps a symbolic link that stays inside', async () => {
    await extract([
      { name: 'lib/real', content: 'library' },
      { name: 'lib/link', content: 'real', mode: 0o120777 },
    ]);
    expect(await readlink(join(target, 'lib/link'))).toBe('real');
  });

  test('refuses a damaged entry', async () => {
    await expect(extract([{ name: 'a', content: 'text', wrongCrc: 1 }])).rejects.toThrow(/damaged/);
  });

  test.each<[string, ZipEntry]>([
    ['a name that climbs out', { name: '../evil', content: 'x' }],
    ['a name that climbs out from a folder', { name: 'a/../../evil', content: 'x' }],
    ['an absolute name', { name: '/tmp/evil', content: 'x' }],
    ['a link that climbs out', { name: 'link', content: '../../etc', mode: 0o120777 }],
    ['an absolute link', { name: 'link', content: '/etc/passwd', mode: 0o120777 }],
  ])('refuses %s', async (_case, entry) => {
    await expect(extract([entry])).rejects.toThrow();
    expect(await readdir(target)).toEqual([]);
    expect(await readdir(folder)).toEqual(['archive.zip', 'target']);
  });

  test('refuses a placement that climbs out', async () => {
    await expect(extract([{ name: 'fine', content: 'x' }], () => '../evil')).rejects.toThrow(
      /outside/,
    );
    expect(await readdir(folder)).not.toContain('evil');
  });
});
