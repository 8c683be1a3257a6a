import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Electron } from '../electron/resolve.ts';
import { requireSandbox } from '../machine/sandbox.ts';
import { projectDir } from '../project.ts';
import type { AppUser } from './app-user.ts';
import { asUser, findAppUser } from './app-user.ts';
import { stageApp } from './stage-app.ts';

/** An app that is ready to be launched, any number of times. Plain data: it crosses processes. */
export interface Launchable {
  /** What to execute: Electron itself, or a wrapper that becomes the ordinary user first. */
  readonly program: string;
  readonly appDir: string;
  readonly user: AppUser | null;
  /** For throw-away homes and user data; everybody may look in, only we may write. */
  readonly workDir: string;
}

/** Makes the built app launchable by a test or the tour; `appDir` names another app, in tests. */
export async function makeLaunchable(electron: Electron, appDir?: string): Promise<Launchable> {
  const user = await findAppUser();
  await requireSandbox(electron, user);
  const workDir = await mkdtemp(join(tmpdir(), 'rollcall-run-'));
  await chmod(workDir, 0o755);
  if (user === null) {
    return { program: electron.program, appDir: appDir ?? projectDir, user, workDir };
  }
  try {
    const program = await writeWrapper(workDir, electron, user);
    return { program, appDir: appDir ?? (await stage(workDir)), user, workDir };
  } catch (error) {
    await rm(workDir, { recursive: true, force: true });
    throw error;
  }
}

async function stage(workDir: string): Promise<string> {
  const stagedDir = join(workDir, 'app');
  await stageApp(stagedDir);
  return stagedDir;
}

/** Removes what `makeLaunchable` and its launches left behind. */
export async function removeLaunchable({ workDir }: Launchable): Promise<void> {
  await rm(workDir, { recursive: true, force: true, maxRetries: 3 });
}

/** Playwright executes one program: this one becomes the user and then Electron, keeping its id. */
async function writeWrapper(workDir: string, electron: Electron, user: AppUser): Promise<string> {
  const wrapper = join(workDir, 'electron-as-user');
  const command = asUser(user, electron.program).map(
    (word) => `'${word.replaceAll("'", `'\\''`)}'`,
  );
  await writeFile(wrapper, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`, { mode: 0o755 });
  return wrapper;
}
