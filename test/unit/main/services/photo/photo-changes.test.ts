import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OutboxWrite } from '../../../../../main/services/ports/outbox-store.ts';
import type { Change } from '../../../../../preload/model/change.ts';
import { appErrorOf } from '../../../../support/fake-alfresco.ts';
import {
  away,
  createPhotoRig,
  jpeg,
  lostAnswer,
  type PhotoRig,
  sha256,
} from '../../../../support/photo-rig.ts';

const red = await jpeg('#c33');
const blue = await jpeg('#33c');
const green = await jpeg('#3c3');
const pictureOf = (bytes: Uint8Array): string => `app://rollcall/picture/${sha256(bytes)}`;

const isUpload = ({ method, url }: Request): boolean => method === 'PUT' && url.endsWith('/avatar');
const uploads = ({ requests }: PhotoRig): number =>
  requests.filter((request) => request === 'PUT alice/avatar').length;
const states = ({ directory }: PhotoRig): string[] =>
  directory.editing.outbox.changes.map(({ state }) => state);
const lines = ({ outboxStore }: PhotoRig): string[] =>
  [...outboxStore.allActivity()].map(({ outcome }) => outcome);

/** Everything is there, our copy with the server's own number for it. */
const isReady = (rig: PhotoRig) => async (): Promise<boolean> =>
  (await rig.photoState('alice')) === 'ready';

