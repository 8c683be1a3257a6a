import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Electron } from '../electron/resolve.ts';
import type { AppUser } from '../launch/app-user.ts';
import { asUser } from '../launch/app-user.ts';
import { Failure } from '../process/failure.ts';
import { run } from '../process/run.ts';

const setUserIdBit = 0o4000;

/** Fails with advice where Chromium's sandbox cannot work; the app is never run without it. */
export async function requireSandbox(electron: Electron, user: AppUser | null): Promise<void> {
  if (process.platform !== 'linux') return;
  const helper = join(electron.folder, 'chrome-sandbox');
  if ((await hasUserNamespaces(user)) || (await isSetUserIdRoot(helper))) return;
  throw new Failure(
    [
      "Chromium's sandbox cannot work here: ordinary users may not open user namespaces, and",
      `${helper} is not set-user-id root. Do one of these, then try again:`,
      '  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0   (Ubuntu 24.04 and later)',
      '  sudo sysctl -w kernel.unprivileged_userns_clone=1               (older Debian)',
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
    ].join('\n'),
  );
}

async function hasUserNamespaces(user: AppUser | null): Promise<boolean> {
  const [program, ...args] = asUser(user, 'unshare');
  // Mapping the user is what AppArmor forbids where it restricts namespaces.
  const answer = await run(program, [...args, '--user', '--map-root-user', 'true']).catch(
    () => null,
  );
  return answer?.exitCode === 0;
}

async function isSetUserIdRoot(helper: string): Promise<boolean> {
  const found = await stat(helper).catch(() => null);
  return found !== null && found.uid === 0 && (found.mode & setUserIdBit) !== 0;
}
