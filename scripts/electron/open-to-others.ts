import { chmod, chown, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeFolder } from './place-folder.ts';
import { sealFolder } from './seal.ts';
import { isRoot } from './this-machine.ts';

const isRootOnLinux = isRoot && process.platform === 'linux';

/**
 * Root's checkout may be closed to the ordinary user that runs the app, and the `electron` package
 * has no set-user-id helper: on Linux root uses a copy in the cache. Others use the folder itself.
 */
export async function openToOthers(folder: string, cacheDir: string): Promise<string> {
  if (!isRootOnLinux) return folder;
  const version = (await readFile(join(folder, 'version'), 'utf8')).trim().replace(/^v/, '');
  const copy = join(cacheDir, 'electron', `package-${version}`);
  await placeFolder({
    folder: copy,
    make: async (emptyFolder) => {
      await cp(folder, emptyFolder, { recursive: true });
      await giveSandboxToRoot(emptyFolder);
      await sealFolder(emptyFolder, ['electron', 'version']);
    },
    onDamage: (damage) => console.error(`Electron in ${copy} is damaged (${damage}): copying it.`),
  });
  return copy;
}

/** Root gives the sandbox its set-user-id helper, which works where user namespaces are closed. */
export async function giveSandboxToRoot(folder: string): Promise<void> {
  if (!isRootOnLinux) return;
  const helper = join(folder, 'chrome-sandbox');
  await chown(helper, 0, 0);
  await chmod(helper, 0o4755);
}
