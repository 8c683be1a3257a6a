// The entry of a directory's thread as it is, but for a few searches that break it on purpose.
import { parentPort } from 'node:worker_threads';
import type { CallMessage } from '../../main/engine/protocol.ts';

/** Texts to search for that break the thread which is asked. */
const breaks: Readonly<Record<string, () => void>> = {
  'throw out of turn': () => {
    setImmediate(() => {
      throw new TypeError('Nobody catches this');
    });
  },
  'leave without a word': () => process.exit(0),
};

parentPort?.on('message', ({ name, args }: CallMessage) => {
  if (name === 'store.search') breaks[args[0].text]?.();
});
await import('../../main/directory-engine.ts');
