import type { Session, SignIn, SignInAgain } from '../../preload/model/session.ts';
import type { Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { Automation } from './directory.ts';
import { createAppError, toAppError } from './errors.ts';
import { createOpening, type Opening } from './opening.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { KnownProfile } from './ports/app-memory.ts';
import type { Clipboard } from './ports/clipboard.ts';
import type { DirectoryCopies } from './ports/directory-caches.ts';
import type { Log } from './ports/log.ts';
import type { Secrets } from './ports/secrets.ts';
import type { FoundServer, ServerAccess } from './ports/server-access.ts';
import type { Profiles } from './profiles.ts';
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
export interface Sessions extends Omit<Opening, 'enter' | 'goOn' | 'leave'> {
  signIn(request: SignIn): Promise<Session>;
  /** Signs in to the open profile with a password typed; what waits then goes on. */
  signInAgain(request: SignInAgain): Promise<Session>;
  startDemo(): Promise<Session>;
  /** Closes the directory and forgets ticket and password; profile and copy stay. */
  signOut(): Promise<void>;
  /** A client that signs in as a profile's user, and renews its ticket by itself. */
  clientOf(profileId: string): AlfrescoClient;
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
  /** For the passwords of changes that wait. */
  readonly secrets: Secrets;
  readonly log: Log;
  /** Days for which the log of what was sent is kept. */
  readonly activityDays: () => number;
  readonly automation: Automation;
  /** The user's wish to be signed out of everything else too. */
  readonly endsTicketOnSignOut: () => boolean;
  readonly now: () => number;
}): Sessions {
  const { servers, demo, profiles, credentials, automation } = options;
  const accessOf = ({ kind }: Pick<KnownProfile, 'kind'>): ServerAccess =>
    kind === 'demo' ? demo : servers;
  const signIns = createSignIns({ accessOf, profiles, credentials });
  const opening = createOpening({ ...options, accessOf, signIns });

  /** Keeps what a password typed has brought; those who wait for a ticket go on. */
  function accept(id: string, brought: Visit, password: string, remember: boolean): void {
    void credentials.keep(id, password, remember);
    signIns.of(id).accept(brought);
  }

  async function enter(
    kind: Session['kind'],
    { baseUrl: serverUrl, isPlainHttp }: FoundServer,
    { userId, password }: UserPassword,
    remember: boolean,
  ): Promise<Session> {
    const brought = await visit(accessOf({ kind }), serverUrl, { userId, password });
    const name = kind === 'demo' ? 'Demo directory' : new URL(serverUrl).host;
    const key = { kind, serverUrl, userId: brought.me.id };
    const profile = profiles.register(key, { ...factsOf(brought), isPlainHttp }, name);
    accept(profile.id, brought, password, remember);
    return opening.enter(profile.id);
  }

  /** Ends the ticket for all of the person's clients, as far as the server can be reached. */
  async function endTicket(profile: KnownProfile, ticket: string | null): Promise<void> {
    if (ticket === null || !options.endsTicketOnSignOut()) return;
    const client = accessOf(profile).connect(profile.serverUrl, { ticket: () => ticket });
    await client.tickets.delete({ timeoutMs: endTicketMs }).catch(() => undefined);
  }

  return {
    ...opening,
    signIns,
    async signIn({ address, acceptPlainHttp, remember, ...credentialsTyped }) {
      const kind = address.trim().toLowerCase() === demoAddress ? 'demo' : 'server';
      const server = await accessOf({ kind }).find({ address, acceptPlainHttp });
      return enter(kind, server, credentialsTyped, remember);
    },
    async signInAgain({ password, remember }) {
      const session = await opening.current();
      if (session === null) throw createAppError('unauthorized', 'Sign in to a server first.');
      const { profileId, serverUrl, userId } = session;
      let brought: Visit;
      try {
        brought = await visit(accessOf(session), serverUrl, { userId, password });
      } catch (error) {
        const { data } = toAppError(error);
        if (data.code === 'unauthorized') signIns.of(profileId).refuse(data);
        throw error;
      }
      accept(profileId, brought, password, remember);
      return opening.goOn(profileId);
    },
    async startDemo() {
      const server = await demo.find({ address: '', acceptPlainHttp: false });
      return enter('demo', server, demo.credentials, false);
    },
    async signOut() {
      const id = await opening.leave();
      if (id === null) return;
      const profile = profiles.get(id);
      const signIn = signIns.of(id);
      const ending = endTicket(profile, signIn.ticket());
      signIn.forget();
      // A keychain may take its time; the directory is closed already.
      await Promise.allSettled([ending, credentials.forget(profile)]).then(throwRejected);
    },
    async close() {
      await opening.close();
      signIns.stop();
      await atMost(lastWordMs, credentials.settled(), automation.clock);
    },
    clientOf(id) {
      const profile = profiles.get(id);
      return accessOf(profile).connect(profile.serverUrl, signIns.of(id));
    },
  };
}

function throwRejected(outcomes: readonly PromiseSettledResult<void>[]): void {
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') throw toAppError(outcome.reason);
}

/** Waits for something, but not for long. */
async function atMost(limitMs: number, work: Promise<void>, clock: Clock): Promise<void> {
  const abort = new AbortController();
  const over = clock.sleep(limitMs, abort.signal).catch(() => undefined);
  await Promise.race([work, over]);
  abort.abort();
}
