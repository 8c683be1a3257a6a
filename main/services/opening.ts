import type { AppError } from '../../preload/model/app-error.ts';
import type { Session } from '../../preload/model/session.ts';
import type { SignInState } from '../../preload/model/sign-in-state.ts';
import type { Automation, Directory } from './directory.ts';
import { createAppError, toAppError } from './errors.ts';
import { createLimiter } from './limiter.ts';
import { openDirectory, type OpenDirectory } from './open-directory.ts';
import type { KnownProfile } from './ports/app-memory.ts';
import type { Clipboard } from './ports/clipboard.ts';
import type { DirectoryCopies } from './ports/directory-caches.ts';
import type { Log } from './ports/log.ts';
import type { Secrets } from './ports/secrets.ts';
import type { ServerAccess } from './ports/server-access.ts';
import type { Profiles } from './profiles.ts';
import { createSignal, type Signal } from './signal.ts';
import type { SignIns } from './sign-ins.ts';

/** Which directory is open; one is at a time. */
export interface Opening {
  /** The open session, once a change under way is through. */
  current(): Promise<Session | null>;
  /** The same for the window; rejects where what was open last time could not be opened again. */
  restored(): Promise<Session | null>;
  readonly changed: Signal<Session | null>;
  /** Emitted with each directory that opens, before `changed`. */
  readonly opened: Signal<Directory>;
  /** How far the open directory is with its sign-in. */
  signInState(): SignInState;
  readonly signInChanged: Signal<SignInState>;
  /** The open directory; throws `AppError` where there is none. */
  directory(): Directory;
  /** Opens the profile that was open last time, from its copy and without a password. */
  reopen(): Promise<void>;
  /** Opens a profile's copy in place of what is open; the sign-in goes on behind it. */
  open(profileId: string): Promise<Session>;
  /** The same, and brings it up to date where it is open already. */
  enter(profileId: string): Promise<Session>;
  /** Brings what is open up to date, where it is that profile; answers what is open. */
  goOn(profileId: string): Promise<Session>;
  /** Closes what is open for good; answers its profile. */
  leave(): Promise<string | null>;
  /** Closes what is open and keeps it in mind for the next start. */
  close(): Promise<void>;
  /** The computer has slept. */
  wake(): void;
  /**
   * Runs while the directory of that profile is closed and no other change of session happens, and
   * opens it again after that, where it was open and is still there.
   */
  whileClosed<T>(profileId: string, work: () => Promise<T>): Promise<T>;
}

/** Creates the opening; nothing is open at first. */
export function createOpening(options: {
  readonly accessOf: (profile: KnownProfile) => ServerAccess;
  readonly profiles: Profiles;
  readonly signIns: SignIns;
  readonly copies: DirectoryCopies;
  readonly clipboard: Clipboard;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly activityDays: () => number;
  readonly automation: Automation;
  readonly now: () => number;
}): Opening {
  const { accessOf, profiles, signIns, copies } = options;
  const changed = createSignal<Session | null>();
  const opened = createSignal<Directory>();
  const signInChanged = createSignal<SignInState>();
  // One change of session at a time: two would open the same cache twice.
  const exclusively = createLimiter(1);
  let open: OpenDirectory | null = null;
  let notReopened: AppError | null = null;
  let shown = '';

  signIns.changed.subscribe(({ id, state }) => {
    if (open?.profileId === id) signInChanged.emit(state);
  });
  signIns.entered.subscribe(announceNews);
  profiles.changed.subscribe(announceNews);

  function announce(): void {
    const session = open?.session() ?? null;
    shown = JSON.stringify(session);
    changed.emit(session);
  }

  /** Name, colour and rights can change while a directory is open. */
  function announceNews(): void {
    if (open !== null && JSON.stringify(open.session()) !== shown) announce();
  }

  async function close(): Promise<void> {
    const closing = open;
    open = null;
    await closing?.close();
  }

  /** Opens the copy of a profile in place of what is open. */
  async function show(id: string): Promise<OpenDirectory> {
    const profile = profiles.get(id);
    if (open?.profileId === id) return open;
    await close();
    const parts = { ...options, access: accessOf(profile), onRebuilt: announceNews };
    try {
      open = await openDirectory(profile, signIns.of(id), parts);
    } catch (error) {
      announce();
      throw error;
    }
    opened.emit(open.directory);
    return open;
  }

  /** Announces what is open and brings it up to date. */
  function begin(begun: OpenDirectory): Session {
    const { profileId, directory, signIn } = begun;
    profiles.setOpen(profileId);
    notReopened = null;
    signIn.resume();
    announce();
    const state = signIn.state();
    signInChanged.emit(state);
    if (state.phase === 'signed-in') directory.connectivity.succeed();
    directory.start();
    return begun.session();
  }

  async function openProfile(id: string): Promise<Session> {
    return open?.profileId === id ? open.session() : begin(await show(id));
  }

  /** Opens what was open last time; where that fails, the window is to know why. */
  async function reopen(): Promise<void> {
    await copies.sweep();
    const { openId } = profiles;
    if (openId === null || profiles.find(openId) === null) return;
    try {
      await openProfile(openId);
    } catch (error) {
      notReopened = toAppError(error);
      throw notReopened;
    }
  }

  function current(): Session | null {
    return open?.session() ?? null;
  }

  return {
    current: () => exclusively(() => Promise.resolve(current())),
    restored: () =>
      exclusively(() => {
        const session = current();
        if (session === null && notReopened !== null) return Promise.reject(notReopened);
        return Promise.resolve(session);
      }),
    changed,
    opened,
    signInState: () => open?.signIn.state() ?? nobody,
    signInChanged,
    directory: () => requireOpen(open).directory,
    reopen: () => exclusively(reopen),
    open: (id) => exclusively(() => openProfile(id)),
    enter: (id) => exclusively(async () => begin(await show(id))),
    goOn: (id) =>
      exclusively(() => {
        const now = requireOpen(open);
        return Promise.resolve(now.profileId === id ? begin(now) : now.session());
      }),
    leave: () =>
      exclusively(async () => {
        if (open === null) return null;
        const { profileId } = open;
        await close();
        profiles.setOpen(null);
        announce();
        return profileId;
      }),
    close: () => exclusively(close),
    wake: () => open?.directory.schedule.wake(),
    whileClosed: (id, work) =>
      exclusively(async () => {
        const wasOpen = open?.profileId === id;
        if (wasOpen) await close();
        try {
          return await work();
        } finally {
          if (wasOpen && profiles.find(id) !== null) begin(await show(id));
          else if (wasOpen) announce();
        }
      }),
  };
}

/** Nobody has signed in, and nobody is about to. */
const nobody: SignInState = {
  phase: 'password-wanted',
  passwordIn: 'nowhere',
  reason: null,
  keychainProblem: null,
};

function requireOpen(open: OpenDirectory | null): OpenDirectory {
  if (open === null) throw createAppError('unauthorized', 'Sign in to a server first.');
  return open;
}
