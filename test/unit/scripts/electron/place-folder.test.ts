import { mkdir, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { placeFolder } from '../../../../scripts/electron/place-folder.ts';
import { findDamage, sealFolder } from '../../../../scripts/electron/seal.ts';
import { makeTestFolder } from '../../../support/folders.ts';

let parent: string;
let folder: string;
let damages: string[];
let makings: number;

beforeEach(() => {
  parent = join(makeTestFolder(), 'cache');
  folder = join(parent, 'thing');
  damages = [];
  makings = 0;
});

async function make(emptyFolder: string): Promise<void> {
  makings += 1;
  await mkdir(join(emptyFolder, 'parts'));
  await writeFile(join(emptyFolder, 'program'), 'program text');
  await writeFile(join(emptyFolder, 'parts', 'one'), 'part one');
  await sealFolder(emptyFolder, ['program']);
}

const place = (): Promise<void> =>
  placeFolder({ folder, make, onDamage: (damage) => damages.push(damage) });

describe('placeFolder', () => {
  test('makes the folder once', async () => {
    await place();
    await place();
    expect(makings).toBe(1);
    expect(damages).toEqual([]);
    expect(await readFile(join(folder, 'parts', 'one'), 'utf8')).toBe('part one');
  });

  test.each<[string, () => Promise<void>, RegExp]>([
    ['a missing file', () => rm(join(folder, 'parts', 'one')), /parts\/one is missing/],
    ['a truncated file', () => truncate(join(folder, 'parts', 'one'), 3), /changed in size/],
    [
      'an altered program of the same size',
      () => writeFile(join(folder, 'program'), 'PROGRAM TEXT'),
      /program has changed/,
    ],
    ['a missing seal', () => rm(join(folder, 'complete.json')), /unfinished/],
    ['half a seal', () => truncate(join(folder, 'complete.json'), 10), /unfinished/],
  ])('notices and repairs %s', async (_case, damage, words) => {
    await place();
    await damage();
    await place();
    expect(damages).toEqual([expect.stringMatching(words)]);
    expect(await findDamage(folder)).toBeNull();
    expect(await readFile(join(folder, 'program'), 'utf8')).toBe('program text');
    expect(await readdir(parent)).toEqual(['thing']);
  });

  test('leaves nothing behind when making fails', async () => {
    const failing = placeFolder({
      folder,
      make: () => Promise.reject(new Error('no network')),
      onDamage: () => undefined,
    });
    await expect(failing).rejects.toThrow('no network');
    expect(await readdir(parent)).toEqual([]);
  });

  test('lets several make it at once, and ends with one whole folder', async () => {
    await Promise.all([place(), place(), place()]);
    expect(await findDamage(folder)).toBeNull();
    expect(await readdir(parent)).toEqual(['thing']);
  });

  test('lets several repair it at once', async () => {
    await place();
    await rm(join(folder, 'program'));
    await Promise.all([place(), place(), place()]);
    expect(await findDamage(folder)).toBeNull();
    expect(await readdir(parent)).toEqual(['thing']);
  });
});
