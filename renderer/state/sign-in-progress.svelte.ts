import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { SignInAgain } from '../../preload/model/session.ts';
import type { SignInState } from '../../preload/model/sign-in-state.ts';
import type { RollcallClient } from '../bridge.ts';

const quiet: SignInState = {
  phase: 'signed-in',
  passwordIn: 'nowhere',
  reason: null,
  keychainProblem: null,
};

/** How far the open directory is with its sign-in, and whether the user is asked for the password. */
export class SignInProgress {
  readonly #client: RollcallClient;
  #state = $state.raw<SignInState>(quiet);
  #isKnown = $state(false);
  #isAsked = $state(false);
  #isPostponed = $state(false);
  #wantsFocus = $state(false);
  /** The problem that the user has read: it is told once. */
  #problemRead = $state<string | null>(null);

  constructor(client: RollcallClient) {
    this.#client = client;
  }

  /** False until main has said how it stands, or could not. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  get phase(): SignInState['phase'] {
    return this.#state.phase;
  }

  get passwordIn(): SignInState['passwordIn'] {
    return this.#state.passwordIn;
  }

  /** Why the password is wanted. */
  get reason(): AppErrorData | null {
    return this.#state.reason;
  }

  get isPasswordWanted(): boolean {
    return this.#state.phase === 'password-wanted';
  }

  /** True while the user is asked for the password. */
  get isPrompting(): boolean {
    return this.#isAsked || (this.isPasswordWanted && !this.#isPostponed);
  }

  /** True where the user has asked to be asked: the prompt may take the focus. */
  get wantsFocus(): boolean {
    return this.#wantsFocus;
  }

  /** Why the keychain does not keep the password of this run; null once that has been read. */
  get keychainProblem(): AppErrorData | null {
    const { keychainProblem: problem, passwordIn } = this.#state;
    // Where there is no password, the question for it tells why.
    if (passwordIn !== 'this-run') return null;
    return problem?.message === this.#problemRead ? null : problem;
  }

  dismissKeychainProblem(): void {
    this.#problemRead = this.#state.keychainProblem?.message ?? null;
  }

  /** Asks for the password, on the user's own wish. */
  ask(): void {
    this.#isAsked = true;
    this.#isPostponed = false;
    this.#wantsFocus = true;
  }

  /** The prompt has taken the focus. */
  acknowledge(): void {
    this.#wantsFocus = false;
  }

  /** Takes the prompt away: the list can be read without the server. */
  postpone(): void {
    this.#isAsked = false;
    this.#isPostponed = true;
    this.#wantsFocus = false;
  }

  /** Signs in with the password typed anew; rejects with the reason. */
  async signInAgain(input: SignInAgain): Promise<void> {
    await this.#client.session.signInAgain(input);
    this.#isAsked = false;
  }

  /** Asks how it stands with the directory that is open now; the function returned stops following. */
  follow(): () => void {
    this.#state = quiet;
    this.#isKnown = false;
    this.#isAsked = false;
    this.#isPostponed = false;
    const stop = this.#client.on('session:signInChanged', (state) => this.#become(state));
    let isFollowing = true;
    void this.#client.session
      .signInState(null)
      .catch(() => quiet)
      .then((state) => {
        // A push may have been quicker than this answer, and is newer.
        if (isFollowing && !this.#isKnown) this.#become(state);
      });
    return () => {
      isFollowing = false;
      stop();
    };
  }

  #become(state: SignInState): void {
    this.#state = state;
    this.#isKnown = true;
    if (state.phase !== 'signed-in') return;
    this.#isAsked = false;
    this.#isPostponed = false;
  }
}
