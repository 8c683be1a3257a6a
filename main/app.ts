import type { RollcallContract } from '../preload/contract/contract.ts';
import type { Handlers, PushPayloads } from '../preload/contract/define.ts';
import { createAccountHandlers } from './account-handlers.ts';
import { createEditHandlers } from './edit-handlers.ts';
import { createPhotoHandlers } from './photo-handlers.ts';
import { findServer } from './api/find-server.ts';
import type { ImageScaler } from './demo/image-scaler.ts';
import { openDirectoryThread } from './engine/directory-thread.ts';
import { systemClock } from './services/clock.ts';
import { createCredentials } from './services/credentials.ts';
import type { Directory } from './services/directory.ts';
import { createNoKeychain } from './services/no-keychain.ts';
import { createPreferences } from './services/preferences.ts';
import { createProxyQuestions, type ProxyQuestions } from './services/proxy-questions.ts';
import type { Clipboard } from './services/ports/clipboard.ts';
import { createProfileChanges } from './services/profile-changes.ts';
import { createProfiles } from './services/profiles.ts';
import { createSessions, demoAddress } from './services/sessions.ts';
import type { FetchFunction } from './services/ports/alfresco.ts';
import type { FileDragger } from './services/ports/file-dragger.ts';
import type { FileSaver } from './services/ports/file-saver.ts';
import type { LinkOpener } from './services/ports/link-opener.ts';
import type { Log } from './services/ports/log.ts';
import type { KeptPicture } from './services/ports/pictures.ts';
import type { Secrets } from './services/ports/secrets.ts';
import type { Surroundings } from './services/ports/surroundings.ts';
import { createEmbeddedDemo, createServerAccess, demoServer, isDemo } from './servers.ts';
import { openAppMemory } from './store/app-memory.ts';
import { openDirectoryCopies } from './store/directory-copies.ts';

type Pushes = PushPayloads<RollcallContract>;

/** Sends a push to the window; typed by the contract. */
export type SendPush = <W extends keyof Pushes>(channel: W, payload: Pushes[W]) => void;

/** The application without Electron. */
export interface App {
  readonly handlers: Handlers<RollcallContract>;
  /** The PNG behind an `app://rollcall/avatar/<hash>` address, or null. */
  readPhoto(hash: string): Promise<Uint8Array | null>;
  /** The picture behind an `app://rollcall/picture/<id>` address, or null. */
  readPicture(id: string): Promise<KeptPicture | null>;
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
  /** What that fetch asks of the user; nothing by default. */
  readonly proxyQuestions?: ProxyQuestions;
  /** The keychain; without it, passwords are kept until Rollcall ends. */
  readonly secrets?: Secrets;
  readonly clipboard: Clipboard;
  readonly fileSaver: FileSaver;
  readonly fileDragger: FileDragger;
  readonly linkOpener: LinkOpener;
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
  const { log, send, now = Date.now, proxyQuestions = createProxyQuestions() } = options;
  const engineEntry = options.engineEntry ?? new URL('directory-engine.ts', import.meta.url);
  const memory = openAppMemory(options.userDataFolder);
  const preferences = createPreferences(memory);
  const servers = createServerAccess(options.fetch);
  const demo = createEmbeddedDemo(options.imageScaler);
  const copies = openDirectoryCopies({
    userDataFolder: options.userDataFolder,
    now,
    openPeople: (folder) =>
      openDirectoryThread({
        entry: engineEntry,
        folder,
        onSetAside: () => log.warn('An unusable cache was set aside; it is fetched again'),
        onBroken: ({ data, cause }) =>
          log.error('The thread of a directory broke', data.traceId, cause),
      }),
  });
  const profiles = createProfiles(memory);
  const secrets = options.secrets ?? createNoKeychain();
  const credentials = createCredentials({
    profiles,
    secrets,
    builtIn: ({ kind, userId }) =>
      kind === 'demo' && userId === demo.credentials.userId ? demo.credentials.password : null,
  });
  const sessions = createSessions({
    servers,
    demo,
    profiles,
    credentials,
    copies,
    clipboard: options.clipboard,
    secrets,
    log,
    activityDays: () => preferences.current.activityDays,
    endsTicketOnSignOut: () => preferences.current.endsTicketOnSignOut,
    automation: {
      surroundings: options.surroundings,
      refreshMinutes: () => preferences.current.refreshMinutes,
      clock: systemClock,
    },
    now,
  });
  const changes = createProfileChanges({
    servers,
    sessions,
    profiles,
    credentials,
    copies,
    secrets,
  });
  const accounts = createAccountHandlers({
    accessOf: (address) => (isDemo(address) ? demo : servers),
    probe: (request) =>
      isDemo(request.address)
        ? Promise.resolve({ ...demoServer, clockAheadSeconds: 0 })
        : findServer({ ...request, fetch: options.fetch }),
    signIn: (request) =>
      sessions.signIn(isDemo(request.address) ? { ...request, address: demoAddress } : request),
    sessions,
    profiles,
    credentials,
    preferences,
    proxyQuestions,
  });
  proxyQuestions.asked.subscribe((question) => send('proxy:asked', question));
  preferences.changed.subscribe((settings) => send('settings:changed', settings));
  sessions.changed.subscribe((session) => send('session:changed', session));
  sessions.signInChanged.subscribe((state) => send('session:signInChanged', state));
  profiles.changed.subscribe((list) => send('profiles:changed', [...list]));
  sessions.opened.subscribe(({ refresh, connectivity, editing, photoExport }) => {
    refresh.progress.subscribe((state) => send('refresh:progress', state));
    refresh.changed.subscribe(() => send('people:changed', null));
    connectivity.changed.subscribe((state) => send('connection:changed', state));
    editing.outbox.changed.subscribe((state) => send('outbox:changed', state));
    editing.changed.subscribe(() => send('activity:changed', null));
    photoExport.changed.subscribe((state) => send('photos:exportProgress', state));
  });
  const directory = (): Directory => sessions.directory();
  const edits = createEditHandlers({ ...options, directory, now });
  const startRefresh = (): null => {
    proxyQuestions.askAgain();
    void directory().refresh.start();
    return null;
  };
  return {
    handlers: {
      session: {
        current: () => sessions.restored(),
        signIn(request) {
          proxyQuestions.askAgain();
          return sessions.signIn(request);
        },
        startDemo: () => sessions.startDemo(),
        signInAgain(request) {
          proxyQuestions.askAgain();
          return sessions.signInAgain(request);
        },
        signInState: () => sessions.signInState(),
        async signOut() {
          await sessions.signOut();
          return null;
        },
      },
      profiles: {
        list: () => [...profiles.list()],
        open({ id }) {
          proxyQuestions.askAgain();
          return sessions.open(id);
        },
        update: (change) => profiles.update(change),
        move(request) {
          proxyQuestions.askAgain();
          return changes.move(request);
        },
        waiting: ({ id }) => changes.waiting(id),
        async forget(request) {
          await changes.forget(request);
          return null;
        },
        test: accounts.test,
      },
      ...edits,
      ...createPhotoHandlers({ ...options, directory, now }),
      passwords: accounts.passwords,
      proxy: accounts.proxy,
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
    readPicture: (id) => sessions.directory().pictures.read(id),
    reopen: () => sessions.reopen(),
    wake: () => sessions.wake(),
    close: () => sessions.close(),
  };
}
