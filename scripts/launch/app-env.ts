import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppUser } from './app-user.ts';
import { giveTo } from './app-user.ts';

type Env = Readonly<Record<string, string | undefined>>;

// Would turn Electron into plain Node, or let the caller's settings into the app.
const neverPassed = /^(ELECTRON_RUN_AS_NODE|NODE_OPTIONS|NODE_PATH|npm_.*|VITEST.*|SUDO_.*)$/;
// The caller's own folders and session, which another user can neither read nor use.
const personal = /^(HOME|XDG_.*|DBUS_.*|WAYLAND_DISPLAY|MAIL|LOGNAME|USER|XAUTHORITY)$/;

/** The environment for an app that runs as ourselves, with our own folders. */
export function inheritedEnv(env: Env): Record<string, string> {
  return keep(env, (name) => !neverPassed.test(name));
}

/** The environment for an app that lives in a home folder of its own. */
export function homeEnv(
  env: Env,
  homeDir: string,
  userName: string | null,
): Record<string, string> {
  return {
    ...keep(env, (name) => !neverPassed.test(name) && !personal.test(name)),
    HOME: homeDir,
    XDG_CONFIG_HOME: join(homeDir, '.config'),
    XDG_DATA_HOME: join(homeDir, '.local', 'share'),
    XDG_CACHE_HOME: join(homeDir, '.cache'),
    XDG_RUNTIME_DIR: join(homeDir, '.run'),
    // Without an address it would be looked for, and with it the caller's own keychain.
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    ...(userName === null ? {} : { USER: userName, LOGNAME: userName }),
  };
}

/** Makes a home folder with the folders that `homeEnv` names, closed to everybody but the user. */
export async function makeHome(homeDir: string, user: AppUser | null): Promise<void> {
  for (const folder of ['.', '.config', '.local', '.local/share', '.cache', '.run']) {
    const path = join(homeDir, folder);
    await mkdir(path, { recursive: true, mode: 0o700 });
    await giveTo(user, path);
  }
}

function keep(env: Env, isKept: (name: string) => boolean): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && isKept(name)) kept[name] = value;
  }
  return kept;
}
