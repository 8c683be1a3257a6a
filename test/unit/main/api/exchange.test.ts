import { describe, expect, it, vi } from 'vitest';
import { createAlfrescoClient } from '../../../../main/api/client.ts';
import type { FetchFunction } from '../../../../main/services/ports/alfresco.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { alfrescoError, behaviours } from '../../../support/hostile-behaviours.ts';
import { useOneAnswer } from './one-answer.ts';
import { listPeople } from '../../../support/page-answers.ts';

const current = useOneAnswer();
const megabyte = 1024 * 1024;

function behaviour(name: string) {
  const found = behaviours[name];
  if (found === undefined) throw new Error(`No behaviour has the name ${name}`);
  return found;
}

/** The most memory that buffers took while the work was done. */
async function peakBufferBytes(work: () => Promise<unknown>): Promise<number> {
  const startBytes = process.memoryUsage().arrayBuffers;
  let peakBytes = 0;
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage().arrayBuffers - startBytes);
  }, 1);
  await work().finally(() => clearInterval(timer));
  return peakBytes;
}

describe('limits', () => {
  it.each(['endless', 'gzip-bomb'])('stop reading and stay small: %s', async (name) => {
    const server = current();
    server.behave = behaviour(name);
    const beforeBytes = server.server.sentBytes();
    const peakBytes = await peakBufferBytes(() => appErrorOf(server.client.people.list({})));
    expect(peakBytes).toBeLessThan(100 * megabyte);
    expect(server.server.sentBytes() - beforeBytes).toBeLessThan(60 * megabyte);
  });

  it('let a page through that a photo would be too large for', async () => {
    const server = current();
    const blanks = ' '.repeat(11 * megabyte);
    const body =
      '{"list":{"pagination":{"skipCount":0,"maxItems":100,"hasMoreItems":false},"entries":[]}}';
    server.answer(200, blanks + body);
    expect((await listPeople(server.client, {})).people).toEqual([]);
    expect(await appErrorOf(server.client.avatars.get('alice'))).toMatchObject({
      code: 'too-large',
      reason: 'bad-answer',
      retryable: false,
    });
  });

  it('refuse a page of a million entries without reading them', async () => {
    const server = current();
    const entries = `${'{"entry":{}},'.repeat(999_999)}{"entry":{}}`;
    server.answer(
      200,
      `{"list":{"pagination":{"skipCount":0,"maxItems":100,"hasMoreItems":false},"entries":[${entries}]}}`,
    );
    expect(await appErrorOf(listPeople(server.client, {}))).toMatchObject({ reason: 'bad-answer' });
  });
});

describe('giving up', () => {
  it.each(['slow-head', 'slow-body'])('at the word of the caller: %s', async (name) => {
    const server = current();
    const controller = new AbortController();
    server.behave = (request, response) => {
      void behaviour(name)(request, response);
      setTimeout(() => controller.abort(), 20);
    };
    const call = server.client.people.get('alice', { signal: controller.signal });
    expect(await appErrorOf(call)).toMatchObject({ code: 'cancelled', retryable: false });
  });

  it('before anything is sent, where the caller has given up already', async () => {
    const server = current();
    const call = server.client.people.get('alice', { signal: AbortSignal.abort() });
    expect(await appErrorOf(call)).toMatchObject({ code: 'cancelled' });
    expect(server.requests).toHaveLength(0);
  });

  it('takes the time limit of the call over the one of the client', async () => {
    const server = current();
    server.behave = behaviour('slow-body');
    const call = server.client.people.get('alice', { timeoutMs: 50 });
    expect(await appErrorOf(call)).toMatchObject({ code: 'timeout', retryable: true });
  });

  it('on a handler in this process that knows no signals', async () => {
    const never: FetchFunction = () => new Promise<Response>(() => undefined);
    const halted: FetchFunction = () => Promise.resolve(new Response(new ReadableStream()));
    for (const fetch of [never, halted]) {
      const client = createAlfrescoClient({
        baseUrl: 'http://demo.invalid/alfresco',
        fetch,
        authorization: () => null,
        timeoutMs: 20,
      });
      expect(await appErrorOf(client.people.get('alice'))).toMatchObject({ code: 'timeout' });
    }
  });
});

describe('one try', () => {
  it.each([408, 409, 429, 500, 503])('for a GET that is answered with %i', async (status) => {
    const server = current();
    server.answer(status, alfrescoError(status, 'No'));
    await appErrorOf(server.client.people.get('alice'));
    expect(server.requests).toHaveLength(1);
  });

  it('passes no secret, cookie or cache option to a fetch that it should not have', async () => {
    const fetch = vi.fn<FetchFunction>(() =>
      Promise.resolve(Response.json({ entry: { id: 'a' } })),
    );
    const client = createAlfrescoClient({
      baseUrl: 'http://demo.invalid/alfresco',
      fetch,
      authorization: () => null,
    });
    await client.people.get('a');
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    });
  });

  it('does not believe a fetch that has followed a redirect by itself', async () => {
    const response = Response.json({ entry: { id: 'a' } });
    Object.defineProperty(response, 'redirected', { value: true });
    const client = createAlfrescoClient({
      baseUrl: 'http://demo.invalid/alfresco',
      fetch: () => Promise.resolve(response),
      authorization: () => null,
    });
    expect(await appErrorOf(client.people.get('a'))).toMatchObject({ reason: 'redirected' });
  });
});

describe('polluted JSON', () => {
  it.each(['proto-key', 'constructor-key', 'prototype-key', 'escaped-proto-key'])(
    'leaves the prototypes alone: %s',
    async (name) => {
      const before = Reflect.ownKeys(Object.prototype);
      const server = current();
      server.behave = behaviour(name);
      expect(await appErrorOf(server.client.people.get('a'))).toMatchObject({
        reason: 'bad-answer',
      });
      expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
      expect({}).not.toHaveProperty('polluted');
    },
  );
});
