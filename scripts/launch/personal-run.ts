import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Electron } from '../electron/resolve.ts';
import { cacheDir } from '../electron/this-machine.ts';
import { requireSandbox } from '../machine/sandbox.ts';
import { projectDir } from '../project.ts';
import { homeEnv, inheritedEnv, makeHome } from './app-env.ts';
import type { AppUser } from './app-user.ts';
import { asUser, findAppUser, giveTo } from './app-user.ts';
import { stageApp } from './stage-app.ts';

/** The built app, ready to be run for the person at this machine, with data that stays. */
export interface PersonalRun {
  readonly electron: Electron;
  readonly appDir: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whom root lends the app; null when it runs as ourselves, from the checkout. */
  readonly user: AppUser | null;
}

/** Prepares the built app to run; for root as an ordinary user, whose home is kept in the cache. */
export async function preparePersonalRun(electron: Electron): Promise<PersonalRun> {
  const user = await findAppUser();
  await requireSandbox(electron, user);
  if (user === null) {
    return { electron, appDir: projectDir, env: inheritedEnv(process.env), user };
  }
  const appDir = await mkdtemp(join(tmpdir(), 'rollcall-app-'));
  await chmod(appDir, 0o755);
  await stageApp(appDir);
  const homeDir = join(cacheDir, `home-${user.name}`);
  await makeHome(homeDir, user);
  console.error(`Root cannot use Chromium's sandbox: running as ${user.name}, home ${homeDir}.`);
  const env = {
    ...homeEnv(process.env, homeDir, user.name),
    ...(await lendDisplay(homeDir, user)),
  };
  return { electron, appDir, env, user };
}

/** Starts the app; its output goes to our own. */
export function spawnApp(
  { electron, appDir, env, user }: PersonalRun,
  args: readonly string[],
): ChildProcess {
  const [program, ...asUserArgs] = asUser(user, electron.program);
  return spawn(program, [...asUserArgs, appDir, ...args], { cwd: appDir, env, stdio: 'inherit' });
}

/** Removes the copy of the app that root made for the user. */
export async function removePersonalRun({ appDir, user }: PersonalRun): Promise<void> {
  if (user !== null) await rm(appDir, { recursive: true, force: true });
}

/** Copies root's key to the X server, if there is one, for the user to read. */
async function lendDisplay(homeDir: string, user: AppUser): Promise<Record<string, string>> {
  const key = join(homeDir, '.Xauthority');
  try {
    await copyFile(process.env.XAUTHORITY ?? join(homedir(), '.Xauthority'), key);
  } catch {
    // No key, none needed: the server trusts its own machine.
    return {};
  }
  await chmod(key, 0o600);
  await giveTo(user, key);
  return { XAUTHORITY: key };
}
