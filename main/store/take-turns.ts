import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lets other work run. */
export async function takeTurns(): Promise<void> {
  await nextTurn();
}
