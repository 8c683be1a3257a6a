import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAlfrescoClient } from '../../../../main/api/client.ts';
import { appErrorSchema, AppError } from '../../../../preload/model/app-error.ts';
import { canarySecrets, everyCall } from '../../../support/transport-cases.ts';
import {
  startTransportServers,
  type TransportServers,
} from '../../../support/transport-servers.ts';
import { alfrescoError } from '../../../support/hostile-behaviours.ts';
import { useOneAnswer } from './one-answer.ts';

const basic = Buffer.from(canarySecrets.ticket).toString('base64');
const canaries = [...Object.values(canarySecrets), basic];
const current = useOneAnswer();
let servers: TransportServers;

beforeAll(async () => {
  servers = await startTransportServers();
});
afterAll(() => servers.close());

/** All that a log, a crash report or the bridge could make of an error. */
function everythingIn(error: unknown): string {
  const seen: unknown[] = [];
  for (let at = error; at instanceof Error; at = at.cause) {
    seen.push(inspect(at, { depth: 20, showHidden: true, getters: true }), at.message, at.stack);
    if (at instanceof AppError) seen.push(JSON.stringify(at.data));
  }
  return seen.join('\n');
}

async function rejectionOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The call should have failed');
}

function expectNoSecret(error: AppError): void {
  const text = everythingIn(error);
  for (const canary of canaries) expect(text).not.toContain(canary);
  expect(appErrorSchema.safeParse(error.data).success).toBe(true);
}

describe.each(Object.entries(everyCall))('%s', (_name, call) => {
  it.each([400, 401, 403, 500, 503])('shows no secret that a %i echoes', async (status) => {
    const server = current();
    server.behave = (request, response) => {
      const echo = `${request.headers.authorization ?? ''} ${request.body.toString('utf8')}`;
      const headers = { 'Content-Type': 'application/json', 'X-Echo': basic };
      response.writeHead(status, headers).end(alfrescoError(status, `Cannot read ${echo}`));
    };
    const error = await rejectionOf(call(server.client));
    expectNoSecret(error);
    expect(error.data.status).toBe(status);
  });

  it('shows no secret where the connection fails', async () => {
    const { hostile, refused } = servers.addresses;
    for (const baseUrl of [`${refused}/alfresco`, `${hostile}/reset-before-head/alfresco`]) {
      const client = createAlfrescoClient({
        baseUrl,
        fetch,
        authorization: () => canarySecrets.ticket,
      });
      expectNoSecret(await rejectionOf(call(client)));
    }
  });

  it('puts no secret into the address', async () => {
    const server = current();
    server.answer(200, '{}');
    await call(server.client).catch(() => undefined);
    expect(server.requests).toHaveLength(1);
    for (const canary of canaries) expect(server.last().url).not.toContain(canary);
    expect(server.last().url).not.toMatch(/alf_ticket|TICKET_/);
  });

  it.each([301, 302, 303, 307, 308])('follows no %i, to wherever it leads', async (status) => {
    const { hostile, canary, tls } = servers.addresses;
    const targets = [
      `${canary}/alfresco`,
      `//${new URL(canary).host}/alfresco`,
      canary.replace('://', '://user:pass@'),
      `${tls.good}/alfresco`,
      `${hostile}/good/alfresco`,
      '/good/alfresco',
      '',
      'file:///etc/passwd',
      'http://[',
    ];
    for (const target of targets) {
      const before = servers.hostile.requests.length;
      const client = createAlfrescoClient({
        baseUrl: `${hostile}/redirect-${status}-${encodeURIComponent(target)}/alfresco`,
        fetch,
        authorization: () => canarySecrets.ticket,
      });
      const error = await rejectionOf(call(client));
      expect(error.data).toMatchObject({ code: 'network', reason: 'redirected', status });
      expect(servers.hostile.requests.length - before).toBe(1);
    }
    expect(servers.canary.requests).toHaveLength(0);
  });
});

describe('secrets in a spelling of their own', () => {
  it.each(['with "quotes"', 'naïve & blank', 'a\\b'])('hides %s', async (password) => {
    const server = current();
    server.behave = (request, response) => {
      response.writeHead(400).end(alfrescoError(400, `Source: ${request.body.toString('utf8')}`));
    };
    const error = await rejectionOf(server.client.people.update('alice', { password }));
    expect(error.data).not.toHaveProperty('serverText');
  });
});

describe('a bad certificate', () => {
  it('ends the connection before anything is sent', async () => {
    const { good: _good, noTls: _noTls, ...bad } = servers.addresses.tls;
    for (const origin of Object.values(bad)) {
      const client = createAlfrescoClient({
        baseUrl: `${origin}/alfresco`,
        fetch,
        authorization: () => canarySecrets.ticket,
      });
      const call = client.tickets.create({ userId: 'a', password: canarySecrets.password });
      const error = await rejectionOf(call);
      expect(error.data).toMatchObject({ reason: 'certificate', retryable: false });
      expectNoSecret(error);
    }
    expect(servers.requestsThroughBadTls()).toBe(0);
  });
});
