import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { Session, SignIn } from '../../preload/model/session.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';

/** What the Welcome screen starts with after a session was lost: never the password. */
export type SignInHint = Pick<SignIn, 'address' | 'userId'>;

/** Who is signed in, and the ways in and out. */
export class SessionState {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #current = $state.raw<Session | null>(null);
  #isKnown = $state(false);
  #failure = $state.raw<AppErrorData | null>(null);
  #hint = $state.raw<SignInHint>({ address: '', userId: '' });
  #isRenewing = $state(false);

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  /** The session, or null where nobody is signed in. */
  get current(): Session | null {
    return this.#current;
  }

  /** False until main has said whether somebody is signed in. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Why the last attempt to find out, or to sign out, failed. */
  get failure(): AppErrorData | null {
    return this.#failure;
  }

  get hint(): SignInHint {
    return this.#hint;
  }

  /** True while the user is asked for the password again, because the server has ended the session. */
  get isRenewing(): boolean {
    return this.#isRenewing;
  }

  /** Begins to sign in again to the same server, over the directory that stays open. */
  async renew(): Promise<void> {
    const session = this.#current;
    if (session?.kind === 'demo') {
      await this.startDemo().catch((error: unknown) => {
        this.#failure = failureOf(error, this.#unexpected);
      });
    } else if (session !== null) {
      this.#hint = { address: session.serverUrl, userId: session.userId };
      this.#isRenewing = true;
    }
  }

  /** Leaves the session as it is: the list can be read without the server. */
  postponeRenewal(): void {
    this.#isRenewing = false;
  }

  /** Asks main who is signed in, and follows changes; the function returned stops following. */
  follow(): () => void {
    const stop = this.#client.on('session:changed', (session) => this.#become(session));
    void this.#ask();
    return stop;
  }

  /** Signs in; rejects with the reason, which belongs to the form and is not kept here. */
  async signIn(credentials: SignIn): Promise<void> {
    this.#become(await this.#client.session.signIn(credentials));
    this.#hint = { address: credentials.address, userId: credentials.userId };
  }

  /** Opens the demo directory; rejects with the reason. */
  async startDemo(): Promise<void> {
    this.#become(await this.#client.session.startDemo(null));
  }

  /** Ends the session; where that fails, the session stays and `failure` says why. */
  async signOut(): Promise<void> {
    try {
      await this.#client.session.signOut(null);
      this.#become(null);
    } catch (error) {
      this.#failure = failureOf(error, this.#unexpected);
    }
  }

  async #ask(): Promise<void> {
    try {
      const session = await this.#client.session.current(null);
      // A push may have been quicker than this answer, and is newer.
      if (!this.#isKnown) this.#become(session);
    } catch (error) {
      this.#isKnown = true;
      this.#failure = failureOf(error, this.#unexpected);
    }
  }

  #become(session: Session | null): void {
    this.#current = session;
    this.#isKnown = true;
    this.#isRenewing = false;
    this.#failure = null;
  }
}
