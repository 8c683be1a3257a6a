import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPhotoRig, jpeg, type PhotoRig, sha256 } from '../../../../support/photo-rig.ts';

const red = await jpeg('#c33');
const blue = await jpeg('#33c');
const minuteMs = 60_000;

const isKept = (rig: PhotoRig, bytes: Uint8Array): boolean =>
  existsSync(join(rig.folder, 'pictures', sha256(bytes)));

/** Long enough for a sweep. */
const swept = (rig: PhotoRig): Promise<void> => rig.pass(2 * minuteMs);

describe('pictures that are kept', () => {
  it('stay while they wait, while the log names them, and while the server shows them', async () => {
    const rig = await createPhotoRig();
    await rig.goAway();
    await rig.set('alice', red);
    await swept(rig);
    expect(isKept(rig, red)).toBe(true);
    rig.intercept = (_request, pass) => pass();
    await rig.directory.refresh.start();
    await rig.sent();
    await rig.until(async () => (await rig.photoState('alice')) === 'ready');
    // The line of the log goes, and the photo is still what the server shows.
    rig.outboxStore.pruneActivity('2100-01-01T00:00:00.000Z');
    await rig.set('ben', blue);
    await rig.sent();
    await swept(rig);
    expect(isKept(rig, red)).toBe(true);
  });

  it('go once nothing names them any more, not even as what undo goes back to', async () => {
    const rig = await createPhotoRig();
    await rig.goAway();
    await rig.set('alice', red);
    await swept(rig);
    await rig.set('alice', blue);
    await swept(rig);
    expect([isKept(rig, red), isKept(rig, blue)]).toEqual([true, true]);
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    await swept(rig);
    expect([isKept(rig, red), isKept(rig, blue)]).toEqual([false, true]);
  });

  it('of a photo that was replaced stay for undo, as long as the log', async () => {
    const rig = await createPhotoRig();
    for (const bytes of [red, blue]) {
      await rig.set('alice', bytes);
      await rig.sent();
      await rig.until(async () => (await rig.photoState('alice')) === 'ready');
    }
    await swept(rig);
    expect(isKept(rig, red)).toBe(true);
    rig.outboxStore.pruneActivity('2100-01-01T00:00:00.000Z');
    await rig.directory.editing.outbox.photos.remove('alice', null);
    await rig.sent();
    rig.outboxStore.pruneActivity('2100-01-01T00:00:00.000Z');
    await rig.close();
    const next = await createPhotoRig(rig);
    await next.until(() => !isKept(rig, red) && !isKept(rig, blue));
  });

  it('all stay after an outbox that could only be read in part', async () => {
    const before = await createPhotoRig();
    await before.goAway();
    await before.set('alice', red);
    await before.close();
    for (const name of ['outbox.db', 'outbox.db.journal']) {
      writeFileSync(join(before.folder, name), 'Not what was there');
    }
    const rig = await createPhotoRig(before);
    expect(rig.outboxStore.recovery).toBe('partial');
    await rig.set('ben', blue);
    await rig.sent();
    await swept(rig);
    expect(readdirSync(join(rig.folder, 'pictures'))).toContain(sha256(red));
  });

  it('that are gone from the disk are shown as the server has them', async () => {
    const before = await createPhotoRig();
    await before.set('alice', red);
    await before.sent();
    await before.until(async () => (await before.photoState('alice')) === 'ready');
    before.outboxStore.pruneActivity('2100-01-01T00:00:00.000Z');
    await before.close();
    rmSync(join(before.folder, 'pictures'), { recursive: true });
    const rig = await createPhotoRig(before);
    await rig.until(() => rig.outboxStore.ownPhotos.length === 0);
    expect(await rig.photoUrl('alice')).toContain('/avatar/');
    expect((await rig.directory.personPhotos.best('alice')).type).toBe('image/png');
  });
});
