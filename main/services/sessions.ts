import type { Repository, Session, SignIn } from '../../preload/model/session.ts';
import { createDirectory, type Directory } from './directory.ts';
import { createAppError, toAppError } from './errors.ts';
import { createLimiter } from './limiter.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { DirectoryStore } from './ports/directory-store.ts';
import type { FoundServer, ServerAccess } from './ports/server-access.ts';
import { createSignal, type Signal } from './signal.ts';

/** The embedded server that stands in for people who have none. */
export interface DemoServer extends ServerAccess {
  readonly credentials: { readonly userId: string; readonly password: string };
}

/** What to type as the server's address to sign in to the demo as one of its people. */
const demoAddress = 'demo';

/** A signed-in session with its open directory. */
interface Open {
  readonly session: Session;
  readonly directory: Directory;
}

/** Who is signed in, and the directory that belongs to it. */
export interface Sessions {
  readonly session: Session | null;
  readonly changed: Signal<Session | null>;
  /** Emitted with each directory that opens, before `changed`. */
  readonly opened: Signal<Directory>;
  signIn(request: SignIn): Promise<Session>;
  startDemo(): Promise<Session>;
  signOut(): Promise<void>;
  /** The open directory; throws `AppError` where nobody is signed in. */
  directory(): Directory;
}

/** Creates the session service: nobody is signed in at first. */
export function createSessions(options: {
  readonly servers: ServerAccess;
  readonly demo: DemoServer;
  /** Opens the cache of one server and user. */
  readonly openStore: (key: {
    readonly serverUrl: string;
    readonly userId: string;
  }) => DirectoryStore;
  readonly now: () => number;
}): Sessions {
  const { servers, demo, openStore, now } = options;
  const changed = createSignal<Session | null>();
  const opened = createSignal<Directory>();
  // One change of session at a time: two would open the same cache twice.
  const exclusively = createLimiter(1);
  let open: Open | null = null;

  async function enter(
    access: ServerAccess,
    server: FoundServer,
    credentials: { readonly userId: string; readonly password: string },
    kind: Session['kind'],
  ): Promise<Session> {
    // The ticket lives in this closure alone; the password is gone when the call returns.
    let ticket: string | null = null;
    const client = access.connect(server.baseUrl, () => ticket);
    ({ ticket } = await client.tickets.create(credentials));
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
    };
    await close();
    const store = openStore({ serverUrl: session.serverUrl, userId: session.userId });
    const key = JSON.stringify([session.serverUrl, session.userId]);
    open = { session, directory: createDirectory({ client, store, now, key }) };
    opened.emit(open.directory);
    changed.emit(session);
    void open.directory.refresh.start();
    return session;
  }

  async function close(): Promise<void> {
    const closing = open;
    open = null;
    await closing?.directory.close();
  }

  return {
    get session() {
      return open?.session ?? null;
    },
    changed,
    opened,
    signIn: (request) =>
      exclusively(async () => {
        const isDemo = request.address.trim().toLowerCase() === demoAddress;
        const access = isDemo ? demo : servers;
        const server = await access.find(request);
        return enter(access, server, request, isDemo ? 'demo' : 'server');
      }),
    startDemo: () =>
      exclusively(async () => {
        const server = await demo.find({ address: '', acceptPlainHttp: false });
        return enter(demo, server, demo.credentials, 'demo');
      }),
    signOut: () =>
      exclusively(async () => {
        // The ticket is left to expire: it is one per person at the server, and ending it would
        // sign the same person out of Share as well.
        await close();
        changed.emit(null);
      }),
    directory() {
      if (open === null) throw createAppError('unauthorized', 'Sign in to a server first.');
      return open.directory;
    },
  };
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
