import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { RollcallContract } from '../preload/contract/contract.ts';
import type { Handlers, PushPayloads } from '../preload/contract/define.ts';
import { createAlfrescoClient } from './api/client.ts';
import { findServer } from './api/find-server.ts';
import { demoAdmin } from './demo/demo-accounts.ts';
import { createDemoServer } from './demo/demo-server.ts';
import type { ImageScaler } from './demo/image-scaler.ts';
import { openDirectoryThread } from './engine/directory-thread.ts';
import { systemClock } from './services/clock.ts';
import type { Directory } from './services/directory.ts';
import { createPreferences } from './services/preferences.ts';
import type { Clipboard } from './services/ports/clipboard.ts';
import { createSessions, type DemoServer, type DirectoryKey } from './services/sessions.ts';
import type { FetchFunction } from './services/ports/alfresco.ts';
import type { Log } from './services/ports/log.ts';
import type { ServerAccess } from './services/ports/server-access.ts';
import type { Surroundings } from './services/ports/surroundings.ts';
import { openAppMemory } from './store/app-memory.ts';
import { openPhotoCache } from './store/photo-cache.ts';

type Pushes = PushPayloads<RollcallContract>;

/** Sends a push to the window; typed by the contract. */
export type SendPush = <W extends keyof Pushes>(channel: W, payload: Pushes[W]) => void;

/** The application without Electron. */
export interface App {
  readonly handlers: Handlers<RollcallContract>;
  /** The PNG behind an `app://rollcall/avatar/<hash>` address, or null. */
  readPhoto(hash: string): Promise<Uint8Array | null>;
  /** Opens the directory that was open last time, if any, from its cache. */
  reopen(): Promise<void>;
  /** The computer has slept: what is shown is brought up to date. */
  wake(): void;
  /** Stops what runs and closes every file. */
  close(): Promise<void>;
}

/** Puts the application together: adapters behind the services' ports, services behind handlers. */
export function createApp(options: {
  readonly userDataFolder: string;
  /** The fetch for real servers; Electron's honours the system's proxies and certificates. */
  readonly fetch: FetchFunction;
  readonly clipboard: Clipboard;
  readonly surroundings: Surroundings;
  /** Fits the demo server's photos into their frame. */
  readonly imageScaler: ImageScaler;
  readonly versions: {
    readonly app: string;
    readonly electron: string;
    readonly isPackaged: boolean;
  };
  readonly log: Log;
  readonly send: SendPush;
  /** What the thread of a directory runs, where the code is bundled. */
  readonly engineEntry?: URL;
  readonly now?: () => number;
}): App {
  const { log, send, now = Date.now } = options;
  const engineEntry = options.engineEntry ?? new URL('directory-engine.ts', import.meta.url);
  const memory = openAppMemory(options.userDataFolder);
  const preferences = createPreferences(memory);
  const folderOf = (key: DirectoryKey): string =>
    join(options.userDataFolder, 'directories', folderName(key));
  const sessions = createSessions({
    servers: createServerAccess(options.fetch),
    demo: createEmbeddedDemo(options.imageScaler),
    memory,
    clipboard: options.clipboard,
    openCaches: async (key) => ({
      ...(await openDirectoryThread({
        entry: engineEntry,
        folder: folderOf(key),
        onSetAside: () => log.warn('An unusable cache was set aside; it is fetched again'),
        onBroken: ({ data, cause }) => log.error('A directory’s thread broke', data.traceId, cause),
      })),
      photoCache: openPhotoCache({ folder: join(folderOf(key), 'photos'), now }),
    }),
    automation: {
      surroundings: options.surroundings,
      refreshMinutes: () => preferences.current.refreshMinutes,
      clock: systemClock,
    },
    now,
  });
  preferences.changed.subscribe((settings) => send('settings:changed', settings));
  sessions.changed.subscribe((session) => send('session:changed', session));
  sessions.opened.subscribe(({ refresh, connectivity }) => {
    refresh.progress.subscribe((state) => send('refresh:progress', state));
    refresh.changed.subscribe(() => send('people:changed', null));
    connectivity.changed.subscribe((state) => send('connection:changed', state));
  });
  const directory = (): Directory => sessions.directory();
  const startRefresh = (): null => {
    void directory().refresh.start();
    return null;
  };
  return {
    handlers: {
      session: {
        current: () => sessions.current(),
        signIn: (request) => sessions.signIn(request),
        startDemo: () => sessions.startDemo(),
        async signOut() {
          await sessions.signOut();
          return null;
        },
      },
      people: {
        window: (query) => directory().window(query),
        lenses: () => directory().store.countLenses(),
        facet: async ({ field, selection }) => [
          ...(await directory().store.facet(field, selection)),
        ],
        find: ({ selection, prefix, from }) => directory().store.find(selection, prefix, from),
        indexOf: ({ selection, id }) => directory().store.indexOf(selection, id),
        ids: async ({ selection, from, to }) => [
          ...(await directory().store.idsBetween(selection, from, to)),
        ],
        copy: ({ picked, columns }) => directory().copy(picked, columns),
        async copyText({ text }) {
          await options.clipboard.write({ text });
          return null;
        },
        get: ({ id }) => directory().person(id),
      },
      refresh: {
        state: () => directory().refresh.state,
        start: startRefresh,
        cancel() {
          directory().refresh.cancel();
          return null;
        },
      },
      connection: {
        state: () => directory().connectivity.state,
        retry: startRefresh,
      },
      settings: {
        get: () => preferences.current,
        update: (change) => preferences.update(change),
      },
      app: {
        info: () => ({
          version: options.versions.app,
          electron: options.versions.electron,
          isPackaged: options.versions.isPackaged,
        }),
      },
    },
    readPhoto: (hash) => sessions.directory().photos.read(hash),
    reopen: () => sessions.reopen(),
    wake: () => sessions.wake(),
    close: () => sessions.close(),
  };
}

function createServerAccess(fetch: FetchFunction): ServerAccess {
  return {
    find: (request) => findServer({ ...request, fetch }),
    connect: (baseUrl, ticket) => createAlfrescoClient({ baseUrl, fetch, authorization: ticket }),
  };
}

/** A host under `.invalid` can never be a real server, should a request escape the process. */
const demoBaseUrl = 'http://demo.rollcall.invalid/alfresco';

function createEmbeddedDemo(scaler: ImageScaler): DemoServer {
  // Made at the first use: people who have a server never pay for it.
  let server: ReturnType<typeof createDemoServer> | null = null;
  const fetch: FetchFunction = (input, init) => {
    server ??= createDemoServer({ settings: { fixture: 'demo' }, scaler });
    return server.fetch(new Request(input, init));
  };
  const access = createServerAccess(fetch);
  return {
    credentials: demoAdmin,
    find: () => Promise.resolve({ baseUrl: demoBaseUrl, isPlainHttp: false }),
    connect: (baseUrl, ticket) => access.connect(baseUrl, ticket),
  };
}

/** A folder name that says nothing of the server or the user, and is legal on every system. */
function folderName(key: DirectoryKey): string {
  return createHash('sha256')
    .update(JSON.stringify([key.serverUrl, key.userId]))
    .digest('hex')
    .slice(0, 32);
}
