import { describe, expect, it } from 'vitest';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { alfrescoError } from '../../../support/hostile-behaviours.ts';
import { corePath, entry, useOneAnswer } from './one-answer.ts';

const current = useOneAnswer();
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('and the rest of the picture'),
]);
const lastModified = 'Wed, 04 Nov 2026 10:00:00 GMT';

describe('avatars.get', () => {
  it('answers the picture and its date', async () => {
    const server = current();
    server.behave = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'image/png', 'Last-Modified': lastModified });
      response.end(png);
    };
    const answer = await server.client.avatars.get('alice');
    expect(answer).toMatchObject({ kind: 'photo', lastModified });
    expect(answer.kind === 'photo' && Buffer.from(answer.bytes).equals(png)).toBe(true);
    expect(server.last().url).toBe(
      `${corePath}/people/alice/avatar?attachment=false&placeholder=false`,
    );
  });

  it('asks for a placeholder, and for changes only', async () => {
    const server = current();
    server.behave = (_request, response) => void response.writeHead(304).end();
    const query = { placeholder: true, ifModifiedSince: lastModified };
    expect(await server.client.avatars.get('alice', query)).toEqual({ kind: 'not-modified' });
    expect(server.last().url).toContain('placeholder=true');
    expect(server.last().headers['if-modified-since']).toBe(lastModified);
  });

  it('tells a missing photo from a missing person', async () => {
    const server = current();
    server.answer(
      404,
      alfrescoError(404, 'Thumbnail was not found for [avatar]', 'framework.exception.NotFound'),
    );
    expect(await server.client.avatars.get('alice')).toEqual({ kind: 'none' });
    server.answer(
      404,
      alfrescoError(
        404,
        'The entity with id: x was not found',
        'framework.exception.EntityNotFound',
      ),
    );
    expect(await appErrorOf(server.client.avatars.get('x'))).toMatchObject({ code: 'not-found' });
  });

  it.each([
    ['a page of a proxy', 200, '<html>'],
    ['nothing', 200, ''],
    ['a 404 of a proxy', 404, '<html>'],
  ])('takes %s for no photo and no absence', async (_name, status, body) => {
    const server = current();
    server.answer(status, body, { 'Content-Type': 'image/png' });
    expect(await appErrorOf(server.client.avatars.get('alice'))).toMatchObject({
      code: 'network',
      reason: 'bad-answer',
    });
  });
});

describe('avatars.put', () => {
  it('sends the bytes as they are', async () => {
    const server = current();
    server.answer(200, entry({ id: 'alice', firstName: 'Alice' }));
    const person = await server.client.avatars.put('alice', {
      bytes: png,
      contentType: 'image/png',
    });
    expect(person).toMatchObject({ id: 'alice', avatarId: null, capabilities: null });
    expect(server.last()).toMatchObject({ method: 'PUT', url: `${corePath}/people/alice/avatar` });
    expect(server.last().headers['content-type']).toBe('image/png');
    expect(server.last().body.equals(png)).toBe(true);
  });

  it.each([
    [400, 'invalid'],
    [413, 'too-large'],
    [415, 'unsupported'],
    [501, 'unsupported'],
  ])('speaks of the picture at %i', async (status, code) => {
    const server = current();
    server.answer(status, alfrescoError(status, 'No.'));
    const call = server.client.avatars.put('alice', { bytes: png, contentType: 'image/png' });
    const error = await appErrorOf(call);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/picture/);
  });
});

describe('avatars.delete', () => {
  it('succeeds with 204', async () => {
    const server = current();
    server.behave = (_request, response) => void response.writeHead(204).end();
    await server.client.avatars.delete('alice');
    expect(server.last()).toMatchObject({
      method: 'DELETE',
      url: `${corePath}/people/alice/avatar`,
    });
  });
});
