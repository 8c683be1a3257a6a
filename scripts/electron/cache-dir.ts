import { join } from 'node:path';

/** What decides where the project keeps things outside its tree. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly isRoot: boolean;
}

/** The folder for what is costly to make again: Electron itself, profiles of the unprivileged user. */
export function cacheDirOf({ platform, env, homeDir, isRoot }: Surroundings): string {
  if (env.ROLLCALL_CACHE_DIR) return env.ROLLCALL_CACHE_DIR;
  // Root's own home is closed to the unprivileged user that runs the app.
  if (isRoot) return '/var/cache/rollcall';
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA ?? join(homeDir, 'AppData', 'Local'), 'rollcall-dev');
  }
  if (platform === 'darwin') return join(homeDir, 'Library', 'Caches', 'rollcall-dev');
  return join(env.XDG_CACHE_HOME ?? join(homeDir, '.cache'), 'rollcall');
}