describe('a photo that is set', () => {
  it('is shown at once, sent, and shown from our copy once the server has made its own', async () => {
    const rig = await createPhotoRig({ settings: { avatarDelayMs: 3000 } });
    await rig.set('alice', red);
    expect(await rig.photoUrl('alice')).toBe(pictureOf(red));
    expect(await rig.photoState('alice')).toBe('waiting');
    await rig.sent();
    expect(await rig.photoState('alice')).toBe('preparing');
    expect(await rig.photoUrl('alice')).toBe(pictureOf(red));
    await rig.until(isReady(rig));
    expect(await rig.photoUrl('alice')).toBe(pictureOf(red));
    const { avatarId } = await rig.others.people.get('alice');
    expect(rig.outboxStore.ownPhotoOf('alice')).toMatchObject({ avatarId, isLate: false });
    expect((await rig.directory.person('alice'))?.person.avatarId).toBe(avatarId);
    expect(lines(rig)).toEqual(['applied']);
    expect(uploads(rig)).toBe(1);
  });

  it('gives way to the photo of somebody else, once the server has one', async () => {
    const rig = await createPhotoRig();
    await rig.set('alice', red);
    await rig.sent();
    await rig.until(isReady(rig));
    await rig.others.avatars.put('alice', { bytes: blue, contentType: 'image/jpeg' });
    await rig.directory.refresh.start();
    const { avatarId } = await rig.others.people.get('alice');
    expect(await rig.photoUrl('alice')).toContain(`?v=${String(avatarId)}`);
    expect(await rig.photoState('alice')).toBe('ready');
  });

  it('waits while the server is away; the last one wins, and its bytes are what arrives', async () => {
    const rig = await createPhotoRig();
    rig.intercept = away;
    await rig.set('alice', red);
    await rig.set('alice', blue);
    expect(rig.directory.editing.outbox.changes).toHaveLength(1);
    let arrived = '';
    rig.intercept = async (request, pass) => {
      if (isUpload(request)) arrived = sha256(new Uint8Array(await request.clone().arrayBuffer()));
      return pass();
    };
    await rig.sent();
    expect(arrived).toBe(sha256(blue));
    expect(uploads(rig)).toBe(1);
  });

  it('is there after a restart, and is sent then', async () => {
    const before = await createPhotoRig();
    before.intercept = away;
    await before.set('alice', red);
    await before.close();
    const rig = await createPhotoRig(before);
    await rig.sent();
    // It may have been sent before the list was there.
    expect(lines(rig)).toEqual(['applied']);
    await rig.until(isReady(rig));
    expect((await rig.others.avatars.get('alice')).kind).toBe('photo');
  });

  it('is sent again where the answer was lost, and is no conflict with itself', async () => {
    const rig = await createPhotoRig();
    let losses = 2;
    rig.intercept = async (request, pass) => {
      const answer = await pass();
      if (isUpload(request) && losses-- > 0) throw lostAnswer();
      return answer;
    };
    await rig.set('alice', red);
    await rig.sent();
    expect(states(rig)).toEqual([]);
    expect(uploads(rig)).toBe(3);
    expect(lines(rig)).toEqual(['applied']);
  });

  it.each([
    ['is refused', () => Promise.resolve(Response.json({}, { status: 413 }))],
    ['is lost', away],
  ])('takes the place of one that is under way and %s', async (_name, end) => {
    const rig = await createPhotoRig();
    let go = (): void => undefined;
    const going = new Promise<void>((resolve) => (go = resolve));
    const sent: string[] = [];
    rig.intercept = async (request, pass) => {
      if (!isUpload(request)) return pass();
      sent.push(sha256(new Uint8Array(await request.clone().arrayBuffer())));
      if (sent.length > 1) return pass();
      await going;
      return end();
    };
    await rig.set('alice', red);
    await rig.until(() => sent.length === 1);
    await rig.set('alice', blue);
    expect(states(rig)).toHaveLength(2);
    go();
    await rig.sent();
    expect(states(rig)).toEqual([]);
    expect(sent).toEqual([sha256(red), sha256(blue)]);
  });

  it('replaces an own one whose small picture has not been seen yet', async () => {
    const rig = await createPhotoRig({ settings: { avatarDelayMs: 3000 } });
    await rig.set('alice', red);
    await rig.sent();
    await rig.set('alice', blue);
    expect(await rig.photoUrl('alice')).toBe(pictureOf(blue));
    await rig.sent();
    expect(states(rig)).toEqual([]);
    expect(uploads(rig)).toBe(2);
    await rig.until(isReady(rig));
    expect(await rig.photoUrl('alice')).toBe(pictureOf(blue));
  });

  it.each([
    ['an error', () => Promise.resolve(Response.json({}, { status: 500 }))],
    ['no picture', () => Promise.resolve(new Response('Oh'))],
  ])('replaces one of which the server has only %s to show', async (_name, answer) => {
    const rig = await createPhotoRig();
    await rig.others.avatars.put('alice', { bytes: blue, contentType: 'image/jpeg' });
    await rig.directory.refresh.start();
    rig.intercept = (request, pass) =>
      request.method === 'GET' && new URL(request.url).pathname.endsWith('/alice/avatar')
        ? answer()
        : pass();
    await rig.set('alice', red);
    await rig.sent();
    expect(uploads(rig)).toBe(1);
    expect(lines(rig)).toEqual(['applied']);
  });

  it('stays with a new person whose creation is made again under another user name', async () => {
    const rig = await createPhotoRig();
    await rig.goAway();
    const values = { firstName: 'New', email: 'new@example.com' };
    const { outbox } = rig.directory.editing;
    const first = await outbox.create({ id: 'newbie', values, password: 'a secret' });
    await rig.set('newbie', red);
    await outbox.create({ id: 'other', values, password: 'a secret', replaces: first.id });
    expect(await rig.photoUrl('other')).toBe(pictureOf(red));
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(rig.requests).toContain('PUT other/avatar');
    expect(rig.requests).not.toContain('PUT newbie/avatar');
  });

  it('is refused before anything is kept where it is no picture', async () => {
    const rig = await createPhotoRig();
    const set = rig.set('alice', new TextEncoder().encode('<svg/>'));
    expect(await appErrorOf(set)).toMatchObject({ code: 'invalid' });
    expect(existsSync(join(rig.folder, 'pictures'))).toBe(false);
  });
});

