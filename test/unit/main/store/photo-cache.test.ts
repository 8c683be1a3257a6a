import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPhotoCache } from '../../../../main/store/photo-cache.ts';
import { makeTestFolder } from '../../../support/folders.ts';

const hashOf = (no: number): string => no.toString(16).padStart(32, '0');
const photoOf = (no: number): Uint8Array => new Uint8Array(100).fill(no);

function setUp(limitBytes = 1000): {
  folder: string;
  open: () => ReturnType<typeof openPhotoCache>;
  pass: (ms: number) => void;
} {
  const folder = join(makeTestFolder(), 'photos');
  let time = Date.UTC(2026, 0, 1);
  return {
    folder,
    open: () => openPhotoCache({ folder, now: () => time, limitBytes }),
    pass: (ms) => (time += ms),
  };
}

describe('the photo cache', () => {
  it('keeps photos from one start to the next', async () => {
    const { open } = setUp();
    await open().write(hashOf(1), photoOf(1));
    expect(await open().read(hashOf(1))).toEqual(photoOf(1));
    expect(await open().read(hashOf(2))).toBeNull();
  });

  it('lets those go first that were not used for longest, and stays under its limit', async () => {
    const { open, folder } = setUp();
    const cache = open();
    for (let no = 0; no < 10; no += 1) await cache.write(hashOf(no), photoOf(no));
    await cache.read(hashOf(0));
    for (let no = 10; no < 13; no += 1) await cache.write(hashOf(no), photoOf(no));
    expect(await cache.read(hashOf(0))).toEqual(photoOf(0));
    for (const gone of [1, 2, 3]) expect(await cache.read(hashOf(gone))).toBeNull();
    expect(await cache.read(hashOf(4))).toEqual(photoOf(4));
    expect(readdirSync(folder)).toHaveLength(10);
  });

  it('remembers the order of use from one start to the next', async () => {
    const { open, pass, folder } = setUp();
    for (let no = 0; no < 10; no += 1) await open().write(hashOf(no), photoOf(no));
    pass(400 * 24 * 3_600_000);
    expect(await open().read(hashOf(3))).toEqual(photoOf(3));
    expect(statSync(join(folder, `${hashOf(3)}.png`)).mtimeMs).toBe(
      Date.UTC(2026, 0, 1) + 400 * 24 * 3_600_000,
    );
    const later = open();
    for (let no = 20; no < 29; no += 1) await later.write(hashOf(no), photoOf(no));
    expect(await later.read(hashOf(3))).toEqual(photoOf(3));
  });

  it('takes a photo that is gone or whose folder cannot be written for a miss', async () => {
    const { open, folder } = setUp();
    const cache = open();
    await cache.write(hashOf(1), photoOf(1));
    rmSync(join(folder, `${hashOf(1)}.png`));
    expect(await cache.read(hashOf(1))).toBeNull();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    await cache.write(hashOf(2), photoOf(2));
    expect(await cache.read(hashOf(2))).toBeNull();
  });

  it('leaves files alone that are not its own', async () => {
    const { open, folder } = setUp(100);
    mkdirSync(folder);
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const cache = open();
    for (let no = 0; no < 3; no += 1) await cache.write(hashOf(no), photoOf(no));
    expect(readdirSync(folder).sort()).toEqual([`${hashOf(2)}.png`, 'notes.txt']);
  });

  it('loses one that cannot be looked at and nothing else, and clears away what was half written', async () => {
    const { open, folder } = setUp();
    await open().write(hashOf(1), photoOf(1));
    symlinkSync(join(folder, 'nowhere'), join(folder, `${hashOf(2)}.png`));
    writeFileSync(join(folder, `${hashOf(3)}.png.new`), 'half');
    const cache = open();
    expect(await cache.read(hashOf(1))).toEqual(photoOf(1));
    expect(await cache.read(hashOf(2))).toBeNull();
    expect(readdirSync(folder)).not.toContain(`${hashOf(3)}.png.new`);
  });
});
