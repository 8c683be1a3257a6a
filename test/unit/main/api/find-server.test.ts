import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findServer } from '../../../../main/api/find-server.ts';
import type { FetchFunction } from '../../../../main/services/ports/alfresco.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { alfrescoError, sendJson } from '../../../support/hostile-behaviours.ts';
import {
  startHostileServer,
  type Behaviour,
  type HostileServer,
} from '../../../support/hostile-server.ts';
import { createTestCertificate } from '../../../support/tls-certificate.ts';

const live = '{"entry":{"message":"liveProbe: Success - Tested"}}';
const probePath = '/alfresco/api/-default-/public/alfresco/versions/1/probes/-live-';
const alfresco: Behaviour = (_request, response) => sendJson(response, 200, live);
const page: Behaviour = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Hello</html>');
};

const authority = createTestCertificate({ name: 'Test authority', isAuthority: true });
const good = createTestCertificate({ name: 'Good', hosts: ['127.0.0.1'], issuer: authority });
const selfSigned = createTestCertificate({ name: 'Self-signed', hosts: ['127.0.0.1'] });
const trusted = tls.getCACertificates('default');
const running: HostileServer[] = [];

beforeAll(() => tls.setDefaultCACertificates([...trusted, authority.cert]));
afterAll(() => tls.setDefaultCACertificates(trusted));
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(behave: Behaviour, certificate?: typeof good): Promise<HostileServer> {
  const server = await startHostileServer(behave, certificate);
  running.push(server);
  return server;
}

function find(address: string, acceptPlainHttp = false, through: FetchFunction = fetch) {
  return findServer({ address, acceptPlainHttp, fetch: through });
}

/** Makes a name of another machine lead to the servers of this test. */
function resolving(origins: Readonly<Record<string, string>>): FetchFunction {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const target = origins[url.origin];
    if (target === undefined) throw new Error(`Nothing stands for ${url.origin}`);
    return fetch(target + url.pathname + url.search, init);
  };
}

describe('findServer', () => {
  it('probes without credentials and answers the base address', async () => {
    const server = await start(alfresco);
    const found = await find(`${server.origin}/share/page`);
    expect(found).toEqual({
      baseUrl: `${server.origin}/alfresco`,
      isPlainHttp: false,
      clockAheadSeconds: 0,
    });
    expect(server.requests.map(({ url }) => url)).toEqual([probePath]);
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('finds https on this machine where http does not answer', async () => {
    const server = await start(alfresco, good);
    const { baseUrl } = await find(`127.0.0.1:${server.port}`);
    expect(baseUrl).toBe(`${server.origin}/alfresco`);
  });

  it('knows an Alfresco without probes by its error', async () => {
    const server = await start((_request, response) =>
      sendJson(response, 404, alfrescoError(404, 'No')),
    );
    expect((await find(server.origin)).baseUrl).toBe(`${server.origin}/alfresco`);
  });

  it('says that Alfresco is starting', async () => {
    const server = await start((_request, response) =>
      sendJson(response, 503, alfrescoError(503, 'No')),
    );
    expect(await appErrorOf(find(server.origin))).toMatchObject({
      code: 'server',
      reason: 'unavailable',
      retryable: true,
    });
  });

  it.each<[string, Behaviour]>([
    ['a page', page],
    ['other JSON', (_request, response) => sendJson(response, 200, '{"status":"up"}')],
    ['an empty answer', (_request, response) => sendJson(response, 200, '')],
    ['a 404 of others', (_request, response) => void response.writeHead(404).end('<html>')],
    ['a 418 of others', (_request, response) => void response.writeHead(418).end('short')],
  ])('is not content with %s', async (_name, behave) => {
    const server = await start(behave);
    expect(await appErrorOf(find(server.origin))).toMatchObject({
      code: 'network',
      reason: 'not-alfresco',
    });
  });

  it('reports the candidate that came nearest', async () => {
    const server = await start(page);
    const error = await appErrorOf(find(`127.0.0.1:${server.port}`));
    expect(error.reason).toBe('not-alfresco');
  });

  it('follows no redirect', async () => {
    const target = await start(alfresco);
    const server = await start((_request, response) => {
      response.writeHead(302, { Location: `${target.origin}${probePath}` }).end();
    });
    expect(await appErrorOf(find(server.origin))).toMatchObject({ reason: 'redirected' });
    expect(target.requests).toHaveLength(0);
  });

  it('refuses a bad address before anything is sent', async () => {
    const never: FetchFunction = () => Promise.reject(new Error('Nothing may be sent'));
    expect(await appErrorOf(find('user:pass@host', true, never))).toMatchObject({
      reason: 'bad-address',
    });
  });

  it('stops at the word of the caller', async () => {
    const controller = new AbortController();
    const server = await start(() => controller.abort());
    const { signal } = controller;
    const call = findServer({ address: server.origin, acceptPlainHttp: false, fetch, signal });
    expect(await appErrorOf(call)).toMatchObject({ code: 'cancelled' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a server on another machine', () => {
  it('is taken with https at once', async () => {
    const server = await start(alfresco, good);
    const through = resolving({ 'https://ecm.example.com': server.origin });
    expect(await find('ecm.example.com', false, through)).toEqual({
      baseUrl: 'https://ecm.example.com/alfresco',
      isPlainHttp: false,
      clockAheadSeconds: 0,
    });
  });

  it.each(['ecm.example.com', 'http://ecm.example.com'])(
    'needs an explicit yes to plain http: %s',
    async (address) => {
      const plain = await start(alfresco);
      const through = resolving({
        'https://ecm.example.com': `https://127.0.0.1:${plain.port}`,
        'http://ecm.example.com': plain.origin,
      });
      const error = await appErrorOf(find(address, false, through));
      expect(error).toMatchObject({ code: 'invalid', reason: 'plain-http', retryable: false });
      expect(error.fields).toHaveProperty('address');
      expect(await find(address, true, through)).toEqual({
        baseUrl: 'http://ecm.example.com/alfresco',
        isPlainHttp: true,
        clockAheadSeconds: 0,
      });
    },
  );

  it.each([true, false])(
    'with a bad certificate is never reached by http instead (yes: %s)',
    async (acceptPlainHttp) => {
      const secure = await start(alfresco, selfSigned);
      const plain = await start(alfresco);
      const through = resolving({
        'https://ecm.example.com': secure.origin,
        'http://ecm.example.com': plain.origin,
      });
      const error = await appErrorOf(find('ecm.example.com', acceptPlainHttp, through));
      expect(error).toMatchObject({ code: 'network', reason: 'certificate' });
      expect(secure.requests).toHaveLength(0);
      expect(plain.requests).toHaveLength(0);
    },
  );
});
