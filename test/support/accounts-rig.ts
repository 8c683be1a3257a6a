import { onTestFinished } from 'vitest';
import { createAlfrescoClient } from '../../main/api/client.ts';
import { findServer } from '../../main/api/find-server.ts';
import type { DemoServer } from '../../main/demo/demo-server.ts';
import type { Clock } from '../../main/services/clock.ts';
import { createCredentials, type Credentials } from '../../main/services/credentials.ts';
import type { FetchFunction } from '../../main/services/ports/alfresco.ts';
import type { Secrets } from '../../main/services/ports/secrets.ts';
import type { ServerAccess } from '../../main/services/ports/server-access.ts';
import { createProfileChanges, type ProfileChanges } from '../../main/services/profile-changes.ts';
import { createProfiles, type Profiles } from '../../main/services/profiles.ts';
import { createSessions, type Sessions } from '../../main/services/sessions.ts';
import { openAppMemory } from '../../main/store/app-memory.ts';
import { openDirectoryCopies } from '../../main/store/directory-copies.ts';
import type { SignIn } from '../../preload/model/session.ts';
import type { SignInState } from '../../preload/model/sign-in-state.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeSecrets } from './fake-secrets.ts';
import { makeTestFolder } from './folders.ts';
import { openTestEngine } from './stores.ts';

/** A request as a server got it. */
export interface SeenRequest {
  readonly host: string;
  /** Such as "POST tickets"; the last part of the path. */
  readonly kind: string;
  /** The ticket presented, or null. */
  readonly ticket: string | null;
}

/** The services of accounts over real files and demo servers, without a network. */
export interface AccountsRig {
  readonly sessions: Sessions;
  readonly profiles: Profiles;
  readonly credentials: Credentials;
  readonly changes: ProfileChanges;
  readonly folder: string;
  readonly seen: SeenRequest[];
  readonly states: SignInState[];
  /** Asked before each request; throws what fetch throws. */
  onRequest: (request: SeenRequest) => void | Promise<void>;
  /** Sign-ins that a server was asked for. */
  signInsAt(host: string): number;
  signIn(host: string, more?: Partial<SignIn>): ReturnType<Sessions['signIn']>;
  /** Waits until the open directory has been refreshed, or that has failed. */
  refreshed(): Promise<void>;
}

/** Puts the services together; `servers` are reached as `https://<name>`. */
export function createAccountsRig(options: {
  readonly servers: Readonly<Record<string, DemoServer>>;
  readonly secrets?: Secrets;
  readonly folder?: string;
  readonly clock?: Clock;
  readonly endsTicketOnSignOut?: boolean;
  readonly removeFolder?: (folder: string) => Promise<void>;
}): AccountsRig {
  const { folder = makeTestFolder(), secrets = createFakeSecrets() } = options;
  const seen: SeenRequest[] = [];
  const states: SignInState[] = [];
  const now = Date.now;
  const fetch: FetchFunction = async (input, init) => {
    const request = new Request(input, init);
    const seenNow = describe(request);
    seen.push(seenNow);
    await rig.onRequest(seenNow);
    const server = options.servers[seenNow.host];
    if (server === undefined) throw new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } });
    return server.fetch(request);
  };
  const servers: ServerAccess = {
    find: (request) => findServer({ ...request, fetch }),
    connect: (baseUrl, { ticket, renew }) =>
      createAlfrescoClient({
        baseUrl,
        fetch,
        authorization: ticket,
        ...(renew === undefined ? {} : { renew }),
      }),
  };
  const memory = openAppMemory(folder);
  const copies = openDirectoryCopies({
    userDataFolder: folder,
    now,
    openPeople: openTestEngine,
    ...(options.removeFolder === undefined ? {} : { removeFolder: options.removeFolder }),
  });
  const profiles = createProfiles(memory);
  const credentials = createCredentials({ profiles, secrets, builtIn: () => null });
  const sessions = createSessions({
    servers,
    demo: { ...servers, credentials: { userId: 'admin', password: 'admin' } },
    profiles,
    credentials,
    copies,
    clipboard: { write: () => Promise.resolve(), writeImage: () => Promise.resolve() },
    secrets,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    activityDays: () => 30,
    automation: {
      clock: options.clock ?? createFakeClock(),
      surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
      refreshMinutes: () => 0,
    },
    endsTicketOnSignOut: () => options.endsTicketOnSignOut === true,
    now,
  });
  sessions.signInChanged.subscribe((state) => states.push(state));
  onTestFinished(() => sessions.close());
  const rig: AccountsRig = {
    sessions,
    profiles,
    credentials,
    changes: createProfileChanges({ servers, sessions, profiles, credentials, copies, secrets }),
    folder,
    seen,
    states,
    onRequest: () => undefined,
    signInsAt: (host) =>
      seen.filter((request) => request.host === host && request.kind === 'POST tickets').length,
    signIn: (host, more) =>
      sessions.signIn({
        address: `https://${host}`,
        userId: 'alice',
        password: 'password',
        acceptPlainHttp: false,
        remember: false,
        ...more,
      }),
    async refreshed() {
      await sessions.directory().refresh.settled();
    },
  };
  return rig;
}

function describe(request: Request): SeenRequest {
  const { host, pathname } = new URL(request.url);
  const [, encoded = null] = request.headers.get('Authorization')?.split(' ') ?? [];
  return {
    host,
    kind: `${request.method} ${pathname.replace(/.*\/versions\/1\//, '')}`,
    ticket: encoded === null ? null : Buffer.from(encoded, 'base64').toString(),
  };
}