describe('a photo that somebody else has changed as well', () => {
  async function inConflict(): Promise<PhotoRig> {
    const rig = await createPhotoRig();
    rig.intercept = away;
    await rig.set('alice', red);
    await rig.others.avatars.put('alice', { bytes: blue, contentType: 'image/jpeg' });
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(states(rig)).toEqual(['conflict']);
    return rig;
  }
  const changeId = (rig: PhotoRig): string => rig.directory.editing.outbox.changes[0]?.id ?? '';

  it('is not overwritten: the user sees both and decides for the own one', async () => {
    const rig = await inConflict();
    expect(uploads(rig)).toBe(0);
    const { avatarId } = await rig.others.people.get('alice');
    expect(await rig.directory.personPhotos.conflict(changeId(rig))).toEqual({
      mine: pictureOf(red),
      theirs: expect.stringContaining(`?v=${String(avatarId)}`) as string,
      before: null,
    });
    await rig.directory.editing.outbox.photos.decide(changeId(rig), 'mine');
    await rig.sent();
    expect(uploads(rig)).toBe(1);
    expect(states(rig)).toEqual([]);
  });

  it('stays theirs where the user says so', async () => {
    const rig = await inConflict();
    const { avatarId } = await rig.others.people.get('alice');
    await rig.directory.editing.outbox.photos.decide(changeId(rig), 'theirs');
    await rig.sent();
    expect(uploads(rig)).toBe(0);
    expect(await rig.photoUrl('alice')).toContain(`?v=${String(avatarId)}`);
  });

  it('after the decision is a conflict again', async () => {
    const rig = await inConflict();
    rig.intercept = away;
    await rig.directory.editing.outbox.photos.decide(changeId(rig), 'mine');
    await rig.others.avatars.put('alice', { bytes: green, contentType: 'image/jpeg' });
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(states(rig)).toEqual(['conflict']);
  });

  it('is no conflict where nothing of ours can have arrived, however often it was tried', async () => {
    const rig = await createPhotoRig();
    rig.intercept = (request, pass) => (isUpload(request) ? away() : pass());
    await rig.set('alice', red);
    await rig.until(() => uploads(rig) >= 2);
    await rig.others.avatars.put('alice', { bytes: blue, contentType: 'image/jpeg' });
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(states(rig)).toEqual(['conflict']);
  });
});

