import type { Session, SignIn, SignInAgain } from '../../preload/model/session.ts';
import type { SignInState } from '../../preload/model/sign-in-state.ts';
import type { Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { Automation, Directory } from './directory.ts';
import { createAppError, toAppError } from './errors.ts';
import { createLimiter } from './limiter.ts';
import { openDirectory, type OpenDirectory } from './open-directory.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { KnownProfile } from './ports/app-memory.ts';
import type { Clipboard } from './ports/clipboard.ts';
import type { DirectoryCopies } from './ports/directory-caches.ts';
import type { FoundServer, ServerAccess } from './ports/server-access.ts';
import type { Profiles } from './profiles.ts';
import { createSignal, type Signal } from './signal.ts';
import { createSignIns, type SignIns } from './sign-ins.ts';
import { factsOf, type UserPassword, visit, type Visit } from './visit.ts';

/** The embedded server that stands in for people who have none. */
export interface DemoServer extends ServerAccess {
  readonly credentials: UserPassword;
}

/** What to type as the server's address to sign in to the demo as one of its people. */
export const demoAddress = 'demo';

/** How long quitting waits for a keychain that has not been told everything. */
const lastWordMs = 2000;
const endTicketMs = 5000;

/** Whose directory is open, and the ways in and out. */
export interface Sessions {
  /** The open session, once a change under way is through. */
  current(): Promise<Session | null>;
  readonly changed: Signal<Session | null>;
  /** Emitted with each directory that opens, before `changed`. */
  readonly opened: Signal<Directory>;
  /** How far the open directory is with its sign-in. */
  readonly signInState: SignInState;
  readonly signInChanged: Signal<SignInState>;
  /** Opens the profile that was open last time, from its copy and without a password. */
  reopen(): Promise<void>;
  /** Opens a profile's copy in place of what is open; the sign-in goes on behind it. */
  open(profileId: string): Promise<Session>;
  signIn(request: SignIn): Promise<Session>;
  /** Signs in to the open profile with a password typed; what waits then goes on. */
  signInAgain(request: SignInAgain): Promise<Session>;
  startDemo(): Promise<Session>;
  signOut(): Promise<void>;
  /** Closes the directory and keeps it in mind for the next start. */
  close(): Promise<void>;
  /** The computer has slept. */
  wake(): void;
  /** The open directory; throws `AppError` where there is none. */
  directory(): Directory;
  /** A client that signs in as a profile's user, and renews its ticket by itself. */
  clientOf(profileId: string): AlfrescoClient;
  /**
   * Runs while the directory of that profile is closed and no other change of session happens, and
   * opens it again after that, where it was open and is still there.
   */
  whileClosed<T>(profileId: string, work: () => Promise<T>): Promise<T>;
  readonly signIns: SignIns;
}

/** Creates the session service: nothing is open at first. */
export function createSessions(options: {
  readonly servers: ServerAccess;
  readonly demo: DemoServer;
  readonly profiles: Profiles;
  readonly credentials: Credentials;
  readonly copies: DirectoryCopies;
  readonly clipboard: Clipboard;
  readonly automation: Automation;
  /** The user's wish to be signed out of everything else too. */
  readonly endsTicketOnSignOut: () => boolean;
  readonly now: () => number;
}): Sessions {
  const { servers, demo, profiles, credentials, copies, automation } = options;
  const changed = createSignal<Session | null>();
  const opened = createSignal<Directory>();
  const signInChanged = createSignal<SignInState>();
  // One change of session at a time: two would open the same cache twice.
  const exclusively = createLimiter(1);
  const accessOf = ({ kind }: Pick<KnownProfile, 'kind'>): ServerAccess =>
    kind === 'demo' ? demo : servers;
  const signIns = createSignIns({ accessOf, profiles, credentials });
  let open: OpenDirectory | null = null;
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
  async function show(profile: KnownProfile): Promise<OpenDirectory> {
    if (open?.profileId === profile.id) return open;
    await close();
    const signIn = signIns.of(profile.id);
    const parts = { ...options, access: accessOf(profile), onRebuilt: announceNews };
    try {
      open = openDirectory(profile, signIn, parts);
    } catch (error) {
      announce();
      throw error;
    }
    opened.emit(open.directory);
    return open;
  }

  /** Announces what is open and brings it up to date. */
  function begin({ profileId, directory, signIn, session }: OpenDirectory): Session {
    profiles.setOpen(profileId);
    signIn.resume();
    announce();
    signInChanged.emit(signIn.state);
    directory.schedule.start();
    return session();
  }

  /** Goes on with what a password typed has brought. */
  function accept(
    profile: KnownProfile,
    brought: Visit,
    password: string,
    remember: boolean,
  ): void {
    void credentials.keep(profile.id, password, remember);
    signIns.of(profile.id).accept(brought);
    if (open?.profileId === profile.id) open.directory.connectivity.succeed();
  }

  async function enter(
    kind: Session['kind'],
    server: FoundServer,
    { userId, password }: UserPassword,
    remember: boolean,
  ): Promise<Session> {
    const serverUrl = server.baseUrl;
    const brought = await visit(accessOf({ kind }), serverUrl, { userId, password });
    return exclusively(async () => {
      const name = kind === 'demo' ? 'Demo directory' : new URL(serverUrl).host;
      const facts = { ...factsOf(brought), isPlainHttp: server.isPlainHttp };
      const profile = profiles.register({ kind, serverUrl, userId: brought.me.id }, facts, name);
      const next = await show(profile);
      accept(profile, brought, password, remember);
      return begin(next);
    });
  }

  async function openProfile(id: string): Promise<Session> {
    const profile = profiles.get(id);
    if (open?.profileId === id) return open.session();
    return begin(await show(profile));
  }

  /** Ends the ticket for all of the person's clients, as far as the server can be reached. */
  async function endTicket(profile: KnownProfile, ticket: string | null): Promise<void> {
    if (ticket === null || !options.endsTicketOnSignOut()) return;
    const client = accessOf(profile).connect(profile.serverUrl, { ticket: () => ticket });
    await client.tickets.delete({ timeoutMs: endTicketMs }).catch(() => undefined);
  }

  return {
    current: () => exclusively(() => Promise.resolve(open?.session() ?? null)),
    changed,
    opened,
    get signInState() {
      return open?.signIn.state ?? nobody;
    },
    signInChanged,
    signIns,
    reopen: () =>
      exclusively(async () => {
        await copies.sweep();
        const { openId } = profiles;
        if (openId !== null && profiles.find(openId) !== null) await openProfile(openId);
      }),
    open: (id) => exclusively(() => openProfile(id)),
    async signIn(request) {
      const kind = request.address.trim().toLowerCase() === demoAddress ? 'demo' : 'server';
      const { address, acceptPlainHttp } = request;
      const server = await accessOf({ kind }).find({ address, acceptPlainHttp });
      return enter(kind, server, request, request.remember);
    },
    async signInAgain({ password, remember }) {
      const { profileId } = requireOpen(open);
      const profile = profiles.get(profileId);
      const { serverUrl, userId } = profile;
      let brought: Visit;
      try {
        brought = await visit(accessOf(profile), serverUrl, { userId, password });
      } catch (error) {
        const { data } = toAppError(error);
        if (data.code === 'unauthorized') signIns.of(profileId).refuse(data);
        throw error;
      }
      return exclusively(() => {
        accept(profiles.get(profileId), brought, password, remember);
        const now = requireOpen(open);
        return Promise.resolve(now.profileId === profileId ? begin(now) : now.session());
      });
    },
    async startDemo() {
      const server = await demo.find({ address: '', acceptPlainHttp: false });
      return enter('demo', server, demo.credentials, false);
    },
    async signOut() {
      const left = await exclusively(async () => {
        if (open === null) return null;
        const profile = profiles.get(open.profileId);
        const ticket = open.signIn.ticket();
        await close();
        profiles.setOpen(null);
        signIns.of(profile.id).forget();
        announce();
        return { profile, ticket };
      });
      if (left === null) return;
      // A keychain may take its time; the directory is closed already.
      const forgotten = credentials.forget(left.profile);
      await Promise.allSettled([forgotten, endTicket(left.profile, left.ticket)]);
      await forgotten;
    },
    async close() {
      await exclusively(close);
      signIns.stop();
      await atMost(lastWordMs, credentials.settled(), automation.clock);
    },
    wake: () => open?.directory.schedule.wake(),
    directory: () => requireOpen(open).directory,
    clientOf(id) {
      const profile = profiles.get(id);
      return accessOf(profile).connect(profile.serverUrl, signIns.of(id));
    },
    whileClosed: (id, work) =>
      exclusively(async () => {
        const wasOpen = open?.profileId === id;
        if (wasOpen) await close();
        try {
          return await work();
        } finally {
          const profile = profiles.find(id);
          if (wasOpen && profile !== null) begin(await show(profile));
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

/** Waits for something, but not for long. */
async function atMost(limitMs: number, work: Promise<void>, { sleep }: Clock): Promise<void> {
  const abort = new AbortController();
  const over = sleep(limitMs, abort.signal).catch(() => undefined);
  await Promise.race([work, over]);
  abort.abort();
}
