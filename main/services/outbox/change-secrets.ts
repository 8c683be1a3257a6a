import type { Change } from '../../../preload/model/change.ts';
import { createAppError, toAppError } from '../errors.ts';
import type { SecretAccount, Secrets } from '../ports/secrets.ts';

/** The passwords of changes that wait: in the keychain, and nowhere else on this computer. */
export interface ChangeSecrets {
  /**
   * Keeps a password for a change. Where there is no keychain it is kept for this run only, if the
   * server can be reached now; otherwise it rejects with `keychain`: it could not be kept safely.
   */
  keep(changeId: string, password: string): Promise<void>;
  get(changeId: string): Promise<string | null>;
  /** Removes it, wherever it is. */
  wipe(changeId: string): Promise<void>;
}

export function createChangeSecrets(options: {
  readonly secrets: Secrets;
  readonly isOnline: () => boolean;
}): ChangeSecrets {
  const { secrets, isOnline } = options;
  const ofThisRun = new Map<string, string>();
  // Not by the server's address: a directory can move, and what waits goes along.
  const accountOf = (changeId: string): SecretAccount => ({
    serverUrl: 'changes.invalid',
    userId: `change ${changeId}`,
  });
  return {
    async keep(changeId, password) {
      try {
        await secrets.set(accountOf(changeId), password);
      } catch (error) {
        if (!isOnline()) {
          const { data } = toAppError(error);
          throw createAppError(
            'keychain',
            'Without the server and without a keychain, the password could be kept nowhere safe. Try again when the server can be reached, or set up a keychain.',
            { ...(data.serverText === undefined ? {} : { serverText: data.serverText }) },
          );
        }
        ofThisRun.set(changeId, password);
      }
    },
    async get(changeId) {
      return ofThisRun.get(changeId) ?? (await secrets.get(accountOf(changeId)));
    },
    async wipe(changeId) {
      ofThisRun.delete(changeId);
      // Without a keychain there is nothing in it.
      await secrets.delete(accountOf(changeId)).catch(() => undefined);
    },
  };
}

/** Whether a password goes with a change. */
export function hasSecret({ kind }: Pick<Change, 'kind'>): boolean {
  return kind === 'create' || kind === 'password';
}
