import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const linuxPrograms = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
];

// So that a test browser neither asks the network for things of its own nor shows welcome pages.
const quietArgs = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** How Playwright finds a browser: by its program, or by the name of an installed one. */
export type ChromiumSource =
  { readonly executablePath: string } | { readonly channel: 'chrome' | 'msedge' };

/** Finds a Chromium for the component tests; null when there is none. */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
): ChromiumSource | null {
  const named = env.ROLLCALL_CHROMIUM;
  if (named) return { executablePath: named };
  const downloaded = chromium.executablePath();
  if (existsSync(downloaded)) return { executablePath: downloaded };
  if (process.platform === 'win32') return { channel: 'msedge' };
  if (process.platform === 'darwin') return { channel: 'chrome' };
  const executablePath = linuxPrograms.find((program) => existsSync(program));
  return executablePath === undefined ? null : { executablePath };
}

/** Launch options of the test Chromium. Its sandbox is off for root alone: it cannot work there. */
export function chromiumLaunchOptions(): ChromiumSource & {
  args: string[];
  chromiumSandbox: boolean;
} {
  // Where none is found, Playwright's own message says what is missing.
  const source = findChromium() ?? { channel: 'chrome' };
  const isRoot = process.getuid?.() === 0;
  return { ...source, args: [...quietArgs], chromiumSandbox: !isRoot };
}
