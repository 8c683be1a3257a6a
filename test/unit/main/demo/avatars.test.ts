import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { DemoServer } from '../../../../main/demo/demo-server.ts';
import { createTestDemo } from '../../../support/demo-server.ts';
import { call, createFakeClock, textContaining } from './api-calls.ts';

const as = 'alice:password';
const url = '/people/alice/avatar';

async function photo(
  width = 200,
  height = 100,
  orientation?: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const image = sharp({ create: { width, height, channels: 3, background: '#c33' } }).jpeg();
  const turned = orientation === undefined ? image : image.withMetadata({ orientation });
  return new Uint8Array(await turned.toBuffer());
}

async function upload(demo: DemoServer, body?: Uint8Array<ArrayBuffer>) {
  return call(demo, `PUT ${url}`, { as, body: body ?? (await photo()) });
}

async function sizeOfAvatar(demo: DemoServer) {
  const { bytes } = await call(demo, `GET ${url}`, { as });
  const { width, height, format } = await sharp(bytes).metadata();
  return { width, height, format };
}

describe('an uploaded photo', () => {
  test.each([
    [200, 100, undefined, 64, 32],
    [100, 200, undefined, 32, 64],
    [20, 10, undefined, 20, 10],
    // Orientation 6: the camera was turned by 90 degrees.
    [200, 100, 6, 32, 64],
  ])('of %i x %i (turned: %s) becomes %i x %i', async (width, height, orientation, w, h) => {
    const demo = createTestDemo();
    await upload(demo, await photo(width, height, orientation));
    expect(await sizeOfAvatar(demo)).toEqual({ width: w, height: h, format: 'png' });
  });

  test('is there after the delay, with an id that is new each time', async () => {
    const clock = createFakeClock();
    const demo = createTestDemo({ avatarDelayMs: 500 }, clock);
    const idAfter = async (ms: number) => {
      await upload(demo);
      clock.advance(ms);
      const { json } = await call(demo, 'GET /people/alice');
      return (json as { entry: { avatarId?: string } }).entry.avatarId;
    };
    expect(await idAfter(499)).toBeUndefined();
    expect((await call(demo, `GET ${url}`, { as })).status).toBe(404);
    clock.advance(1);
    expect((await call(demo, `GET ${url}`, { as })).status).toBe(200);
    const first = await idAfter(500);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idAfter(500)).not.toBe(first);
  });

  test('is in the answer at once up to 6.0, and never since 6.1', async () => {
    const old = await upload(createTestDemo({ version: '6.0', avatarDelayMs: 500 }));
    expect(old.json).toHaveProperty('entry.avatarId');
    expect((await upload(createTestDemo({ version: '6.1' }))).json).not.toHaveProperty(
      'entry.avatarId',
    );
  });

  test('that cannot be read is accepted and never shown', async () => {
    const demo = createTestDemo();
    const broken = new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\nbroken', 'latin1'));
    expect((await upload(demo, broken)).status).toBe(200);
    expect((await call(demo, `GET ${url}`, { as })).status).toBe(404);
  });

  test('goes with the aspects that a PUT replaces', async () => {
    const demo = createTestDemo();
    await upload(demo);
    await call(demo, 'PUT /people/alice', { json: { aspectNames: ['papi:lunchable'] } });
    expect((await call(demo, `GET ${url}`, { as })).status).toBe(404);
  });
});

