import type { Signal } from '../signal.ts';

/** Whose secret it is: one user at one server. */
export interface SecretAccount {
  readonly serverUrl: string;
  readonly userId: string;
}

/**
 * Where passwords are kept from one run to the next. Every call rejects with `AppError` of the code
 * `keychain` where there is no keychain, where it refuses, or where it does not answer in time.
 */
export interface Secrets {
  /** Null says little: there is none, or the keychain is locked and does not say so. */
  get(account: SecretAccount): Promise<string | null>;
  /** Resolves once the secret has been read back. */
  set(account: SecretAccount, secret: string): Promise<void>;
  /** Resolves too where there is none. */
  delete(account: SecretAccount): Promise<void>;
  /** True while a call takes so long that the keychain's own window may be waiting for the user. */
  readonly isWaiting: boolean;
  readonly waiting: Signal<boolean>;
}
