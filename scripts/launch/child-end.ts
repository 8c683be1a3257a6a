import type { ChildProcess } from 'node:child_process';
import { onParentEnd } from '../process/parent-end.ts';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Waits for a child to end and answers its exit code; it gets the signals that we get. It ends with
 * our parent, too.
 */
export function waitForEnd(child: ChildProcess): Promise<number> {
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of forwarded) process.on(signal, forward);
  const stopLooking = onParentEnd(() => child.kill());
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      stopLooking();
      for (const signal of forwarded) process.off(signal, forward);
      settle();
    };
    child.once('error', (error) => end(() => reject(error)));
    // Ended by a signal: the person's own wish, not a failure of the app to report.
    child.once('exit', (code, signal) => end(() => resolve(code ?? (signal === null ? 1 : 0))));
  });
}
