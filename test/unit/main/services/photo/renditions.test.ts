import { describe, expect, it } from 'vitest';
import {
  away,
  createPhotoRig,
  jpeg,
  type PhotoRig,
  sha256,
} from '../../../../support/photo-rig.ts';

const red = await jpeg('#c33');
const blue = await jpeg('#33c');
const pictureOf = (bytes: Uint8Array): string => `app://rollcall/picture/${sha256(bytes)}`;
const minuteMs = 60_000;

const looksAt = (rig: PhotoRig, id: string): number =>
  rig.requests.filter((request) => request === `GET ${id}`).length;

/** Somebody whose photo the server has, and makes no small picture of for as long as is said. */
async function sentTo(ids: readonly string[], avatarDelayMs: number): Promise<PhotoRig> {
  const rig = await createPhotoRig({ settings: { avatarDelayMs } });
  for (const id of ids) await rig.set(id, red);
  await rig.sent();
  rig.requests.length = 0;
  return rig;
}

describe('the small picture of a photo that was sent', () => {
  it('is asked for ever more rarely, and not any more once it is there', async () => {
    const rig = await sentTo(['alice'], 20_000);
    await rig.until(async () => (await rig.photoState('alice')) === 'ready');
    // After 1, 3, 7, 15 and 30 seconds.
    expect(looksAt(rig, 'alice')).toBeLessThanOrEqual(7);
    const looks = looksAt(rig, 'alice');
    await rig.pass(minuteMs);
    expect(looksAt(rig, 'alice')).toBe(looks);
  });

  it('that does not come is reported as late, and ours is shown on', async () => {
    const rig = await sentTo(['alice'], 100 * minuteMs);
    let news = 0;
    rig.directory.refresh.changed.subscribe(() => (news += 1));
    await rig.pass(4 * minuteMs);
    expect(await rig.photoState('alice')).toBe('preparing');
    const before = news;
    await rig.pass(2 * minuteMs);
    expect(await rig.photoState('alice')).toBe('late');
    expect(news).toBeGreaterThan(before);
    expect(await rig.photoUrl('alice')).toBe(pictureOf(red));
    const looks = looksAt(rig, 'alice');
    expect(looks).toBeLessThan(20);
    await rig.pass(10 * minuteMs);
    // The panel asks each time that it is looked at, and nobody else.
    expect(looksAt(rig, 'alice')).toBeLessThan(looks + 2);
  });

  it('that comes late is the server’s own, which may be somebody else’s by then', async () => {
    const rig = await sentTo(['alice'], 15 * minuteMs);
    await rig.pass(7 * minuteMs);
    expect(await rig.photoState('alice')).toBe('late');
    await rig.pass(10 * minuteMs);
    await rig.directory.refresh.start();
    await rig.until(async () => (await rig.photoState('alice')) === 'ready');
    const { avatarId } = await rig.others.people.get('alice');
    expect(await rig.photoUrl('alice')).toContain(`?v=${String(avatarId)}`);
    expect(rig.outboxStore.ownPhotos).toEqual([]);
  });

  it('is waited for after a restart, and then not taken for ours', async () => {
    const before = await sentTo(['alice'], 5 * minuteMs);
    await before.close();
    const rig = await createPhotoRig(before);
    expect(await rig.photoState('alice')).toBe('preparing');
    expect(await rig.photoUrl('alice')).toBe(pictureOf(red));
    await rig.pass(6 * minuteMs);
    await rig.directory.refresh.start();
    await rig.until(async () => (await rig.photoState('alice')) === 'ready');
    expect(await rig.photoUrl('alice')).toContain('/avatar/');
  });

  it('is not asked for while the server is away, and all the sooner when it is back', async () => {
    const rig = await sentTo(['alice'], 2000);
    await rig.goAway();
    rig.requests.length = 0;
    await rig.pass(3 * minuteMs);
    const whileAway = looksAt(rig, 'alice');
    expect(whileAway).toBeLessThanOrEqual(1);
    rig.intercept = (_request, pass) => pass();
    await rig.directory.refresh.start();
    await rig.until(async () => (await rig.photoState('alice')) === 'ready');
    expect(await rig.photoUrl('alice')).toBe(pictureOf(red));
  });

  it('is asked for of many without haste, one after the other', async () => {
    const people = ['alice', 'ben', 'admin'];
    const rig = await sentTo(people, 10_000);
    let open = 0;
    let mostOpen = 0;
    rig.intercept = async (_request, pass) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      const answer = await pass();
      open -= 1;
      return answer;
    };
    await rig.until(
      () => rig.outboxStore.ownPhotos.every(({ avatarId }) => avatarId !== null),
      'Some are never ready',
    );
    expect(mostOpen).toBe(1);
    for (const id of people) expect(looksAt(rig, id)).toBeLessThanOrEqual(6);
  });

  it('of a photo that was replaced meanwhile says nothing of the new one', async () => {
    const rig = await sentTo(['alice'], 3000);
    await rig.set('alice', blue);
    await rig.sent();
    await rig.until(async () => (await rig.photoState('alice')) === 'ready');
    const { avatarId } = await rig.others.people.get('alice');
    expect(rig.outboxStore.ownPhotoOf('alice')).toMatchObject({
      picture: { id: sha256(blue) },
      avatarId,
    });
  });

  it('is not asked for, and nothing is written, after the end', async () => {
    const rig = await sentTo(['alice'], 2000);
    await rig.close();
    rig.requests.length = 0;
    rig.intercept = away;
    await rig.clock.advance(10 * minuteMs);
    expect(rig.requests).toEqual([]);
  });
});
