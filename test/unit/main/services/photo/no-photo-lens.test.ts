import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everybody } from '../../../../../preload/rules/everybody.ts';
import { away, createPhotoRig, jpeg, type PhotoRig } from '../../../../support/photo-rig.ts';

const red = await jpeg('#c33');
const blue = await jpeg('#33c');
const hourMs = 3_600_000;
const people = ['alice', 'ben'] as const;

/** Who is found without a photo; the number beside the lens says the same. */
async function inLens({ directory }: PhotoRig): Promise<string[]> {
  const query = { ...everybody, filters: ['no-photo' as const], offset: 0, limit: 50 };
  const { rows } = await directory.window(query);
  expect((await directory.store.countLenses()).filters['no-photo']).toBe(rows.length);
  return rows.map(({ id }) => id).filter((id) => people.some((one) => one === id));
}

const isReady = (rig: PhotoRig) => async (): Promise<boolean> =>
  (await rig.photoState('alice')) === 'ready';

describe('the lens of those without a photo', () => {
  it('is left with the photo that is set, and not entered while it is sent and prepared', async () => {
    const rig = await createPhotoRig({ settings: { avatarDelayMs: 20_000 } });
    expect(await inLens(rig)).toEqual(['alice', 'ben']);
    rig.intercept = away;
    await rig.set('alice', red);
    expect(await inLens(rig)).toEqual(['ben']);
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(await rig.photoState('alice')).toBe('preparing');
    await rig.directory.refresh.start();
    expect((await rig.directory.person('alice'))?.person.avatarId).toBeNull();
    expect(await inLens(rig)).toEqual(['ben']);
    await rig.until(isReady(rig));
    expect(await inLens(rig)).toEqual(['ben']);
  });

  it('is not entered while a photo takes the place of another one', async () => {
    const rig = await createPhotoRig({ settings: { avatarDelayMs: 20_000 } });
    await rig.set('alice', red);
    await rig.until(isReady(rig));
    await rig.set('alice', blue);
    await rig.sent();
    await rig.directory.refresh.start();
    expect((await rig.directory.person('alice'))?.person.avatarId).toBeNull();
    expect(await inLens(rig)).toEqual(['ben']);
  });

  it('is entered by whose photo is to be removed, before the server has done so', async () => {
    const rig = await createPhotoRig();
    await rig.set('alice', red);
    await rig.until(isReady(rig));
    await rig.goAway();
    const removal = await rig.directory.editing.outbox.photos.remove('alice', null);
    expect(await inLens(rig)).toEqual(['alice', 'ben']);
    await rig.directory.editing.outbox.discard([removal?.id ?? '']);
    expect(await inLens(rig)).toEqual(['ben']);
  });

  it('has the server’s word again once the small picture is there', async () => {
    const rig = await createPhotoRig({ settings: { avatarDelayMs: 3000 } });
    await rig.set('alice', red);
    await rig.until(isReady(rig));
    await rig.others.avatars.delete('alice');
    await rig.directory.refresh.start();
    expect(await inLens(rig)).toEqual(['alice', 'ben']);
  });

  it('is entered by whose photo the server has had for minutes and made nothing of', async () => {
    const rig = await createPhotoRig({ settings: { avatarDelayMs: hourMs } });
    await rig.set('alice', red);
    await rig.sent();
    await rig.pass(hourMs / 10);
    expect(await rig.photoState('alice')).toBe('late');
    expect(await inLens(rig)).toEqual(['alice', 'ben']);
  });

  it.each([
    ['waits', 'waiting', away],
    ['is prepared', 'preparing', null],
  ] as const)('knows after a restart of a photo that %s', async (_what, state, intercept) => {
    const before = await createPhotoRig({ settings: { avatarDelayMs: hourMs } });
    if (intercept !== null) before.intercept = intercept;
    await before.set('alice', red);
    if (intercept === null) await before.sent();
    await before.close();
    const rig = await createPhotoRig(before);
    rig.intercept = away;
    if (state === 'preparing') expect(await rig.photoState('alice')).toBe(state);
    expect(await inLens(rig)).toEqual(['ben']);
  });

  it('has those who are shown without a photo, whoever did what in which order', async () => {
    const steps = fc.array(
      fc.constantFrom('set', 'remove', 'they-set', 'they-remove', 'refresh', 'send', 'restart'),
      { minLength: 2, maxLength: 8 },
    );
    let looks = 0;
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(0, hourMs), async (todo, avatarDelayMs) => {
        let rig = await createPhotoRig({ settings: { avatarDelayMs } });
        for (const next of todo) {
          if (next === 'set') await rig.set('alice', red);
          else if (next === 'remove') {
            await rig.directory.editing.outbox.photos.remove('alice', null);
          } else if (next === 'they-set') {
            await rig.others.avatars.put('alice', { bytes: blue, contentType: 'image/jpeg' });
          } else if (next === 'they-remove') await rig.others.avatars.delete('alice');
          else if (next === 'refresh') await rig.directory.refresh.start();
          else if (next === 'send') await rig.sent();
          else {
            await rig.close();
            rig = await createPhotoRig(rig);
          }
          await rig.until(
            async () => {
              const isShown = (await rig.photoUrl('alice')) !== null;
              return (await inLens(rig)).includes('alice') !== isShown;
            },
            `After ${next} of ${todo.join(', ')}`,
          );
          if ((await rig.photoState('alice')) !== 'late') looks += 1;
        }
        await rig.close();
      }),
      { numRuns: 15 },
    );
    expect(looks).toBeGreaterThan(20);
  });
});
