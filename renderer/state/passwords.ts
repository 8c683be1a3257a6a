import type { PasswordChange, PasswordSet, ResetRequest } from '../../preload/model/password.ts';
import type { RollcallClient } from '../bridge.ts';

/** Passwords on their way to main; nothing of them is kept here. All reject with the reason. */
export class Passwords {
  readonly #client: RollcallClient;

  constructor(client: RollcallClient) {
    this.#client = client;
  }

  /** Answers whether the password waits for the server instead of being set. */
  async set(input: PasswordSet): Promise<boolean> {
    return (await this.#client.passwords.set(input)).isWaiting;
  }

  async change(input: PasswordChange): Promise<void> {
    await this.#client.passwords.change(input);
  }

  async requestReset(input: ResetRequest): Promise<void> {
    await this.#client.passwords.requestReset(input);
  }

  /** Puts a generated password on the clipboard. */
  async copy(text: string): Promise<void> {
    await this.#client.people.copyText({ text });
  }
}
