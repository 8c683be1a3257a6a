/** What a script is about to do: run the app, the tests, the rows of faults, or make the screenshots. */
export type Profile = 'app' | 'test' | 'faults' | 'tour';

/** Names of one Debian package; Ubuntu 24.04 renamed some libraries. */
export type PackageNames = readonly [string, ...string[]];

const electronPackages: readonly PackageNames[] = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libatspi2.0-0', 'libatspi2.0-0t64'],
  ['libcups2', 'libcups2t64'],
  ['libdrm2'],
  ['libxkbcommon0'],
  ['libxcomposite1'],
  ['libxdamage1'],
  ['libxfixes3'],
  ['libxrandr2'],
  ['libnotify4'],
  ['libsecret-1-0'],
];

const displayPackages: readonly PackageNames[] = [['xvfb'], ['xauth'], ['dbus']];

// People's names come in all scripts, and a screenshot shows every missing letter.
const fontPackages: readonly PackageNames[] = [
  ['fonts-dejavu-core'],
  ['fonts-noto-core'],
  ['fonts-noto-cjk'],
];

const profiles: Readonly<Record<Profile, readonly PackageNames[]>> = {
  app: electronPackages,
  test: [
    ...electronPackages,
    ...displayPackages,
    ...fontPackages,
    ['gnome-keyring'],
    // certutil, by which a user has Chromium trust a company's certificates.
    ['libnss3-tools'],
  ],
  // strace counts what a process has the system write to the disk; one row crashes the real window.
  faults: [...electronPackages, ...displayPackages, ['strace']],
  tour: [...electronPackages, ...displayPackages, ...fontPackages],
};

/** The Debian packages that a profile needs. */
export function packagesFor(profile: Profile): readonly PackageNames[] {
  return profiles[profile];
}

/** Those packages of which no name is installed. */
export function missingPackages(
  needed: readonly PackageNames[],
  installed: ReadonlySet<string>,
): readonly PackageNames[] {
  return needed.filter((names) => !names.some((name) => installed.has(name)));
}

/** The name to install of each package: the first one that this release of the system has. */
export function namesToInstall(
  missing: readonly PackageNames[],
  available: ReadonlySet<string>,
): readonly string[] {
  return missing.map((names) => names.find((name) => available.has(name)) ?? names[0]);
}

/** Reads `dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n'`: the packages fully installed. */
export function parseInstalled(output: string): ReadonlySet<string> {
  return new Set(
    output.split('\n').flatMap((line) => {
      const [status, name] = line.trim().split(/\s+/);
      return status === 'ii' && name !== undefined ? [name] : [];
    }),
  );
}

/** Reads `apt-cache policy`: the packages that have a version to install. */
export function parseAvailable(output: string): ReadonlySet<string> {
  const found = output.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (?!\(none\))/gm);
  return new Set(Array.from(found, ([, name]) => name ?? ''));
}