describe('removing a photo', () => {
  /** A removal that waits, of a photo that somebody else has replaced meanwhile; the server is away. */
  async function removalOfReplaced(): Promise<PhotoRig> {
    const rig = await createPhotoRig();
    await rig.others.avatars.put('alice', { bytes: blue, contentType: 'image/jpeg' });
    await rig.directory.refresh.start();
    rig.intercept = away;
    await rig.directory.editing.outbox.photos.remove('alice', null);
    await rig.others.avatars.put('alice', { bytes: green, contentType: 'image/jpeg' });
    return rig;
  }

  it('leaves none, and can be taken back', async () => {
    const rig = await createPhotoRig();
    await rig.set('alice', red);
    await rig.sent();
    await rig.until(isReady(rig));
    const removal = await rig.directory.editing.outbox.photos.remove('alice', null);
    expect(await rig.photoUrl('alice')).toBeNull();
    expect(await rig.photoState('alice')).toBe('waiting');
    await rig.sent();
    expect((await rig.others.people.get('alice')).avatarId).toBeNull();
    expect(await rig.photoState('alice')).toBe('none');
    await rig.directory.editing.outbox.undo(removal?.id ?? '');
    await rig.sent();
    expect(await rig.photoUrl('alice')).toBe(pictureOf(red));
  });

  it('sends nothing where there is none, and where only what waited is taken back', async () => {
    const rig = await createPhotoRig();
    const { photos } = rig.directory.editing.outbox;
    expect(await photos.remove('alice', null)).toBeNull();
    await rig.goAway();
    await rig.set('alice', red);
    expect(await photos.remove('alice', null)).toBeNull();
    expect(rig.directory.editing.outbox.changes).toEqual([]);
    expect(await rig.photoState('alice')).toBe('none');
  });

  it('is sent after an upload whose answer was lost, and is no conflict with it', async () => {
    const rig = await createPhotoRig();
    rig.intercept = async (request, pass) => {
      if (isUpload(request)) {
        await pass();
        rig.intercept = away;
        throw lostAnswer();
      }
      return pass();
    };
    await rig.set('alice', red);
    await rig.until(() => states(rig)[0] === 'waiting' && uploads(rig) === 1);
    await rig.until(async () => (await rig.others.people.get('alice')).avatarId !== null);
    await rig.directory.editing.outbox.photos.remove('alice', null);
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(states(rig)).toEqual([]);
    expect((await rig.others.people.get('alice')).avatarId).toBeNull();
  });

  it('is sent again where the answer was lost, and leaves alone what others have set since', async () => {
    const rig = await createPhotoRig();
    await rig.others.avatars.put('alice', { bytes: blue, contentType: 'image/jpeg' });
    await rig.directory.refresh.start();
    rig.intercept = async (request, pass) => {
      if (request.method !== 'DELETE') return pass();
      await pass();
      rig.intercept = away;
      throw lostAnswer();
    };
    await rig.directory.editing.outbox.photos.remove('alice', null);
    await rig.until(async () => (await rig.others.people.get('alice')).avatarId === null);
    await rig.others.avatars.put('alice', { bytes: green, contentType: 'image/jpeg' });
    // What is wanted now makes no difference to whose photo that is.
    await rig.set('alice', red);
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(states(rig)).toEqual(['conflict']);
    expect(uploads(rig)).toBe(0);
  });

  it('gives way to a photo that is chosen while a field is on its way, in one change', async () => {
    const rig = await removalOfReplaced();
    let set: Promise<Change> | undefined;
    rig.intercept = async (request, pass) => {
      const isField = request.method === 'PUT' && !isUpload(request);
      if (isField) await (set = rig.set('alice', red));
      return pass();
    };
    await rig.sent();
    expect(states(rig)).toEqual(['conflict']);
    const { outbox } = rig.directory.editing;
    await outbox.save({ personId: 'alice', base: { jobTitle: null }, mine: { jobTitle: 'Poet' } });
    await rig.until(() => set !== undefined);
    await set;
    const photos = outbox.changes.filter(({ kind }) => kind === 'photo');
    expect(photos.map(({ photo }) => photo?.picture?.id)).toEqual([sha256(red)]);
    await rig.sent();
  });

  it('is no conflict with the photo that is chosen while it is under way', async () => {
    const rig = await createPhotoRig();
    await rig.set('alice', red);
    await rig.sent();
    await rig.until(isReady(rig));
    let set: Promise<Change> | undefined;
    rig.intercept = async (request, pass) => {
      if (request.method === 'DELETE') await (set = rig.set('alice', blue));
      return pass();
    };
    await rig.directory.editing.outbox.photos.remove('alice', null);
    await rig.until(() => set !== undefined);
    await rig.sent();
    expect(states(rig)).toEqual([]);
    expect(uploads(rig)).toBe(2);
    expect(await rig.photoUrl('alice')).toBe(pictureOf(blue));
  });

  it('is a conflict where somebody else has set another one meanwhile', async () => {
    const rig = await removalOfReplaced();
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(states(rig)).toEqual(['conflict']);
    expect(rig.requests.filter((request) => request.startsWith('DELETE'))).toEqual([]);
  });
});

