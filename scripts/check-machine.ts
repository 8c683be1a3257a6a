import { readFile } from 'node:fs/promises';
import { findChromium } from './machine/chromium.ts';
import { requirePackages } from './machine/debian.ts';
import { linuxFamilyOf } from './machine/os-release.ts';
import { requireLibraries } from './machine/other-linux.ts';
import type { Profile } from './machine/packages.ts';
import { packagesFor } from './machine/packages.ts';
import { requireDisplay } from './process/display.ts';
import { Failure, runScript } from './process/failure.ts';

await runScript(async () => {
  const profile = readProfile(process.argv[2]);
  if (profile === 'app') requireDisplay();
  if (process.platform === 'linux') await checkLinux(profile);
  return 0;
});

function readProfile(argument: string | undefined): Profile {
  if (argument === 'app' || argument === 'test' || argument === 'faults' || argument === 'tour') {
    return argument;
  }
  throw new Failure('Usage: node scripts/check-machine.ts app|test|faults|tour');
}

async function checkLinux(profile: Profile): Promise<void> {
  const needsChromium = profile === 'test' && findChromium() === null;
  const osRelease = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const family = linuxFamilyOf(osRelease);
  if (family === 'other') {
    await requireLibraries(profile);
  } else {
    const hasChromiumPackage = family === 'debian' && needsChromium;
    const chromium = hasChromiumPackage ? ([['chromium']] as const) : [];
    await requirePackages([...packagesFor(profile), ...chromium]);
  }
  if (needsChromium && findChromium() === null) throw new Failure(noChromium);
}

// Ubuntu's package is a snap, which starts neither for root nor in a container.
const noChromium = [
  'The component tests need a Chromium, and this system has none that they can drive.',
  'Do one of these, then try again:',
  '- npx playwright install chromium',
  '- install Google Chrome from its own .deb or .rpm package',
  '- name a program in ROLLCALL_CHROMIUM',
].join('\n');