describe('an upload is refused', () => {
  const text = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'));

  test.each([
    ['plain words', 'text/plain'],
    ['%PDF-1.7', 'application/pdf'],
    ['PK\x03\x04', 'application/zip'],
    ['<!DOCTYPE html><html>', 'text/html'],
    ['<?xml version="1.0"?><a/>', 'application/xml'],
    ['\x00\x01\x02\x03', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('for the content %j', async (content, type) => {
    const { status, json } = await upload(createTestDemo(), text(content));
    expect(status).toBe(400);
    expect(json).toMatchObject({
      error: {
        errorKey: `Uploaded content must be an image (content type determined to be '${type}')`,
      },
    });
  });

  test.each([
    ['\x00\x00\x00\x18ftypheic', '26.3', 'from image/heic is unsupported'],
    ['8BPS', '6.0', "Unable to create thumbnail 'avatar'"],
  ])('for a kind of picture without a transformer: %j in %s', async (content, version, summary) => {
    const { status, json } = await upload(createTestDemo({ version }), text(content));
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { errorKey: textContaining(summary) } });
  });

  test('and the old photo stays', async () => {
    const demo = createTestDemo();
    await upload(demo);
    await upload(demo, text('plain words'));
    expect((await call(demo, `GET ${url}`, { as })).status).toBe(200);
  });

  test.each(['multipart/mixed', 'not a type', 'image'])('for the Content-Type %s', async (type) => {
    const answer = await call(createTestDemo(), `PUT ${url}`, {
      as,
      body: await photo(),
      headers: { 'Content-Type': type },
    });
    expect(answer.status).toBe(415);
  });

  test('above a quota, counting what was stored before', async () => {
    const body = await photo();
    const demo = createTestDemo({ quotas: { alice: body.length * 2 - 1 } });
    expect((await upload(demo, body)).status).toBe(200);
    expect((await upload(demo, body)).status).toBe(507);
  });

  test.each([
    [{ thumbnailsEnabled: false }, 'Thumbnail generation has been disabled.'],
    [{ renditionsEnabled: false }, 'Rendition generation has been disabled.'],
  ])('with %o', async (settings, errorKey) => {
    const answer = await upload(createTestDemo(settings));
    expect(answer).toMatchObject({ status: 501, json: { error: { errorKey } } });
  });
});

describe('GET avatar', () => {
  test('has the headers of a photo', async () => {
    const clock = createFakeClock();
    const demo = createTestDemo({}, clock);
    await upload(demo);
    const { headers, bytes } = await call(demo, `GET ${url}?attachment=false`, { as });
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'image/png',
      'cache-control': 'max-age=31536000',
      'last-modified': 'Thu, 25 Sep 2025 12:00:00 GMT',
      etag: `"${clock.now()}"`,
      'accept-ranges': 'bytes',
      'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
    });
  });

  test.each([
    ['bytes=0-3', 206, '\x89PNG'],
    ['bytes=1-3', 206, 'PNG'],
    ['bytes=-4', 206, '\xaeB`\x82'],
    ['bytes=9999999-', 200, null],
    ['lines=1-2', 200, null],
  ])('answers the range %s with %i', async (range, status, content) => {
    const demo = createTestDemo();
    await upload(demo);
    const answer = await call(demo, `GET ${url}`, { as, headers: { Range: range } });
    expect(answer.status).toBe(status);
    if (content !== null) expect(Buffer.from(answer.bytes).toString('latin1')).toBe(content);
  });

  test.each([
    ['Thu, 25 Sep 2025 12:00:00 GMT', 304],
    ['Fri, 26 Sep 2025 12:00:00 GMT', 304],
    ['Thu, 25 Sep 2025 11:59:59 GMT', 200],
    ['2030-01-01', 200],
    ['rubbish', 200],
  ])('answers If-Modified-Since %s with %i', async (date, status) => {
    const demo = createTestDemo({}, createFakeClock());
    await upload(demo);
    const headers = { 'If-Modified-Since': date, 'If-None-Match': '*' };
    const answer = await call(demo, `GET ${url}`, { as, headers });
    expect(answer.status).toBe(status);
    if (status === 304) expect(answer.headers.get('ETag')).toBeNull();
  });

  test('gives a silhouette that is not kept, where asked for', async () => {
    const clock = createFakeClock();
    const headers = { 'If-Modified-Since': 'Fri, 26 Sep 2035 12:00:00 GMT' };
    const answer = await call(createTestDemo({}, clock), `GET ${url}?placeholder=true`, {
      as,
      headers,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Cache-Control')).toBe('max-age=0, must-revalidate');
    expect(answer.headers.get('Last-Modified')).toBe(new Date(clock.now()).toUTCString());
    expect(await sharp(answer.bytes).metadata()).toMatchObject({ width: 64, height: 64 });
  });
});
