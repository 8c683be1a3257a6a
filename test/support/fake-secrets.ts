import { createAppError } from '../../main/services/errors.ts';
import type { SecretAccount, Secrets } from '../../main/services/ports/secrets.ts';
import { createSignal } from '../../main/services/signal.ts';

/** A keychain in memory that a test can lock, break and hang. */
export interface FakeSecrets extends Secrets {
  /** By `user@server-url`. */
  readonly kept: Map<string, string>;
  readonly calls: string[];
  /** `locked` answers null, `broken` rejects at once, `hanging` answers after `free`. */
  mood: 'open' | 'locked' | 'broken' | 'hanging';
  /** Lets the calls that hang have their way. */
  free(): void;
  /** Gives them up, as the time limit does; they have their way with `free` nonetheless. */
  timeOut(): void;
}

interface Hanging {
  readonly work: () => void;
  readonly giveUp: () => void;
}

/** Creates an empty keychain. */
export function createFakeSecrets(): FakeSecrets {
  const waiting = createSignal<boolean>();
  const kept = new Map<string, string>();
  const calls: string[] = [];
  let hanging: Hanging[] = [];
  let late: (() => void)[] = [];

  async function answer<T>(name: string, work: () => T): Promise<T> {
    calls.push(name);
    await Promise.resolve();
    if (fake.mood === 'broken') throw createAppError('keychain', 'There is no keychain service.');
    if (fake.mood !== 'hanging') return work();
    return new Promise((resolve, reject) => {
      hanging.push({
        work: () => resolve(work()),
        giveUp: () => reject(createAppError('keychain', 'The keychain does not answer.')),
      });
      if (hanging.length === 1) waiting.emit(true);
    });
  }

  const fake: FakeSecrets = {
    kept,
    calls,
    mood: 'open',
    free() {
      const all = [...late, ...hanging.map(({ work }) => work)];
      [hanging, late] = [[], []];
      fake.mood = 'open';
      waiting.emit(false);
      for (const work of all) work();
    },
    timeOut() {
      const all = hanging;
      hanging = [];
      late = [...late, ...all.map(({ work }) => work)];
      waiting.emit(false);
      for (const { giveUp } of all) giveUp();
    },
    get isWaiting() {
      return hanging.length > 0;
    },
    waiting,
    get: (account) =>
      answer('get', () => (fake.mood === 'locked' ? null : (kept.get(nameOf(account)) ?? null))),
    set: (account, secret) =>
      answer('set', () => {
        kept.set(nameOf(account), secret);
      }),
    delete: (account) =>
      answer('delete', () => {
        kept.delete(nameOf(account));
      }),
  };
  return fake;
}

function nameOf({ userId, serverUrl }: SecretAccount): string {
  return `${userId}@${serverUrl}`;
}
