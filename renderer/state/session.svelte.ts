import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { ResetCompletion } from '../../preload/model/password.ts';
import type { Session, SignIn } from '../../preload/model/session.ts';
import { failureOf, type RollcallClient } from '../bridge.ts';

/** Has the user asked about what is unsaved; answers whether it does, and calls `go` afterwards. */
export type Guard = (go: () => void) => boolean;

/** Whose directory is open, and the ways in and out. */
export class SessionState {
  readonly #client: RollcallClient;
  readonly #unexpected: string;
  #current = $state.raw<Session | null>(null);
  #isKnown = $state(false);
  #failure = $state.raw<AppErrorData | null>(null);
  #openingId = $state<string | null>(null);
  #guard: Guard | null = null;

  /** @param unexpected the sentence for a failure that main did not explain */
  constructor(client: RollcallClient, unexpected: string) {
    this.#client = client;
    this.#unexpected = unexpected;
  }

  /** The session, or null where no directory is open. */
  get current(): Session | null {
    return this.#current;
  }

  /** False until main has said whether a directory is open. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Why the last attempt to find out, to open a profile or to sign out failed. */
  get failure(): AppErrorData | null {
    return this.#failure;
  }

  /** The profile that is being opened. */
  get openingId(): string | null {
    return this.#openingId;
  }

  /** Asks main whose directory is open, and follows changes; the function returned stops that. */
  follow(): () => void {
    const stop = this.#client.on('session:changed', (session) => this.#become(session));
    void this.#ask();
    return stop;
  }

  /** Signs in; rejects with the reason, which belongs to the form and is not kept here. */
  async signIn(credentials: SignIn): Promise<void> {
    this.#become(await this.#client.session.signIn(credentials));
  }

  /** Opens the demo directory; rejects with the reason. */
  async startDemo(): Promise<void> {
    this.#become(await this.#client.session.startDemo(null));
  }

  /** Sets a new password by a mail's link and signs in with it; rejects with the reason. */
  async completeReset(completion: ResetCompletion): Promise<void> {
    this.#become(await this.#client.passwords.completeReset(completion));
  }

  /** Has a way out of the directory asked about first; the function returned ends that. */
  guard(guard: Guard): () => void {
    this.#guard = guard;
    return () => {
      if (this.#guard === guard) this.#guard = null;
    };
  }

  /** Does what leads out of the directory, now or once the user has decided what is to be kept. */
  leave(go: () => void): void {
    if (this.#guard?.(go) !== true) go();
  }

  /** The same for what closes a profile's directory; nothing stands in the way of another one's. */
  leaveProfile(id: string, go: () => void): void {
    if (id === this.#current?.profileId) this.leave(go);
    else go();
  }

  /** Opens a profile's copy; of several wishes in a row, the last one counts. */
  open(id: string): void {
    if (id === this.#current?.profileId && this.#openingId === null) return;
    this.leave(() => void this.#open(id));
  }

  /** Closes the directory; where that fails, it stays open and `failure` says why. */
  signOut(): void {
    this.leave(() => void this.#signOut());
  }

  async #open(id: string): Promise<void> {
    this.#openingId = id;
    try {
      const session = await this.#client.profiles.open({ id });
      if (this.#openingId === id) this.#become(session);
    } catch (error) {
      if (this.#openingId === id) this.#failure = failureOf(error, this.#unexpected);
    } finally {
      if (this.#openingId === id) this.#openingId = null;
    }
  }

  async #signOut(): Promise<void> {
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
    this.#failure = null;
  }
}
