import { Failure } from '../process/failure.ts';
import { run } from '../process/run.ts';
import type { Profile } from './packages.ts';

const electronLibraries = [
  'libgtk-3.so.0',
  'libnss3.so',
  'libasound.so.2',
  'libgbm.so.1',
  'libatk-bridge-2.0.so.0',
  'libcups.so.2',
  'libxkbcommon.so.0',
  'libXcomposite.so.1',
  'libXdamage.so.1',
  'libXrandr.so.2',
];

const display = ['Xvfb', 'xvfb or xorg-x11-server-Xvfb'] as const;
const programsFor: Readonly<Record<Profile, readonly (readonly [string, string])[]>> = {
  app: [],
  tour: [display],
  faults: [['strace', 'strace']],
  test: [
    display,
    ['dbus-daemon', 'dbus-daemon or dbus'],
    ['dbus-send', 'dbus-tools or dbus'],
    ['gnome-keyring-daemon', 'gnome-keyring'],
    ['certutil', 'nss-tools'],
  ],
};

/** Checks a Linux whose packages we do not know by name for the libraries themselves. */
export async function requireLibraries(profile: Profile): Promise<void> {
  const cache = await run('ldconfig', ['-p']).catch(() => null);
  if (cache?.exitCode !== 0) {
    console.error('Cannot tell which libraries this Linux has; going on.');
  } else {
    const missing = electronLibraries.filter((name) => !cache.stdout.includes(`${name} `));
    if (missing.length > 0) {
      throw new Failure(`Missing libraries, please install them: ${missing.join(' ')}`);
    }
  }
  for (const [name, advice] of programsFor[profile]) {
    if (await isProgram(name)) continue;
    throw new Failure(`Missing program, please install it: ${name} (package ${advice})`);
  }
}

async function isProgram(name: string): Promise<boolean> {
  return (await run(name, ['-help']).catch(() => null)) !== null;
}
