import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { inject } from 'vitest';
import { homeEnv, makeHome } from '../../../scripts/launch/app-env.ts';
import { giveTo } from '../../../scripts/launch/app-user.ts';
import { inProject } from '../../../scripts/project.ts';
import { createMainConfig } from '../../../scripts/vite/main.ts';
import type { Observed } from '../../support/transport-cases.ts';
import type { TransportAddresses } from '../../support/transport-servers.ts';
import { displayEnv } from './display-env.ts';

/** How each case ended, by its name. */
export type TransportResults = Readonly<Record<string, Observed>>;

/** The app of `transport-app`, built, with a home folder that lasts from run to run. */
export interface TransportApp {
  /** For a program that the app's user runs. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs the named cases in Electron and answers what it printed. */
  run(addresses: TransportAddresses, names: readonly string[]): Promise<TransportResults>;
}

/** Builds the app and makes its home folder. */
export async function createTransportApp(): Promise<TransportApp> {
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
  await giveTo(user, folder);
  const home = await mkdtemp(join(workDir, 'home-'));
  await makeHome(home, user);
  const env = {
    ...homeEnv(process.env, home, user?.name ?? null),
    ...displayEnv(),
  };
  return {
    env,
    async run(addresses, names) {
      const child = spawn(
        program,
        [`--user-data-dir=${join(home, 'data')}`, '--disable-dev-shm-usage', folder],
        {
          cwd: folder,
          env: {
            ...env,
            TRANSPORT_ADDRESSES: JSON.stringify(addresses),
            TRANSPORT_CASES: JSON.stringify(names),
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
      return JSON.parse(line) as TransportResults;
    },
  };
}
