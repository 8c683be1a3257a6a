import { open, rm, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const retryMs = 50;
/** Far longer than anything that is done under a lock: its owner was killed. */
const staleAfterMs = 60_000;

/** Runs a short action while no other process runs one under the same lock file. */
export async function withLock<T>(path: string, action: () => Promise<T>): Promise<T> {
  while (!(await take(path))) {
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > staleAfterMs)
      await rm(path, { force: true });
    await delay(retryMs);
  }
  try {
    return await action();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
