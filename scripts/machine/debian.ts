import { Failure } from '../process/failure.ts';
import { run } from '../process/run.ts';
import type { PackageNames } from './packages.ts';
import { missingPackages, namesToInstall, parseAvailable, parseInstalled } from './packages.ts';

const installOptions = ['install', '-y', '--no-install-recommends'];

/** Sees to it that packages are installed: root installs them, anybody else is told the line. */
export async function requirePackages(needed: readonly PackageNames[]): Promise<void> {
  const missing = missingPackages(needed, await findInstalled(needed));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    const names = namesToInstall(missing, await findAvailable(missing));
    throw new Failure(
      [
        `Missing on this machine: ${names.join(' ')}`,
        `Install with: sudo apt-get ${installOptions.join(' ')} ${names.join(' ')}`,
      ].join('\n'),
    );
  }
  await aptGet(['update']);
  const names = namesToInstall(missing, await findAvailable(missing));
  console.error(`Installing with apt-get: ${names.join(' ')}`);
  await aptGet([...installOptions, ...names]);
}

async function findInstalled(needed: readonly PackageNames[]): Promise<ReadonlySet<string>> {
  // Answers exit code 1 when it knows no such package, and still lists the others.
  const format = '${db:Status-Abbrev} ${Package}\\n';
  const answer = await run('dpkg-query', ['-W', `-f=${format}`, ...needed.flat()]);
  return parseInstalled(answer.stdout);
}

async function findAvailable(missing: readonly PackageNames[]): Promise<ReadonlySet<string>> {
  const env = { ...process.env, LC_ALL: 'C' };
  return parseAvailable((await run('apt-cache', ['policy', ...missing.flat()], { env })).stdout);
}

async function aptGet(args: readonly string[]): Promise<void> {
  const answer = await run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (answer.exitCode !== 0) {
    throw new Failure(`apt-get ${args.join(' ')} failed:\n${answer.stderr.trim()}`);
  }
}
