import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { _electron } from 'playwright';
import { homeEnv, makeHome } from './app-env.ts';
import { collectOutput } from './app-output.ts';
import { giveTo } from './app-user.ts';
import type { Launchable } from './launchable.ts';

const launchTimeoutMs = 60_000;
const closeTimeoutMs = 15_000;
/** Seen of the old Electron on a busy machine: twice in some hundred starts, and never in our code. */
const crashed = 'signal=SIGSEGV';

/** What a launch may differ in. */
export interface LaunchOptions {
  /** The app's data from an earlier launch; a new empty folder unless given. */
  readonly userDataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** The app, running, with its first window open. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly userDataDir: string;
  /** What main and the window have printed so far. */
  readonly logs: readonly string[];
  /** Quits the app, by force if it does not quit by itself; a second time it does nothing. */
  close(): Promise<void>;
}

/** Launches the app as a person would have it, sandbox and all, with a home folder of its own. */
export async function launchApp(
  launchable: Launchable,
  options: LaunchOptions = {},
): Promise<LaunchedApp> {
  const { program, appDir, user, workDir } = launchable;
  const homeDir = await mkdtemp(join(workDir, 'home-'));
  await makeHome(homeDir, user);
  const userDataDir = options.userDataDir ?? join(homeDir, 'user-data');
  await mkdir(userDataDir, { recursive: true, mode: 0o700 });
  await giveTo(user, userDataDir);

  const userDataArg = `--user-data-dir=${userDataDir}`;
  const output = collectOutput(userDataArg);
  const start = (): Promise<ElectronApplication> =>
    _electron.launch({
      // Always named: without it Playwright asks the `electron` package, which downloads.
      executablePath: program,
      chromiumSandbox: true,
      cwd: appDir,
      args: [
        userDataArg,
        '--lang=en-US',
        // A container's /dev/shm is too small for Chromium.
        '--disable-dev-shm-usage',
        appDir,
        ...(options.args ?? []),
      ],
      env: {
        ...homeEnv(process.env, homeDir, user?.name ?? null),
        // Known to every system: where it is not, Chromium cannot read files whose names are not ASCII.
        LANG: 'C.UTF-8',
        ...options.env,
      },
      timeout: launchTimeoutMs,
    });
  const app = await start()
    .catch((error: unknown) => {
      if (!String(error).includes(crashed)) throw error;
      console.warn('Electron crashed before it ran anything of ours, and is started again.');
      return start();
    })
    .finally(output.stopWaiting);
  output.follow(app);
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= closeApp(app));
  try {
    // An uncaught error in main opens a dialog instead of a window, and waits for ever.
    const window = await app.firstWindow({ timeout: launchTimeoutMs });
    await window.waitForLoadState('domcontentloaded');
    return { app, window, userDataDir, logs: output.lines, close };
  } catch (error) {
    await close();
    throw new Error(`The app opened no window. It printed:\n${output.lines.join('\n')}`, {
      cause: error,
    });
  }
}

async function closeApp(app: ElectronApplication): Promise<void> {
  const child = app.process();
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      killGroup(child.pid);
      resolve();
    }, closeTimeoutMs);
  });
  await Promise.race([app.close().catch(() => killGroup(child.pid)), overdue]);
  clearTimeout(timer);
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    // Playwright makes each app the head of a process group; Windows has none.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
