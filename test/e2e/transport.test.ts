import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asUser } from '../../scripts/launch/app-user.ts';
import { run } from '../../scripts/process/run.ts';
import { tlsCases, transportCases } from '../support/transport-cases.ts';
import { startTransportServers, type TransportServers } from '../support/transport-servers.ts';
import {
  createTransportApp,
  type TransportApp,
  type TransportResults,
} from './support/transport-app.ts';

let servers: TransportServers;
let app: TransportApp;
let results: TransportResults;

const namesOf = (cases: typeof transportCases): readonly string[] => cases.map(({ name }) => name);

beforeAll(async () => {
  servers = await startTransportServers();
  app = await createTransportApp();
  results = await app.run(servers.addresses, namesOf([...transportCases, ...tlsCases]));
});

afterAll(() => servers.close());

it.each(transportCases)('over Electron’s own network: $name', ({ name, expected }) => {
  expect(results[name]).toMatchObject(expected);
});

describe('a computer that does not trust the company', () => {
  it.each(tlsCases)('reaches nobody by TLS: $name', ({ name }) => {
    expect(results[name]).toMatchObject({ code: 'network', reason: 'certificate' });
  });

  it('sends nothing to the host of a redirect, and nothing through bad TLS', () => {
    expect(servers.canary.requests).toEqual([]);
    expect(servers.requestsThroughBadTls()).toBe(0);
  });
});

// On the other systems the store would be the developer's own.
describe.runIf(process.platform === 'linux')('a computer that trusts the company', () => {
  let trusting: TransportResults;

  beforeAll(async () => {
    const said = results['TLS: unknownIssuer']?.message ?? '';
    await trustAsTold(said);
    trusting = await app.run(servers.addresses, namesOf(tlsCases));
  });

  /** Does what the message says, word for word, as the user of the app. */
  async function trustAsTold(message: string): Promise<void> {
    const { user, workDir } = inject('launchable');
    const command = /certutil .* -i company\.crt/.exec(message)?.[0] ?? 'false';
    await writeFile(join(workDir, 'company.crt'), servers.authority);
    const [program, ...args] = asUser(user, 'sh');
    const done = await run(program, [...args, '-c', command], { cwd: workDir, env: app.env });
    expect(done).toMatchObject({ exitCode: 0 });
  }

  it.each(tlsCases)('tells one trouble from another: $name', ({ name, expected, says = '' }) => {
    expect(trusting[name]).toMatchObject(expected);
    expect(trusting[name]?.message).toContain(says);
  });

  it('sends nothing through bad TLS either', () => {
    expect(servers.requestsThroughBadTls()).toBe(0);
  });
});
