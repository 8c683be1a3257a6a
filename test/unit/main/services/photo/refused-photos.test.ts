import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DemoSettingsInput } from '../../../../../main/demo/settings.ts';
import {
  away,
  createPhotoRig,
  jpeg,
  type PhotoRig,
  sha256,
} from '../../../../support/photo-rig.ts';

const red = await jpeg('#c33');
const blue = await jpeg('#33c');

const isUpload = ({ method, url }: Request): boolean => method === 'PUT' && url.endsWith('/avatar');
const uploads = ({ requests }: PhotoRig): number =>
  requests.filter((request) => request === 'PUT alice/avatar').length;
const states = ({ directory }: PhotoRig): string[] =>
  directory.editing.outbox.changes.map(({ state }) => state);

/** Why the server does not take a photo, and what the user reads then, besides the server's own words. */
interface Refusal {
  readonly settings?: DemoSettingsInput;
  /** What becomes of the upload on its way. */
  readonly arrives?: { readonly type?: string; readonly body?: string };
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  readonly serverText: string;
}

const noThumbnails =
  'This server makes no small pictures, so it takes no photos. Its administrator can switch thumbnails on.';

const refusals: Readonly<Record<string, Refusal>> = {
  'no picture': {
    arrives: { body: 'Only words' },
    ...{ status: 400, code: 'invalid' },
    sentence: 'The server cannot read this file as a picture. Choose a JPEG or PNG file.',
    serverText: "Uploaded content must be an image (content type determined to be 'text/plain')",
  },
  'a picture that it makes no small one of': {
    arrives: { body: '8BPS' },
    ...{ status: 400, code: 'invalid' },
    sentence: 'The server cannot read this file as a picture. Choose a JPEG or PNG file.',
    serverText: 'The requested rendition avatar from image/vnd.adobe.photoshop is unsupported',
  },
  'too large a picture': {
    settings: { maximumFileSizeLimit: 10 },
    ...{ status: 413, code: 'too-large' },
    sentence: 'This picture is larger than the server accepts. Choose a smaller one.',
    serverText: `Content size violation, limit = 10, actual = ${red.length}`,
  },
  'a type that it does not know': {
    arrives: { type: 'multipart/form-data' },
    ...{ status: 415, code: 'unsupported' },
    sentence: 'The server does not take this kind of picture. Choose a JPEG or PNG file.',
    serverText: 'Unsupported media type: multipart/form-data',
  },
  'anything, without thumbnails': {
    settings: { thumbnailsEnabled: false },
    ...{ status: 501, code: 'unsupported' },
    sentence: noThumbnails,
    serverText: 'Thumbnail generation has been disabled.',
  },
  'anything, without renditions': {
    settings: { renditionsEnabled: false },
    ...{ status: 501, code: 'unsupported' },
    sentence: noThumbnails,
    serverText: 'Rendition generation has been disabled.',
  },
};

