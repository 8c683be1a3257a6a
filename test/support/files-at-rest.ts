import { setTimeout as wait } from 'node:timers/promises';

/**
 * Lets all work with files end that is under way, however long the disk takes: a clock that a test
 * moves by hand must not run ahead of it.
 */
export async function filesAtRest(): Promise<void> {
  do await wait(1);
  while (process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq')));
}
