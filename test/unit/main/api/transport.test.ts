import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tlsCases, transportCases } from '../../../support/transport-cases.ts';
import {
  startTransportServers,
  type TransportServers,
} from '../../../support/transport-servers.ts';

let servers: TransportServers;
const trusted = tls.getCACertificates('default');

beforeAll(async () => {
  servers = await startTransportServers();
  // As an administrator would do it: our authority joins the store; nothing is switched off.
  tls.setDefaultCACertificates([...trusted, servers.authority]);
});

afterAll(async () => {
  tls.setDefaultCACertificates(trusted);
  await servers.close();
});

describe('the transport over the fetch of Node', () => {
  it.each([...transportCases, ...tlsCases])('$name', async ({ expected, says = '', run }) => {
    const { code, reason, message } = await run(fetch, servers.addresses);
    expect({ code, reason }).toEqual(expected);
    expect(message).toContain(says);
  });
});
