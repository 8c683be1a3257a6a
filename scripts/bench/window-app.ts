import { chown, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from '../build-app.ts';
import { resolveElectron } from '../electron/resolve.ts';
import { launchApp, type LaunchedApp } from '../launch/launch-app.ts';
import { type Launchable, makeLaunchable, removeLaunchable } from '../launch/launchable.ts';
import { startVirtualDisplay } from '../process/display.ts';
import { createNodeApp } from './node-app.ts';
import type { PageServer } from './page-server.ts';

/** The built app in the real Electron, to be started any number of times. */
export interface WindowApps {
  readonly electronVersion: string;
  readonly launchable: Launchable;
  readonly env: Readonly<Record<string, string>>;
  /** A new user-data folder with everybody of a server in its cache. */
  fill(server: PageServer): Promise<string>;
  launch(userDataDir?: string): Promise<LaunchedApp>;
  stop(): Promise<void>;
}

/** Builds the app and opens a display for it. */
export async function prepareWindowApps(): Promise<WindowApps> {
  const electron = await resolveElectron();
  await buildApp();
  const launchable = await makeLaunchable(electron);
  // Even beside a real display: what is measured is not to depend on a person's screen.
  const display = process.platform === 'linux' ? await startVirtualDisplay() : null;
  const env = {
    ...(display === null ? {} : { DISPLAY: display.name }),
    ROLLCALL_NO_KEYCHAIN: '1',
  };
  return {
    electronVersion: electron.version,
    launchable,
    env,
    async fill(server) {
      const folder = await mkdtemp(join(launchable.workDir, 'data-'));
      const app = createNodeApp(folder);
      await app.signIn(server.address);
      // As the window does: whoever looks at the lenses leaves the name order to the next start.
      await app.handlers.people.lenses(null);
      await app.close();
      await giveAllTo(launchable.user, folder);
      return folder;
    },
    launch: (userDataDir) =>
      launchApp(launchable, { env, ...(userDataDir === undefined ? {} : { userDataDir }) }),
    async stop() {
      display?.stop();
      await removeLaunchable(launchable);
    },
  };
}

async function giveAllTo(user: Launchable['user'], folder: string): Promise<void> {
  if (user === null) return;
  await chown(folder, user.uid, user.gid);
  for (const entry of await readdir(folder, { recursive: true })) {
    await chown(join(folder, entry), user.uid, user.gid);
  }
}
