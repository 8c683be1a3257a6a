import { createAppError } from './errors.ts';
import type { Secrets } from './ports/secrets.ts';
import { createSignal } from './signal.ts';

/** Stands in where the application has been given no keychain: passwords last for this run. */
export function createNoKeychain(): Secrets {
  const refuse = (): Promise<never> =>
    Promise.reject(createAppError('keychain', 'There is no keychain on this computer.'));
  return {
    get: refuse,
    set: refuse,
    delete: refuse,
    isWaiting: false,
    waiting: createSignal<boolean>(),
  };
}
