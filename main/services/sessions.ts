import type { Repository, Session, SignIn } from '../../preload/model/session.ts';
import { type Automation, createDirectory, type Directory } from './directory.ts';
import { createAppError, toAppError } from './errors.ts';
import { createLimiter } from './limiter.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { AppMemory } from './ports/app-memory.ts';
import type { Clipboard } from './ports/clipboard.ts';
import type { DirectoryCaches } from './ports/directory-caches.ts';
import type { FoundServer, ServerAccess } from './ports/server-access.ts';
import { createSignal, type Signal } from './signal.ts';

/** The embedded server that stands in for people who have none. */
export interface DemoServer extends ServerAccess {
  readonly credentials: Credentials;
}

interface Credentials {
  readonly userId: string;
  readonly password: string;
}

/** What to type as the server's address to sign in to the demo as one of its people. */
const demoAddress = 'demo';

/** Where the ticket lives, each directory's own: no client ever sees that of another server. */
interface TicketHolder {
  ticket: string | null;
}

/** A session with its open directory. */
interface Open {
  readonly session: Session;
  readonly directory: Directory;
  readonly holder: TicketHolder;
}

/** Whose directory is open, and the ways in and out. */
export interface Sessions {
  /** The open session, once a change under way is through. */
  current(): Promise<Session | null>;
  readonly changed: Signal<Session | null>;
  /** Emitted with each directory that opens, before `changed`. */
  readonly opened: Signal<Directory>;
  /** Opens the directory that was open last time, from the cache and without a password. */
  reopen(): Promise<void>;
  signIn(request: SignIn): Promise<Session>;
  startDemo(): Promise<Session>;
  signOut(): Promise<void>;
  /** Closes the directory and keeps it in mind for the next start. */
  close(): Promise<void>;
  /** The computer has slept. */
  wake(): void;
  /** The open directory; throws `AppError` where there is none. */
  directory(): Directory;
}

/** Whose directory it is: each has a cache of its own. */
export interface DirectoryKey {
  readonly serverUrl: string;
  readonly userId: string;
}

/** Creates the session service: nothing is open at first. */
export function createSessions(options: {
  readonly servers: ServerAccess;
  readonly demo: DemoServer;
  readonly memory: AppMemory;
  readonly clipboard: Clipboard;
  readonly automation: Automation;
  /** Opens what is kept of one server and user. */
  readonly openCaches: (key: DirectoryKey) => Promise<DirectoryCaches>;
  readonly now: () => number;
}): Sessions {
  const { servers, demo, memory, openCaches, clipboard, automation, now } = options;
  const changed = createSignal<Session | null>();
  const opened = createSignal<Directory>();
  // One change of session at a time: two would open the same cache twice.
  const exclusively = createLimiter(1);
  let open: Open | null = null;

  const accessOf = (session: Pick<Session, 'kind'>): ServerAccess =>
    session.kind === 'demo' ? demo : servers;

  async function enter(
    kind: Session['kind'],
    server: FoundServer,
    credentials: Credentials,
  ): Promise<Session> {
    const holder: TicketHolder = { ticket: null };
    const client = accessOf({ kind }).connect(server.baseUrl, () => holder.ticket);
    holder.ticket = (await client.tickets.create(credentials)).ticket;
    const me = await client.people.get('-me-');
    const session: Session = {
      kind,
      serverUrl: server.baseUrl,
      serverName: kind === 'demo' ? 'Demo directory' : new URL(server.baseUrl).host,
      userId: me.id,
      displayName: me.displayName,
      isAdmin: me.capabilities?.isAdmin ?? false,
      isPlainHttp: server.isPlainHttp,
      repository: await findRepository(client),
      isRebuilt: false,
    };
    if (open !== null && isSame(open.session, session)) await renew(open, holder);
    else await openDirectory(session, holder);
    return begin();
  }

  /** Goes on with a new ticket; a run under the old one would only end in "sign in again". */
  async function renew({ directory, holder }: Open, { ticket }: TicketHolder): Promise<void> {
    directory.refresh.cancel();
    await directory.refresh.settled();
    holder.ticket = ticket;
  }

  /** Opens the cache of a session in place of what is open. */
  async function openDirectory(session: Session, holder: TicketHolder): Promise<void> {
    await close();
    const { serverUrl, userId } = session;
    const caches = await openCaches({ serverUrl, userId });
    const key = JSON.stringify([serverUrl, userId]);
    const client = accessOf(session).connect(serverUrl, () => holder.ticket);
    const directory = createDirectory({
      client,
      ...caches,
      clipboard,
      automation,
      now,
      isViewerAdmin: session.isAdmin,
      key,
    });
    open = { session: { ...session, isRebuilt: caches.store.isRebuilt }, directory, holder };
    caches.store.rebuilt.subscribe(() => {
      if (open?.directory !== directory) return;
      open = { ...open, session: { ...open.session, isRebuilt: true } };
      changed.emit(open.session);
    });
    opened.emit(directory);
  }

  /** Announces the open session and brings its cache up to date. */
  function begin(): Session {
    if (open === null) throw new TypeError('A session has just been opened');
    memory.saveLastSession(open.session);
    changed.emit(open.session);
    open.directory.schedule.start();
    return open.session;
  }

  async function close(): Promise<void> {
    const closing = open;
    open = null;
    await closing?.directory.close();
  }

  async function startDemo(): Promise<Session> {
    const server = await demo.find({ address: '', acceptPlainHttp: false });
    return enter('demo', server, demo.credentials);
  }

  return {
    current: () => exclusively(() => Promise.resolve(open?.session ?? null)),
    changed,
    opened,
    reopen: () =>
      exclusively(async () => {
        const last = memory.lastSession();
        if (last === null) return;
        // The demo's own account needs nobody to type its password.
        if (last.kind === 'demo' && last.userId === demo.credentials.userId) {
          await startDemo();
          return;
        }
        await openDirectory(last, { ticket: null });
        begin();
      }),
    signIn: (request) =>
      exclusively(async () => {
        const kind = request.address.trim().toLowerCase() === demoAddress ? 'demo' : 'server';
        const server = await accessOf({ kind }).find(request);
        return enter(kind, server, request);
      }),
    startDemo: () => exclusively(startDemo),
    signOut: () =>
      exclusively(async () => {
        // The ticket is left to expire: it is one per person at the server, and ending it would
        // sign the same person out of Share as well.
        await close();
        changed.emit(null);
        memory.saveLastSession(null);
      }),
    close: () => exclusively(close),
    wake: () => open?.directory.schedule.wake(),
    directory() {
      if (open === null) throw createAppError('unauthorized', 'Sign in to a server first.');
      return open.directory;
    },
  };
}

function isSame(a: Session, b: Session): boolean {
  return a.kind === b.kind && a.serverUrl === b.serverUrl && a.userId === b.userId;
}

/** Discovery may be switched off, forbidden or missing on old servers: the app works without. */
async function findRepository(client: AlfrescoClient): Promise<Repository | null> {
  try {
    return await client.discovery.get();
  } catch (error) {
    const { code } = toAppError(error).data;
    if (code === 'network' || code === 'timeout') throw error;
    return null;
  }
}
