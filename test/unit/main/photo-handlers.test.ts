import { hash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appErrorOf } from '../../support/fake-alfresco.ts';
import { jpeg } from '../../support/photo-rig.ts';
import { readZip } from '../../support/read-zip.ts';
import { filled, firstRows, type RunningApp, startApp } from '../../support/running-app.ts';

const red = new Uint8Array(await jpeg('#c33'));
const idOfRed = hash('sha256', red, 'hex');

/** The demo directory with a photo of the test's own for somebody of it. */
async function startDemo(): Promise<RunningApp & { readonly personId: string }> {
  const running = startApp();
  await running.handlers.session.startDemo(null);
  await filled(running, 500);
  const { rows } = await running.handlers.people.window(firstRows);
  const personId = rows.find(({ photoUrl }) => photoUrl === null)?.id ?? '';
  await running.handlers.photos.set({ personId, bytes: red, type: 'image/jpeg', jobId: null });
  return { ...running, personId };
}

describe('the handlers of photos', () => {
  it('hand a photo on as it is: to a file, to the clipboard, to another program', async () => {
    const { handlers, app, saved, copied, dragged, personId } = await startDemo();
    expect(await handlers.photos.save({ personId })).toBe(true);
    await handlers.photos.copy({ personId });
    await handlers.photos.dragOut({ personId });
    const name = (await handlers.people.get({ id: personId }))?.person.displayName ?? '';
    expect(saved).toEqual([`${name}.jpg ${idOfRed}`]);
    expect(copied).toEqual([idOfRed]);
    expect(dragged).toEqual([`${name}.jpg ${idOfRed}`]);
    const { photoUrl } = (await handlers.people.get({ id: personId })) ?? {};
    expect(photoUrl).toBe(`app://rollcall/picture/${idOfRed}`);
    expect((await app.readPicture(idOfRed))?.bytes).toEqual(red);
    expect(await app.readPicture('0'.repeat(64))).toBeNull();
  });

  it('say so where there is no photo', async () => {
    const { handlers, personId } = await startDemo();
    await handlers.photos.remove({ personId });
    expect(await appErrorOf(Promise.resolve(handlers.photos.save({ personId })))).toMatchObject({
      code: 'not-found',
    });
  });

  it('export all photos of the directory to a file, and tell how far it is', async () => {
    const { handlers, folder, pushed, personId } = await startDemo();
    expect((await handlers.photos.exportState(null)).phase).toBe('idle');
    expect(await handlers.photos.startExport({ picked: null })).toBe(true);
    await expect
      .poll(async () => (await handlers.photos.exportState(null)).phase, { timeout: 20_000 })
      .toBe('done');
    const name = `rollcall-photos-${new Date().toISOString().slice(0, 10)}.zip`;
    const files = await readZip(join(folder, name));
    const { written, seen, missed } = await handlers.photos.exportState(null);
    expect({ seen, missed }).toEqual({ seen: 500, missed: 0 });
    expect(files.size).toBe(written);
    expect(written).toBeGreaterThan(100);
    expect(files.get(`${personId}.jpg`)).toEqual(red);
    expect(pushed.filter(([channel]) => channel === 'photos:exportProgress').length).toBe(
      Math.ceil(500 / 40) + 3,
    );
  });

  it('give up an export that is cancelled', async () => {
    const { handlers } = await startDemo();
    await handlers.photos.startExport({ picked: null });
    await handlers.photos.cancelExport(null);
    await expect
      .poll(async () => (await handlers.photos.exportState(null)).phase)
      .toBe('cancelled');
  });
});