describe('what the server does not take', () => {
  it.each(Object.entries(refusals))(
    'is parked, and the user reads why: %s',
    async (_name, { settings = {}, arrives = {}, status, code, sentence, serverText }) => {
      const rig = await createPhotoRig({ settings });
      rig.intercept = (request, pass) => {
        if (!isUpload(request)) return pass();
        const headers = new Headers(request.headers);
        if (arrives.type !== undefined) headers.set('Content-Type', arrives.type);
        const body = arrives.body ?? new Uint8Array(red);
        return rig.demo.fetch(new Request(request.url, { method: 'PUT', headers, body }));
      };
      await rig.set('alice', red);
      await rig.sent();
      const [change] = rig.directory.editing.outbox.changes;
      expect(change).toMatchObject({
        state: 'refused',
        error: { status, code, message: sentence, serverText },
      });
      expect(uploads(rig)).toBe(1);
      expect(await rig.pictures.read(sha256(red))).not.toBeNull();
      // Nothing has arrived, so nothing of it is ours at the server.
      expect(change?.photo?.before).toBeNull();
    },
  );

  it.each([
    [403, 'forbidden', 'You are not allowed to do this. Ask an Alfresco administrator.'],
    [404, 'not-found', 'The server does not know this any more. Refresh and look again.'],
  ])('is parked, and the user reads why: an answer of %i', async (statusCode, code, message) => {
    const rig = await createPhotoRig();
    rig.intercept = (request, pass) => {
      if (!isUpload(request)) return pass();
      const error = { errorKey: 'No', statusCode, briefSummary: '08250007 No', stackTrace: '' };
      return Promise.resolve(Response.json({ error }, { status: statusCode }));
    };
    await rig.set('alice', red);
    await rig.sent();
    const [change] = rig.directory.editing.outbox.changes;
    expect(change).toMatchObject({ state: 'refused', error: { code, message, serverText: 'No' } });
    expect(uploads(rig)).toBe(1);
  });

  it('holds up no other change of the person, nor is it held up', async () => {
    const rig = await createPhotoRig({ settings: { thumbnailsEnabled: false } });
    await rig.set('alice', red);
    await rig.sent();
    const edit = { personId: 'alice', base: { jobTitle: null }, mine: { jobTitle: 'Cook' } };
    await rig.directory.editing.outbox.save({
      ...edit,
      base: { jobTitle: (await rig.others.people.get('alice')).jobTitle },
    });
    await rig.until(async () => (await rig.others.people.get('alice')).jobTitle === 'Cook');
    expect(states(rig)).toEqual(['refused']);
  });

  it('is pushed out by another photo, which is sent', async () => {
    const rig = await createPhotoRig({ settings: { maximumFileSizeLimit: red.length } });
    const large = new Uint8Array([...red, ...new Uint8Array(100)]);
    await rig.set('alice', large);
    await rig.sent();
    expect(states(rig)).toEqual(['refused']);
    await rig.set('alice', red);
    await rig.sent();
    expect(states(rig)).toEqual([]);
  });

  it('holds up nobody’s fields where the storage of the server is used up for it', async () => {
    const rig = await createPhotoRig({ settings: { usagesEnabled: true, quotas: { admin: 10 } } });
    await rig.set('alice', red);
    await rig.until(() => rig.directory.editing.outbox.state.pausedBy !== null);
    const { jobTitle } = await rig.others.people.get('ben');
    const edits = [
      { base: { jobTitle }, mine: { jobTitle: 'Surgeon' } },
      { base: { location: null }, mine: { location: 'Rome' } },
    ];
    for (const edit of edits) {
      await rig.directory.editing.outbox.save({ personId: 'ben', ...edit });
    }
    await rig.until(async () => (await rig.others.people.get('ben')).location === 'Rome');
    expect((await rig.others.people.get('ben')).jobTitle).toBe('Surgeon');
    const { changes } = rig.directory.editing.outbox;
    expect(changes).toMatchObject([{ kind: 'photo', state: 'waiting' }]);
  });

  it('pauses where the storage of the server is used up', async () => {
    const rig = await createPhotoRig({ settings: { usagesEnabled: true, quotas: { admin: 10 } } });
    await rig.set('alice', red);
    await rig.until(() => rig.directory.editing.outbox.state.pausedBy !== null);
    expect(rig.directory.editing.outbox.state.pausedBy).toMatchObject({
      status: 507,
      message: 'The storage space on the server is used up. Ask its administrator for more.',
      serverText: 'User quota exceeded: admin',
    });
    expect(states(rig)).toEqual(['waiting']);
  });

  it('is parked where the picture is damaged on this computer', async () => {
    const rig = await createPhotoRig();
    rig.intercept = away;
    const { photo } = await rig.set('alice', red);
    writeFileSync(join(rig.folder, 'pictures', photo?.picture?.id ?? ''), blue);
    rig.intercept = (_request, pass) => pass();
    await rig.sent();
    expect(states(rig)).toEqual(['refused']);
    expect(uploads(rig)).toBe(0);
  });
});
