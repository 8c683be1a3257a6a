import { mkdtemp, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { homeEnv, makeHome } from '../../scripts/launch/app-env.ts';
import { giveTo } from '../../scripts/launch/app-user.ts';
import { inProject } from '../../scripts/project.ts';
import { createMainConfig } from '../../scripts/vite/main.ts';
import { transportCases } from '../support/transport-cases.ts';
import { startTransportServers, type TransportServers } from '../support/transport-servers.ts';

let servers: TransportServers;
let results: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  servers = await startTransportServers();
  results = await runInElectron(servers);
});

afterAll(() => servers.close());

/** Builds the app of `transport-app`, runs it in Electron and answers what it printed. */
async function runInElectron({ addresses }: TransportServers): Promise<typeof results> {
  const { program, user, workDir } = inject('launchable');
  const folder = await mkdtemp(join(workDir, 'transport-'));
  await build({
    ...createMainConfig(
      { index: inProject('test/e2e/transport-app/main.ts') },
      join(folder, 'out'),
    ),
    logLevel: 'warn',
  });
  const manifest = {
    name: 'transport-app',
    version: '1.0.0',
    type: 'module',
    main: 'out/index.js',
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const home = await mkdtemp(join(workDir, 'home-'));
  await makeHome(home, user);
  await giveTo(user, folder);
  const displayName = inject('displayName');
  const child = spawn(
    program,
    [`--user-data-dir=${join(home, 'data')}`, '--disable-dev-shm-usage', folder],
    {
      cwd: folder,
      env: {
        ...homeEnv(process.env, home, user?.name ?? null),
        ...(displayName === null ? {} : { DISPLAY: displayName }),
        TRANSPORT_ADDRESSES: JSON.stringify(addresses),
      },
    },
  );
  // An uncaught error in main opens a dialog and waits for ever.
  const overdue = setTimeout(() => child.kill('SIGKILL'), 150_000);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(overdue);
  const line = /^TRANSPORT-RESULTS (.*)$/m.exec(output)?.[1];
  if (line === undefined) throw new Error(`The app printed no results:\n${output}`);
  return JSON.parse(line) as typeof results;
}

it.each(transportCases)('over Electron’s own network: $name', ({ name, expected }) => {
  expect(results[name]).toEqual(expected);
});

it('sends nothing to the host of a redirect, and nothing through bad TLS', () => {
  expect(servers.canary.requests).toEqual([]);
  expect(servers.requestsThroughBadTls()).toBe(0);
});
