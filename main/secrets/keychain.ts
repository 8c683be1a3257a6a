import { AppError } from '../../preload/model/app-error.ts';
import { systemClock, type Clock } from '../services/clock.ts';
import type { SecretAccount, Secrets } from '../services/ports/secrets.ts';
import { createKeychainError, explainNativeError } from './keychain-errors.ts';
import { loadKeytar, type Keytar } from './keytar.ts';
import { createPatientQueue } from './patient-queue.ts';

const service = 'Rollcall';
/** Written and removed again to learn whether the keychain is open; no password. */
const probeAccount = 'is-the-keychain-open';

/**
 * The keychain of the operating system. Its calls hold one of the four threads that all file access
 * shares, for as long as its window waits for the user: hence one at a time.
 */
export function createKeychain(
  options: {
    readonly load?: () => Promise<Keytar>;
    readonly clock?: Clock;
    readonly platform?: NodeJS.Platform;
    readonly slowAfterMs?: number;
    readonly timeLimitMs?: number;
  } = {},
): Secrets {
  const { load = loadKeytar, clock = systemClock, platform = process.platform } = options;
  const { slowAfterMs = 700, timeLimitMs = 60_000 } = options;
  const queue = createPatientQueue({ clock, slowAfterMs, timeLimitMs });
  let loaded: Promise<Keytar> | null = null;

  // At the first use: a computer without libsecret is no reason not to start.
  function loadOnce(): Promise<Keytar> {
    loaded ??= load().catch(() => {
      throw createKeychainError('not-loaded');
    });
    return loaded;
  }

  async function ask<T>(
    question: (keytar: Keytar) => Promise<T>,
    onLate?: (keytar: Keytar) => Promise<unknown>,
  ): Promise<T> {
    const keytar = await loadOnce();
    try {
      return await queue.run(() => question(keytar), onLate && (() => onLate(keytar)));
    } catch (error) {
      throw error instanceof AppError ? error : explainNativeError(error);
    }
  }

  return {
    get: (account) => ask((keytar) => keytar.getPassword(service, nameOf(account))),
    set: (account, secret) =>
      ask(
        (keytar) => writeAndReadBack(keytar, nameOf(account), secret),
        // It was said that the keychain does not keep it, and so it shall be.
        (keytar) => keytar.deletePassword(service, nameOf(account)),
      ),
    delete: (account) =>
      ask(async (keytar) => {
        const wasThere = await keytar.deletePassword(service, nameOf(account));
        // A locked Secret Service answers the same as one that has none, but cannot be written to.
        if (!wasThere && platform === 'linux') await proveOpen(keytar);
      }),
    get isWaiting() {
      return queue.isWaiting;
    },
    waiting: queue.waiting,
  };
}

function nameOf({ serverUrl, userId }: SecretAccount): string {
  return `${userId}@${serverUrl}`;
}

async function writeAndReadBack(keytar: Keytar, account: string, secret: string): Promise<void> {
  await keytar.setPassword(service, account, secret);
  const kept = await keytar.getPassword(service, account);
  if (kept !== secret) throw createKeychainError('not-kept');
}

async function proveOpen(keytar: Keytar): Promise<void> {
  await keytar.setPassword(service, probeAccount, 'no secret');
  await keytar.deletePassword(service, probeAccount);
}
