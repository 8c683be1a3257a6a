import { describe, expect, it } from 'vitest';
import { createAlfrescoClient } from '../../../../main/api/client.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { alfrescoError } from '../../../support/hostile-behaviours.ts';
import { useOneAnswer } from './one-answer.ts';

const current = useOneAnswer();
const challenge = { 'WWW-Authenticate': 'AlfTicket realm="Alfresco -default- tenant"' };

describe('what a status means', () => {
  it.each([
    [400, 'invalid', null, false],
    [403, 'forbidden', null, false],
    [404, 'not-found', null, false],
    [405, 'unsupported', null, false],
    [408, 'timeout', null, true],
    [409, 'conflict', null, false],
    [412, 'conflict', null, false],
    [413, 'too-large', null, false],
    [415, 'unsupported', null, false],
    [418, 'invalid', null, false],
    [422, 'invalid', null, false],
    [429, 'server', 'unavailable', true],
    [500, 'server', null, true],
    [501, 'unsupported', null, false],
    [502, 'server', 'unavailable', true],
    [503, 'server', 'unavailable', true],
    [504, 'server', 'unavailable', true],
    [507, 'server', null, false],
    [599, 'server', null, true],
  ])('%i is %s', async (status, code, reason, retryable) => {
    const server = current();
    server.answer(status, alfrescoError(status, 'The words of the server.'));
    const error = await appErrorOf(server.client.people.update('alice', { jobTitle: 'x' }));
    expect(error).toMatchObject({
      code,
      reason,
      retryable,
      status,
      serverText: 'The words of the server.',
      logId: '8c1f6a1e-0b7a-4f6a-9c0e-5d0f5b0c7a11',
    });
    expect(error.message).not.toContain('{host}');
  });

  it('407 speaks of the proxy, where a fetch shows it at all', async () => {
    const client = createAlfrescoClient({
      baseUrl: 'https://ecm.example.com/alfresco',
      fetch: () => Promise.resolve(new Response('', { status: 407 })),
      authorization: () => null,
    });
    const error = await appErrorOf(client.people.get('alice'));
    expect(error).toMatchObject({ code: 'network', status: 407 });
    expect(error.message).toMatch(/^The proxy of your network.*ecm\.example\.com/);
  });

  it.each([401, 413, 500, 502, 503])('%i counts in HTML as well', async (status) => {
    const server = current();
    server.answer(status, '<h1>nginx</h1>', { 'Content-Type': 'text/html' });
    const error = await appErrorOf(server.client.people.get('alice'));
    expect(error.status).toBe(status);
    expect(error).not.toHaveProperty('serverText');
  });

  it.each([
    [403, 'a missing right'],
    [404, 'a missing person'],
    [511, 'an error of the server'],
  ])('does not take the %i of a proxy or portal for %s', async (status) => {
    const server = current();
    server.answer(status, '<h1>Not what you asked for</h1>');
    expect(await appErrorOf(server.client.people.get('alice'))).toMatchObject({
      code: 'network',
      reason: 'bad-answer',
      retryable: true,
    });
  });

  it('still knows the status where the body of an error is damaged', async () => {
    const server = current();
    server.answer(503, 'this is no gzip', { 'Content-Encoding': 'gzip' });
    expect(await appErrorOf(server.client.people.get('alice'))).toMatchObject({
      code: 'server',
      reason: 'unavailable',
      status: 503,
    });
  });
});

describe('the two kinds of 401', () => {
  it.each([
    ['with a challenge', 'Anything', challenge],
    ['with a Basic challenge', 'Anything', { 'WWW-Authenticate': 'Basic realm="Alfresco"' }],
    ['with the summary of the filter', 'Authentication failed for Web Script x.get', {}],
  ])('means the end of the session %s', async (_name, summary, headers) => {
    const server = current();
    server.answer(401, alfrescoError(401, summary), headers);
    expect(await appErrorOf(server.client.people.get('alice'))).toMatchObject({
      code: 'unauthorized',
      reason: 'session-expired',
    });
  });

  it('means a refusal inside an operation without either', async () => {
    const server = current();
    server.answer(401, alfrescoError(401, 'User name does not exist: ab****'));
    const call = server.client.people.update('abel', { password: 'new' });
    expect(await appErrorOf(call)).toMatchObject({
      code: 'forbidden',
      reason: null,
      retryable: false,
      serverText: 'User name does not exist: ab****',
    });
  });
});

describe('the words of the server', () => {
  it.each([
    ['{"error":{"errorKey":"Login failed"}}', 'Login failed', undefined],
    ['{"error":{"briefSummary":"08250007 Numbered","logId":"1-2"}}', 'Numbered', '1-2'],
    [
      '{"error":{"briefSummary":"0825 stays: too short","logId":7}}',
      '0825 stays: too short',
      undefined,
    ],
    ['{"error":{"statusCode":400}}', undefined, undefined],
    ['{"error":"text"}', undefined, undefined],
  ])('are read from %s', async (body, serverText, logId) => {
    const server = current();
    server.answer(400, body);
    const error = await appErrorOf(server.client.people.get('alice'));
    expect(error.serverText).toBe(serverText);
    expect(error.logId).toBe(logId);
  });

  it('are cut where they never end', async () => {
    const server = current();
    server.answer(400, alfrescoError(400, 'x'.repeat(100_000)));
    const error = await appErrorOf(server.client.people.get('alice'));
    expect(error.serverText).toHaveLength(1000);
  });
});

describe('what the server judges by its content models', () => {
  it.each([
    [400, 'Unknown property: hr:badge', /have no “hr:badge”/],
    [
      400,
      "my:x isn't a valid QName. Detail: Namespace prefix my is not mapped to a namespace URI",
      /has the prefix “my”/,
    ],
    [400, 'NameSpace cannot be used by API: cm:title', /keeps “cm:title” for itself/],
    [422, 'Found 1 integrity violations:\nInvalid property value', /forbids one of these values/],
    [400, 'Something else', /Read its reason under Details/],
    [500, 'Unknown property: hr:badge', /error of its own/],
  ])('%i: %s', async (status, summary, message) => {
    const server = current();
    server.answer(status, alfrescoError(status, summary));
    const call = server.client.people.update('alice', { properties: { 'hr:badge': '7' } });
    const error = await appErrorOf(call);
    expect(error.message).toMatch(message);
    expect(error.serverText).toBe(summary);
  });

  it('is never told with a secret in it', async () => {
    const server = current();
    server.answer(400, alfrescoError(400, 'Unknown property: hr:pin'));
    const error = await appErrorOf(server.client.people.update('alice', { password: 'hr:pin' }));
    expect(JSON.stringify(error)).not.toContain('hr:pin');
  });
});

describe('Retry-After', () => {
  const nowMs = Date.parse('2026-11-04T10:00:00Z');

  it.each([
    ['120', 120],
    ['0', 0],
    ['Wed, 04 Nov 2026 10:01:30 GMT', 90],
    ['Wed, 04 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
  ])('%s', async (value, seconds) => {
    const server = current();
    server.answer(503, alfrescoError(503, 'Busy'), { 'Retry-After': value });
    const client = createAlfrescoClient({
      baseUrl: server.baseUrl,
      fetch,
      authorization: () => null,
      now: () => nowMs,
      createTraceId: () => 'trace-1',
    });
    const error = await appErrorOf(client.people.get('alice'));
    expect(error.retryAfterSeconds).toBe(seconds);
    expect(error.traceId).toBe('trace-1');
  });
});
