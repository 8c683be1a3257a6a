import { AppError, type AppErrorData } from '../../preload/model/app-error.ts';
import type { SignInState } from '../../preload/model/sign-in-state.ts';
import type { PasswordState } from './credentials.ts';
import { createAppError, toAppError } from './errors.ts';
import type { Authorization } from './ports/server-access.ts';
import { createSignal, type Signal } from './signal.ts';
import { isServersFailure } from './sync/patience.ts';
import type { Visit } from './visit.ts';

/** The sign-in of one profile: its ticket, in memory, and how to come by another one. */
export interface SignIn extends Required<Authorization> {
  state(): SignInState;
  readonly changed: Signal<SignInState>;
  /** Emitted with what each sign-in has brought. */
  readonly entered: Signal<Visit>;
  /** The user turns to this profile: what prevented the sign-in is tried again, refusals apart. */
  resume(): void;
  /** The user has signed in with a password typed. */
  accept(visit: Visit): void;
  /** The server has refused a password that the user has typed. */
  refuse(reason: AppErrorData): void;
  /** Where the password is may have changed. */
  look(): void;
  /** Forgets the ticket and gives up a sign-in under way; the user has to come back. */
  forget(): void;
}

/** A sign-in under way; all who need the ticket wait for the same. */
interface Attempt {
  readonly ticket: Promise<string>;
  readonly resolve: (ticket: string) => void;
  readonly reject: (error: Error) => void;
  readonly abort: AbortController;
}

/** Creates the sign-in of a profile; nothing is sent before somebody needs a ticket. */
export function createSignIn(options: {
  /** Signs in, once. */
  readonly visit: (password: string, signal: AbortSignal) => Promise<Visit>;
  /** The password kept; null where only the user can go on. */
  readonly findPassword: () => Promise<string | null>;
  /** Asks the server for nothing in particular; rejects where nobody is there. */
  readonly reach: () => Promise<void>;
  /** Told that the server has refused the password kept. */
  readonly onRefused: () => void;
  readonly passwordState: () => PasswordState;
  /** Whether the user has had the server refuse the password kept, in an earlier run. */
  readonly isPasswordRefused: () => boolean;
}): SignIn {
  const { visit, findPassword, reach, onRefused, passwordState, isPasswordRefused } = options;
  const changed = createSignal<SignInState>();
  const entered = createSignal<Visit>();
  let ticket: string | null = null;
  /** Where only the user can go on; `reason` is why, if there is a why. */
  let wanted: { readonly reason: AppErrorData | null } | null = null;
  let attempt: Attempt | null = null;
  let knocking: Promise<void> | null = null;
  let shown = '';

  function phase(isWaiting: boolean): SignInState['phase'] {
    if (isWaiting) return 'waiting-for-keychain';
    if (ticket !== null) return 'signed-in';
    return wanted === null ? 'signing-in' : 'password-wanted';
  }

  function state(): SignInState {
    const { isWaiting, ...places } = passwordState();
    return { phase: phase(isWaiting), ...places, reason: wanted?.reason ?? null };
  }

  function look(): void {
    const now = state();
    const text = JSON.stringify(now);
    if (text === shown) return;
    shown = text;
    changed.emit(now);
  }

  function enter(brought: Visit): void {
    ({ ticket } = brought);
    wanted = null;
    entered.emit(brought);
    look();
  }

  function want(reason: AppErrorData | null): AppError {
    wanted = { reason };
    look();
    return passwordWanted(reason);
  }

  /** Without a password one can still tell whether the server is there at all. */
  async function knock(): Promise<void> {
    knocking ??= reach().finally(() => (knocking = null));
    await knocking;
  }

  async function waitForUser(reason: AppErrorData | null): Promise<string> {
    await knock();
    if (ticket !== null) return ticket;
    throw passwordWanted(reason);
  }

  async function trySilently(signal: AbortSignal): Promise<Visit> {
    const isGivenUp = (): boolean => signal.aborted;
    const password = await findPassword();
    if (isGivenUp()) throw cancelled();
    if (password === null) {
      const lacking = want(
        isPasswordRefused() ? keptPasswordRefused() : passwordState().keychainProblem,
      );
      await knock();
      throw lacking;
    }
    try {
      return await visit(password, signal);
    } catch (error) {
      const { data } = toAppError(error);
      // The server and the network get better by themselves; with anything else the user decides.
      if (isGivenUp() || isServersFailure(data) || data.code === 'bug') throw error;
      if (data.reason !== 'bad-credentials') throw want(data);
      wanted = { reason: keptPasswordRefused(data) };
      onRefused();
      throw want(wanted.reason);
    }
  }

  function begin(): Attempt {
    const begun = createAttempt();
    trySilently(begun.abort.signal)
      .then((brought) => {
        if (attempt !== begun) return;
        attempt = null;
        enter(brought);
        begun.resolve(brought.ticket);
      })
      .catch((error: unknown) => {
        if (attempt === begun) attempt = null;
        begun.reject(toAppError(error));
      });
    return begun;
  }

  /** Ends a sign-in under way: those who wait get what is known better by now. */
  function settle(end: (under: Attempt) => void): void {
    const under = attempt;
    attempt = null;
    if (under === null) return;
    under.abort.abort();
    end(under);
  }

  return {
    state,
    changed,
    entered,
    ticket: () => ticket,
    renew(refused) {
      if (ticket !== null && ticket !== refused) return Promise.resolve(ticket);
      if (wanted !== null) return waitForUser(wanted.reason);
      ticket = null;
      attempt ??= begin();
      look();
      return attempt.ticket;
    },
    resume() {
      if (wanted?.reason?.reason !== 'bad-credentials') wanted = null;
      look();
    },
    accept(brought) {
      enter(brought);
      settle(({ resolve }) => resolve(brought.ticket));
    },
    refuse(reason) {
      if (ticket === null) want(reason);
    },
    look,
    forget() {
      ticket = null;
      wanted = { reason: null };
      settle(({ reject }) => reject(cancelled()));
      look();
    },
  };
}

function createAttempt(): Attempt {
  let resolve: Attempt['resolve'] = () => undefined;
  let reject: Attempt['reject'] = () => undefined;
  const ticket = new Promise<string>((...both) => ([resolve, reject] = both));
  // There may be nobody left who waits for it.
  ticket.catch(() => undefined);
  return { ticket, resolve, reject, abort: new AbortController() };
}

/** What requests fail with meanwhile: the connection then counts as signed out, and rests. */
function passwordWanted(reason: AppErrorData | null): AppError {
  if (reason?.code === 'unauthorized') return new AppError(reason);
  return createAppError('unauthorized', 'Your session has ended. Sign in again.', {
    reason: 'session-expired',
  });
}

/** Nobody has typed anything: the sentence for those who have would be the wrong advice. */
function keptPasswordRefused(said: Partial<AppErrorData> = {}): AppErrorData {
  const { message: _forTyped, ...more } = said;
  return createAppError(
    'unauthorized',
    'The server has refused the password that is kept, so Rollcall does not try it again. Type the current one.',
    { ...more, reason: 'bad-credentials' },
  ).data;
}

function cancelled(): AppError {
  return createAppError('cancelled', 'This was cancelled.');
}
