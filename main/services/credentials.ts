import type { AppErrorData } from '../../preload/model/app-error.ts';
import type { SignInState } from '../../preload/model/sign-in-state.ts';
import { createAppError, toAppError } from './errors.ts';
import type { KnownProfile } from './ports/app-memory.ts';
import type { Secrets } from './ports/secrets.ts';
import type { Profiles } from './profiles.ts';
import { createSignal, type Signal } from './signal.ts';

/** Where the password of a profile is. */
export interface PasswordState extends Pick<SignInState, 'passwordIn' | 'keychainProblem'> {
  /** True while this profile's call of the keychain waits for the user. */
  readonly isWaiting: boolean;
}

/** The passwords of the profiles: in the keychain, or in memory until Rollcall ends. */
export interface Credentials {
  /** Emitted with the id of a profile whose password state may have changed. */
  readonly changed: Signal<string>;
  stateOf(id: string): PasswordState;
  /** The password to sign in with; null where there is none that may be tried. Never rejects. */
  find(id: string): Promise<string | null>;
  /** Keeps a password that the server has taken, where the user wishes. Never rejects. */
  keep(id: string, password: string, remember: boolean): Promise<void>;
  /** Keeps a changed password where the old one was. Never rejects. */
  replacePassword(id: string, password: string): Promise<void>;
  /** The server has refused the password that `find` answered: it is not tried again. */
  refuse(id: string): void;
  /** Forgets a password for good. Rejects with `keychain` where it may still be in there. */
  forget(profile: KnownProfile): Promise<void>;
  /** Resolves once the keychain has been told everything. */
  settled(): Promise<void>;
}

/** What is known of one profile's password in this run. */
interface Entry {
  /** Only where the keychain does not keep it. */
  password: string | null;
  problem: AppErrorData | null;
  /** The keychain should have it, and did not give it. */
  isMissing: boolean;
  /** Grows with each password: what the keychain answers about an older one is of no interest. */
  generation: number;
  calls: number;
}

