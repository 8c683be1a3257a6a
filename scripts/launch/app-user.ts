import { chown } from 'node:fs/promises';
import { Failure } from '../process/failure.ts';
import { run } from '../process/run.ts';

/** The ordinary user that the app runs as when we are root. */
export interface AppUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom to run the app as: null for ourselves. Chromium's sandbox does not work for root, and the
 * app is never run without it, so root lends the app an ordinary user.
 */
export async function findAppUser(): Promise<AppUser | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const name = nameOfSudoUser(process.env) ?? 'nobody';
  const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
  return { name, uid, gid };
}

/** The user behind `sudo`, unless that is root too. */
export function nameOfSudoUser(env: Readonly<Record<string, string | undefined>>): string | null {
  const name = env.SUDO_USER;
  return name === undefined || name === '' || name === 'root' ? null : name;
}

/** The command line that runs a program as the user; the groups and rights of root are dropped. */
export function asUser(user: AppUser | null, program: string): readonly [string, ...string[]] {
  if (user === null) return [program];
  return ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', program];
}

/** Gives a file or folder to the user. */
export async function giveTo(user: AppUser | null, path: string): Promise<void> {
  if (user !== null) await chown(path, user.uid, user.gid);
}

async function idOf(option: '-u' | '-g', name: string): Promise<number> {
  const answer = await run('id', [option, name]);
  const id = Number.parseInt(answer.stdout, 10);
  if (answer.exitCode !== 0 || Number.isNaN(id)) {
    throw new Failure(`There is no user "${name}" to run the app as: root cannot.`);
  }
  return id;
}
