import { describe, expect, it, onTestFinished } from 'vitest';
import { createAlfrescoClient } from '../../../../main/api/client.ts';
import { findServer } from '../../../../main/api/find-server.ts';
import { createConnectionTest } from '../../../../main/services/connection-test.ts';
import type { FetchFunction } from '../../../../main/services/ports/alfresco.ts';
import {
  connectionReportSchema,
  connectionSteps,
  type ConnectionReport,
} from '../../../../preload/model/connection-report.ts';
import type { DemoSettingsInput } from '../../../../main/demo/settings.ts';
import { startDemoServer, type ListeningDemoServer } from '../../../support/demo-server.ts';
import { startHostileServer } from '../../../support/hostile-server.ts';
import { createTestCertificate } from '../../../support/tls-certificate.ts';

const profileId = 'profile-1';

async function startServer(settings: DemoSettingsInput = {}): Promise<ListeningDemoServer> {
  const server = await startDemoServer(settings);
  onTestFinished(() => server.close());
  return server;
}

/** Tests an address; `profile` is the server whose user alice has signed in. */
async function run(
  address: string,
  options: {
    readonly profile?: ListeningDemoServer;
    readonly ticket?: string;
    readonly fetch?: FetchFunction;
    readonly acceptPlainHttp?: boolean;
    readonly clockMs?: number;
  } = {},
): Promise<ConnectionReport> {
  const { profile, fetch: through = fetch, acceptPlainHttp = false, clockMs = 0 } = options;
  const baseUrl = profile?.baseUrl ?? '';
  const signIn = (): Promise<string> =>
    createAlfrescoClient({ baseUrl, fetch, authorization: () => null })
      .tickets.create({ userId: 'alice', password: 'password' })
      .then(({ ticket }) => ticket);
  const ticket = options.ticket ?? (profile === undefined ? null : await signIn());
  const test = createConnectionTest({
    probe: (request) => findServer({ ...request, fetch: through, now: () => Date.now() + clockMs }),
    clientOf: () =>
      profile === undefined
        ? null
        : {
            serverUrl: baseUrl,
            client: createAlfrescoClient({ baseUrl, fetch, authorization: () => ticket }),
          },
  });
  const report = await test({
    address,
    acceptPlainHttp,
    profileId: profile === undefined ? null : profileId,
  });
  connectionReportSchema.parse(report);
  return report;
}

function statuses({ steps }: ConnectionReport): Record<string, string> {
  return Object.fromEntries(steps.map(({ step, status }) => [step, status]));
}

function messageOf({ steps }: ConnectionReport, step: string): string {
  return steps.find((one) => one.step === step)?.error?.message ?? '';
}

const allOk = Object.fromEntries(connectionSteps.map((step) => [step, 'ok']));
const nothingInside = { 'sign-in': 'skipped', version: 'skipped', rights: 'skipped' };

