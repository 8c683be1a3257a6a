import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from '../process/run.ts';
import { findDamage, sealFolder } from './seal.ts';

const timeoutMs = 10 * 60 * 1000;
const packageDir = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const distDir = join(packageDir, 'dist');

/** The program's path in an Electron folder. */
export function electronProgram(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** The folder of the `electron` package's own binary, which is downloaded if need be; else null. */
export async function ensureOwnElectron(failureNote: string | null): Promise<string | null> {
  if (await isWhole()) return distDir;
  if (failureNote !== null && (await wasWrittenToday(failureNote))) return null;
  await rm(distDir, { recursive: true, force: true });
  const installed = await run(process.execPath, [join(packageDir, 'install.js')], { timeoutMs });
  if (installed.exitCode === 0 && (await isWhole())) return distDir;
  if (failureNote !== null) await writeNote(failureNote);
  return null;
}

async function isWhole(): Promise<boolean> {
  const program = electronProgram(process.platform);
  if (!existsSync(join(packageDir, 'path.txt')) || !existsSync(join(distDir, program))) {
    return false;
  }
  // The package writes path.txt last: a binary without our seal was finished by the package itself.
  if (!existsSync(join(distDir, 'complete.json'))) await sealFolder(distDir, [program]);
  return (await findDamage(distDir)) === null;
}

const today = (): string => new Date().toISOString().slice(0, 10);

async function wasWrittenToday(note: string): Promise<boolean> {
  return existsSync(note) && (await readFile(note, 'utf8')) === today();
}

async function writeNote(note: string): Promise<void> {
  await mkdir(dirname(note), { recursive: true });
  await writeFile(note, today());
}