describe('undo', () => {
  it('drops what waits', async () => {
    const rig = await createPhotoRig();
    await rig.goAway();
    const change = await rig.set('alice', red);
    await rig.directory.editing.outbox.undo(change.id);
    expect(rig.directory.editing.outbox.changes).toEqual([]);
    expect(await rig.photoUrl('alice')).toBeNull();
  });

  it('goes back, step by step, to what waited before', async () => {
    const rig = await createPhotoRig();
    await rig.goAway();
    const { id } = await rig.set('alice', red);
    await rig.set('alice', blue);
    await rig.set('alice', green);
    const { outbox } = rig.directory.editing;
    await outbox.undo(id);
    expect(await rig.photoUrl('alice')).toBe(pictureOf(blue));
    expect(await rig.photoState('alice')).toBe('waiting');
    await outbox.undo(id);
    expect(await rig.photoUrl('alice')).toBe(pictureOf(red));
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(await rig.photoUrl('alice')).toBe(pictureOf(red));
    expect(uploads(rig)).toBe(1);
  });

  it('goes back to what was to be sent, also where that failed under the new one', async () => {
    const rig = await createPhotoRig();
    const { promise: failing, resolve: fail } = Promise.withResolvers<undefined>();
    rig.intercept = async (request, pass) => {
      if (!isUpload(request)) return pass();
      await failing;
      rig.intercept = away;
      return away();
    };
    await rig.set('alice', red);
    await rig.until(() => uploads(rig) === 1);
    const second = await rig.set('alice', blue);
    expect(rig.directory.editing.outbox.changes).toHaveLength(2);
    fail(undefined);
    await rig.until(() => rig.directory.editing.outbox.changes.length === 1);
    const { outbox } = rig.directory.editing;
    expect(await appErrorOf(outbox.undo(second.id))).toMatchObject({ code: 'unsupported' });
    await outbox.undo(outbox.changes[0]?.id ?? '');
    expect(await rig.photoUrl('alice')).toBe(pictureOf(red));
  });

  it('says so where it has been done already', async () => {
    const rig = await createPhotoRig();
    await rig.goAway();
    const { id } = await rig.set('alice', red);
    const { outbox } = rig.directory.editing;
    await outbox.undo(id);
    expect(await appErrorOf(outbox.undo(id))).toMatchObject({
      message: expect.stringMatching(/already/) as string,
    });
  });

  it('puts back the photo that was replaced, as the server gave it', async () => {
    const rig = await createPhotoRig();
    await rig.others.avatars.put('alice', { bytes: blue, contentType: 'image/jpeg' });
    await rig.directory.refresh.start();
    const small = await rig.others.avatars.get('alice');
    const change = await rig.set('alice', red);
    await rig.sent();
    await rig.until(isReady(rig));
    await rig.directory.editing.outbox.undo(change.id);
    await rig.sent();
    const bytes = small.kind === 'photo' ? small.bytes : new Uint8Array();
    expect(await rig.photoUrl('alice')).toBe(pictureOf(bytes));
  });

  it('removes the photo where there was none before', async () => {
    const rig = await createPhotoRig();
    const change = await rig.set('alice', red);
    await rig.sent();
    await rig.directory.editing.outbox.undo(change.id);
    await rig.sent();
    expect((await rig.others.people.get('alice')).avatarId).toBeNull();
    expect(await rig.photoState('alice')).toBe('none');
  });

  // The answer to the upload has the number of the small picture, or a later look at the person does.
  it.each([0, 3000])(
    'is taken in the very moment of the server’s news, %i ms after',
    async (ms) => {
      const rig = await createPhotoRig({ settings: { avatarDelayMs: ms } });
      const { outbox } = rig.directory.editing;
      const { id } = await rig.set('alice', red);
      let undone: Promise<Change | null> | undefined;
      const write = rig.outboxStore.write.bind(rig.outboxStore);
      Reflect.set(rig.outboxStore, 'write', (one: OutboxWrite): void => {
        write(one);
        const isNews = one.own?.some(({ photo }) => photo !== null && photo.avatarId !== null);
        if (isNews === true) undone ??= outbox.undo(id);
      });
      await rig.until(() => undone !== undefined);
      expect(await undone).toMatchObject({ kind: 'photo', photo: { picture: null } });
      await rig.sent();
      expect((await rig.others.people.get('alice')).avatarId).toBeNull();
    },
  );

  it('is refused where the photo has been changed again since', async () => {
    const rig = await createPhotoRig();
    const change = await rig.set('alice', red);
    await rig.sent();
    await rig.set('alice', blue);
    await rig.sent();
    const undo = rig.directory.editing.outbox.undo(change.id);
    expect(await appErrorOf(undo)).toMatchObject({ code: 'conflict' });
  });
});