/** Creates the credentials; `builtIn` answers the password of a profile that needs nobody's. */
export function createCredentials(options: {
  readonly profiles: Profiles;
  readonly secrets: Secrets;
  readonly builtIn: (profile: KnownProfile) => string | null;
}): Credentials {
  const { profiles, secrets, builtIn } = options;
  const changed = createSignal<string>();
  const entries = new Map<string, Entry>();
  const calls = new Set<Promise<unknown>>();
  secrets.waiting.subscribe(() => {
    for (const [id, entry] of entries) if (entry.calls > 0) changed.emit(id);
  });

  function entryOf(id: string): Entry {
    const known = entries.get(id);
    if (known !== undefined) return known;
    const entry = { password: null, problem: null, isMissing: false, generation: 0, calls: 0 };
    entries.set(id, entry);
    return entry;
  }

  function set(id: string, change: Partial<Entry>): void {
    Object.assign(entryOf(id), change);
    changed.emit(id);
  }

  /** Calls the keychain; answers its error instead of throwing it. */
  async function ask<T>(id: string, call: () => Promise<T>): Promise<Answer<T>> {
    const entry = entryOf(id);
    let hasWaited = secrets.isWaiting;
    const unsubscribe = secrets.waiting.subscribe((isWaiting) => (hasWaited ||= isWaiting));
    entry.calls += 1;
    const calling = call();
    calls.add(calling);
    try {
      return { value: await calling, error: null };
    } catch (error) {
      return { value: null, error: toAppError(error).data, hasWaited };
    } finally {
      calls.delete(calling);
      unsubscribe();
      entry.calls -= 1;
      changed.emit(id);
    }
  }

  async function store(profile: KnownProfile, password: string): Promise<void> {
    const { id, isInKeychain } = profile;
    const { generation } = entryOf(id);
    // Before the call: it may hang, be given up, and still have its way when the user unlocks.
    profiles.note(id, { isInKeychain: true });
    const answer = await ask(id, () => secrets.set(profile, password));
    if (entryOf(id).generation !== generation) return;
    if (answer.error === null) {
      profiles.note(id, { isInKeychain: true });
      set(id, { password: null, problem: null, isMissing: false });
      return;
    }
    profiles.note(id, { isInKeychain: isInKeychain || answer.hasWaited });
    set(id, { problem: answer.error });
  }

  async function drop(profile: KnownProfile): Promise<AppErrorData | null> {
    const { id, isInKeychain } = profile;
    if (!isInKeychain) return null;
    const { generation } = entryOf(id);
    const { error } = await ask(id, () => secrets.delete(profile));
    const isLatest = entryOf(id).generation === generation;
    if (error === null && isLatest) profiles.note(id, { isInKeychain: false });
    return error;
  }

  async function read(profile: KnownProfile): Promise<string | null> {
    const { id } = profile;
    const { generation } = entryOf(id);
    const { value, error } = await ask(id, () => secrets.get(profile));
    if (entryOf(id).generation !== generation) return entryOf(id).password;
    const problem = error ?? (value === null ? keychainSilent() : null);
    set(id, { problem, isMissing: value === null });
    return value;
  }

  async function keep(id: string, password: string, remember: boolean): Promise<void> {
    const profile = profiles.find(id);
    if (profile === null) return;
    const { generation } = entryOf(id);
    const known = { password, problem: null, isMissing: false, generation: generation + 1 };
    const isBuiltIn = builtIn(profile) !== null;
    profiles.note(id, { remembersPassword: remember && !isBuiltIn, isPasswordRefused: false });
    set(id, known);
    if (isBuiltIn) return;
    if (remember) await store(profile, password);
    else await drop(profile);
  }

  return {
    changed,
    stateOf(id) {
      const profile = profiles.find(id);
      const entry = entryOf(id);
      const isKnown = profile !== null && builtIn(profile) !== null;
      const isInKeychain = profile?.isInKeychain === true && !entry.isMissing;
      const isThisRuns = entry.password !== null || isKnown;
      return {
        passwordIn: isThisRuns ? 'this-run' : isInKeychain ? 'keychain' : 'nowhere',
        keychainProblem: entry.problem,
        isWaiting: entry.calls > 0 && secrets.isWaiting,
      };
    },
    async find(id) {
      const profile = profiles.find(id);
      if (profile === null || profile.isPasswordRefused) return null;
      const known = entryOf(id).password ?? builtIn(profile);
      if (known !== null) return known;
      if (profile.remembersPassword) return profile.isInKeychain ? read(profile) : null;
      // The keychain refused to delete it when the user wished so.
      await drop(profile);
      return null;
    },
    keep,
    replacePassword: (id, password) =>
      keep(id, password, profiles.find(id)?.remembersPassword ?? false),
    refuse(id) {
      const profile = profiles.find(id);
      const isBuiltIn = profile !== null && builtIn(profile) !== null;
      // What is built in is as good as new at the next start, like the server that it belongs to.
      if (!isBuiltIn) profiles.note(id, { isPasswordRefused: true });
      set(id, { password: null });
    },
    async forget(profile) {
      const { generation } = entryOf(profile.id);
      const nothing = { password: null, problem: null, isMissing: false };
      set(profile.id, { ...nothing, generation: generation + 1 });
      const error = await drop(profile);
      if (error !== null) throw stillInKeychain(error);
    },
    async settled() {
      await Promise.allSettled(calls);
    },
  };
}

type Answer<T> =
  | { readonly value: T; readonly error: null }
  | { readonly value: null; readonly error: AppErrorData; readonly hasWaited: boolean };

function keychainSilent(): AppErrorData {
  return createAppError(
    'keychain',
    'The keychain does not give the password that it should have: it may be locked, or the password was removed there. Unlock it and open this server again, or type the password.',
  ).data;
}

function stillInKeychain({ message }: AppErrorData): Error {
  return createAppError(
    'keychain',
    `All is done except one thing: the password may still be in the keychain of this computer, under “Rollcall”. Delete it there. ${message}`,
    { retryable: false },
  );
}
