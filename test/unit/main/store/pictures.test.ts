import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PicturesInUse } from '../../../../main/services/ports/pictures.ts';
import { openPictures } from '../../../../main/store/pictures.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { makeTestFolder } from '../../../support/folders.ts';
import { sha256 } from '../../../support/photo-rig.ts';

/** What begins as a JPEG does, 100 bytes, each different. */
const pictureOf = (no: number): Uint8Array =>
  new Uint8Array([0xff, 0xd8, 0xff, ...new Uint8Array(97).fill(no)]);
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);

const nothing: PicturesInUse = { needed: new Set(), spare: new Set() };

function setUp(spareLimitBytes = 1000) {
  const folder = join(makeTestFolder(), 'pictures');
  const time = { ms: Date.UTC(2026, 0, 1) };
  const open = () => openPictures({ folder, now: () => time.ms, spareLimitBytes });
  return { folder, open, time };
}

describe('kept pictures', () => {
  it('are named by their hash, readable by the user alone, and there after a restart', async () => {
    const { folder, open } = setUp();
    const kept = await open().keep(pictureOf(1));
    expect(kept).toEqual({ id: sha256(pictureOf(1)), type: 'image/jpeg' });
    expect((await open().keep(png)).type).toBe('image/png');
    expect(await open().read(kept.id)).toEqual({ bytes: pictureOf(1), type: 'image/jpeg' });
    expect(readdirSync(folder).toSorted()).toEqual([kept.id, sha256(png)].toSorted());
    if (process.platform === 'win32') return;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, kept.id)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a file that was cut off', (bytes: Uint8Array) => bytes.subarray(0, 50)],
    [
      'a flipped bit',
      (bytes: Uint8Array) => bytes.map((byte, at) => (at === 60 ? byte ^ 1 : byte)),
    ],
    ['an empty file', () => new Uint8Array()],
    ['another picture', () => pictureOf(9)],
  ])('are not taken for whole where they are damaged: %s', async (_name, damage) => {
    const { folder, open } = setUp();
    const { id } = await open().keep(pictureOf(1));
    writeFileSync(join(folder, id), damage(pictureOf(1)));
    expect(await open().read(id)).toBeNull();
    // Kept once more, it is whole again.
    await open().keep(pictureOf(1));
    expect((await open().read(id))?.bytes).toEqual(pictureOf(1));
  });

  it.each(['', '..', '../outbox.db', 'a'.repeat(63), 'A'.repeat(64), `${'a'.repeat(64)}/..`])(
    'are none under %j',
    async (id) => {
      expect(await setUp().open().read(id)).toBeNull();
    },
  );

  it('are refused in words, and leave nothing, where they are none or the disk takes none', async () => {
    const { folder, open } = setUp();
    const svg = new TextEncoder().encode('<svg/>');
    expect(await appErrorOf(open().keep(svg))).toMatchObject({ code: 'invalid' });
    expect(existsSync(folder)).toBe(false);
    // A folder where the draft of the file is to be.
    mkdirSync(join(folder, `${sha256(pictureOf(1))}.new`), { recursive: true });
    expect(await appErrorOf(open().keep(pictureOf(1)))).toMatchObject({ code: 'storage' });
    expect(await open().read(sha256(pictureOf(1)))).toBeNull();
  });

  it('are kept no more once they are closed', async () => {
    const { open } = setUp();
    const pictures = open();
    const keeping = pictures.keep(pictureOf(1));
    await pictures.close();
    expect((await keeping).id).toBe(sha256(pictureOf(1)));
    expect(await appErrorOf(pictures.keep(pictureOf(2)))).toMatchObject({ code: 'cancelled' });
    expect(await pictures.sweep(() => nothing)).toEqual([]);
    expect((await open().read(sha256(pictureOf(1))))?.bytes).toEqual(pictureOf(1));
  });
});

describe('the sweep', () => {
  it('deletes what nothing names, and drafts of a process that died', async () => {
    const { folder, open } = setUp();
    const { id } = await open().keep(pictureOf(1));
    await open().keep(pictureOf(2));
    writeFileSync(join(folder, `${sha256(pictureOf(3))}.new`), 'half');
    await open().sweep(() => ({ needed: new Set([id]), spare: new Set() }));
    expect(readdirSync(folder)).toEqual([id]);
  });

  it('leaves what was kept a moment ago and is still to be named', async () => {
    const { open } = setUp();
    const pictures = open();
    const { id } = await pictures.keep(pictureOf(1));
    await pictures.sweep(() => nothing);
    expect(await pictures.read(id)).not.toBeNull();
    // It was named, and is no more.
    await pictures.sweep(() => ({ needed: new Set([id]), spare: new Set() }));
    await pictures.sweep(() => nothing);
    expect(await pictures.read(id)).toBeNull();
  });

  it('asks what is in use only once nothing is being kept', async () => {
    const { open } = setUp();
    const pictures = open();
    const named = new Set<string>();
    const keeping = pictures.keep(pictureOf(1)).then(({ id }) => named.add(id));
    const sweeping = pictures.sweep(() => ({ needed: new Set(named), spare: new Set() }));
    await Promise.all([keeping, sweeping]);
    expect(await pictures.read(sha256(pictureOf(1)))).not.toBeNull();
  });

  it('lets spare ones go that were not looked at for longest, and says which', async () => {
    const { folder, open, time } = setUp(300);
    const ids: string[] = [];
    for (let no = 0; no < 5; no += 1) {
      const { id } = await open().keep(pictureOf(no));
      utimesSync(join(folder, id), no, no);
      ids.push(id);
    }
    const [oldest, second, third, fourth] = ids;
    time.ms += 1000;
    await open().read(oldest ?? '');
    const needed = new Set([third ?? '']);
    const gone = await open().sweep(() => ({ needed, spare: new Set(ids) }));
    expect(gone).toEqual([second]);
    expect(readdirSync(folder)).toHaveLength(4);
    // One that is gone by other ways is told as well.
    const again = new Set([...ids, sha256(png)]);
    expect(await open().sweep(() => ({ needed, spare: again }))).toEqual([second, sha256(png)]);
    expect(await open().read(fourth ?? '')).not.toBeNull();
  });
});