describe('a test of a connection', () => {
  it('finds nothing to say of a server that works', async () => {
    const server = await startServer({ version: '25.2.0', edition: 'Enterprise' });
    const report = await run(server.url, { profile: server });
    expect(statuses(report)).toEqual(allOk);
    expect(report).toMatchObject({
      serverUrl: server.baseUrl,
      isEncrypted: false,
      clockAheadSeconds: 0,
      repository: { edition: 'Enterprise', version: '25.2.0' },
      rights: { userId: 'alice', isAdmin: false },
    });
  });

  it('leaves out what needs a sign-in where there is no profile', async () => {
    const server = await startServer();
    expect(statuses(await run(server.url))).toEqual({ ...allOk, ...nothingInside });
  });

  it('shows the ticket of a profile to no other server', async () => {
    const own = await startServer();
    const other = await startHostileServer((_request, response) => {
      response.end('{"entry":{"message":"live"}}');
    });
    onTestFinished(() => other.close());
    const report = await run(other.origin, { profile: own });
    expect(statuses(report)).toEqual({ ...allOk, ...nothingInside });
    for (const { headers } of other.requests) expect(headers).not.toHaveProperty('authorization');
  });

  it('stops where nobody answers', async () => {
    const server = await startServer();
    await server.close();
    const report = await run(server.url);
    expect(new Set(Object.values(statuses(report)))).toEqual(new Set(['failed', 'skipped']));
    expect(report.steps[0]?.error).toMatchObject({ reason: 'refused' });
    expect(report.serverUrl).toBeNull();
  });

  it('says what is wrong with an address', async () => {
    expect((await run('http://')).steps[0]).toMatchObject({
      status: 'failed',
      error: { reason: 'bad-address' },
    });
  });

  it('says what is wrong with a certificate', async () => {
    const certificate = createTestCertificate({ name: 'Self', hosts: ['127.0.0.1'] });
    const server = await startHostileServer(() => undefined, certificate);
    onTestFinished(() => server.close());
    const report = await run(server.origin);
    expect(statuses(report)).toMatchObject({ reach: 'skipped', encryption: 'failed' });
    expect(messageOf(report, 'encryption')).toMatch(/certificate/);
  });

  it.each([
    [true, 'warning'],
    [false, 'failed'],
  ])('warns of plain http elsewhere (accepted: %s)', async (acceptPlainHttp, status) => {
    const server = await startServer();
    const through: FetchFunction = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      return fetch(server.url + url.pathname, init);
    };
    const report = await run('http://ecm.example.com', { fetch: through, acceptPlainHttp });
    expect(statuses(report)).toMatchObject({ reach: 'ok', encryption: status, clock: 'ok' });
    expect(report.steps[1]?.error?.reason).toBe('plain-http');
    expect(report.isEncrypted).toBe(false);
  });

  it.each([
    [-2 * 3_600_000, 'warning', /120 minutes ahead of/],
    [7 * 60_000, 'warning', /7 minutes behind/],
    [4 * 60_000, 'ok', /^$/],
  ])('compares the clocks (ours wrong by %d ms)', async (clockMs, status, sentence) => {
    const server = await startServer();
    const report = await run(server.url, { clockMs });
    expect(statuses(report).clock).toBe(status);
    expect(messageOf(report, 'clock')).toMatch(sentence);
    expect(Math.abs((report.clockAheadSeconds ?? 0) + clockMs / 1000)).toBeLessThan(15);
  });

  it('says that the sign-in does not work, after one try', async () => {
    const server = await startServer();
    const report = await run(server.url, { profile: server, ticket: 'TICKET_gone' });
    expect(statuses(report)).toEqual({ ...allOk, ...nothingInside, 'sign-in': 'failed' });
    expect(report.rights).toBeNull();
    // The probe, and the one request that was refused.
    expect(server.demo.stats().requests).toBe(2);
  });

  it.each<[string, DemoSettingsInput]>([
    ['switched off', { discoveryEnabled: false }],
    ['forbidden', { faults: [{ path: 'discovery', kind: 'error', status: 403 }] }],
    ['kept back by a proxy', { faults: [{ path: 'discovery', kind: 'html', status: 404 }] }],
  ])('does without discovery: %s', async (_name, settings) => {
    const server = await startServer(settings);
    const report = await run(server.url, { profile: server });
    expect(statuses(report)).toEqual(allOk);
    expect(report.repository).toBeNull();
  });

  it('says so where discovery breaks', async () => {
    const server = await startServer({
      faults: [{ path: 'discovery', kind: 'error', status: 500 }],
    });
    const report = await run(server.url, { profile: server });
    expect(statuses(report)).toEqual({ ...allOk, version: 'failed' });
    expect(report.rights).toMatchObject({ userId: 'alice' });
  });

  it.each<[DemoSettingsInput, RegExp]>([
    [{ readOnly: true }, /read-only/],
    [{ thumbnailsEnabled: false }, /photos/],
    [{ readOnly: true, thumbnailsEnabled: false }, /read-only.*photos/],
    [{ version: '5.2.3' }, /too old .* who else is an administrator/],
    [
      { version: '5.2.3', faults: [{ path: 'preferences', kind: 'error', status: 404 }] },
      /too old .* offers everything/,
    ],
  ])('warns of what cannot be done: %o', async (settings, sentence) => {
    const server = await startServer(settings);
    const report = await run(server.url, { profile: server });
    expect(statuses(report).rights).toBe('warning');
    expect(messageOf(report, 'rights')).toMatch(sentence);
  });
});
