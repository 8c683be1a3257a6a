import { chmod, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A folder whose files the app may read as well, which may run as another user than the tests. */
export async function makeSharedFolder(): Promise<string> {
  const folder = await mkdtemp(join(inject('launchable').workDir, 'files-'));
  await chmod(folder, 0o755);
  return folder;
}
