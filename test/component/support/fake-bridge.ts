import type { Bridge } from '../../../preload/contract/bridge.ts';
import type { RollcallContract } from '../../../preload/contract/contract.ts';
import type { CallName, PushName, PushPayloads } from '../../../preload/contract/define.ts';
import type { AppErrorData, Result } from '../../../preload/model/app-error.ts';
import type { Connection } from '../../../preload/model/connection.ts';
import {
  connectionSteps,
  type ConnectionReport,
} from '../../../preload/model/connection-report.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { PhotoExport } from '../../../preload/model/photo.ts';
import type { RefreshState } from '../../../preload/model/refresh.ts';
import type { ServerProfile } from '../../../preload/model/server-profile.ts';
import type { Session } from '../../../preload/model/session.ts';
import type { SignInState } from '../../../preload/model/sign-in-state.ts';
import type { Settings } from '../../../preload/model/settings.ts';
import { matchFiles } from './match-files.ts';
import { changeSettings, defaultSettings } from '../../../preload/rules/settings.ts';
import { changeWith, createFakeOutbox, type FakeOutboxOptions } from './fake-outbox.ts';
import {
  countLenses,
  countPicked,
  facetOf,
  findPlace,
  type HasWaiting,
  rowOf,
  select,
} from './fake-directory.ts';

type Contract = RollcallContract;
type Split<W> = W extends `${infer G}:${infer N}` ? [G, N] : never;
type CallOf<W> =
  Split<W> extends [infer G extends keyof Contract, infer N]
    ? N extends keyof Contract[G]
      ? Contract[G][N]
      : never
    : never;
type InputOf<W> = CallOf<W> extends { input: { _zod: { output: infer I } } } ? I : never;
type OutputOf<W> = CallOf<W> extends { output: { _zod: { output: infer O } } } ? O : never;

/** What main would answer to each call, by wire name. */
export type Answers = {
  [W in CallName<Contract>]: (input: InputOf<W>) => OutputOf<W> | Promise<OutputOf<W>>;
};

/** Thrown by an answer: comes out of the bridge as an error Result. */
export class Refusal extends Error {
  readonly data: AppErrorData;

  constructor(data: Partial<AppErrorData>) {
    super(data.message ?? 'It did not work.');
    this.data = {
      code: 'network',
      reason: null,
      message: 'It did not work.',
      retryable: true,
      traceId: 'trace-1',
      ...data,
    };
  }
}

export const idle: RefreshState = {
  phase: 'idle',
  fetched: 0,
  expected: null,
  pages: 0,
  secondsLeft: null,
  completedAt: '2026-03-01T08:00:00.000Z',
  error: null,
};

export const noExport: PhotoExport = {
  phase: 'idle',
  written: 0,
  seen: 0,
  total: 0,
  missed: 0,
  message: null,
};

export const serverSession: Session = {
  profileId: 'profile-1',
  colour: 'blue',
  kind: 'server',
  serverUrl: 'https://ecm.example.com/alfresco',
  serverName: 'ecm.example.com',
  userId: 'admin',
  displayName: 'Administrator',
  isAdmin: true,
  tellsCapabilities: true,
  isPlainHttp: false,
  repository: null,
  isRebuilt: false,
};

export const demoSession: Session = {
  ...serverSession,
  profileId: 'profile-demo',
  kind: 'demo',
  serverUrl: 'demo:directory',
  serverName: 'Demo directory',
};

export const online: Connection = {
  status: 'online',
  since: '2026-03-01T08:00:00.000Z',
  reason: null,
  nextTryAt: null,
};

export const signedIn: SignInState = {
  phase: 'signed-in',
  passwordIn: 'keychain',
  reason: null,
  keychainProblem: null,
};

export const passwordWanted: SignInState = {
  ...signedIn,
  phase: 'password-wanted',
  passwordIn: 'nowhere',
};

export const serverProfile: ServerProfile = {
  id: 'profile-1',
  kind: 'server',
  name: 'ecm.example.com',
  colour: 'blue',
  serverUrl: 'https://ecm.example.com/alfresco',
  userId: 'admin',
  displayName: 'Administrator',
  isPlainHttp: false,
  remembersPassword: true,
  refreshedAt: '2026-03-01T08:00:00.000Z',
};

export const workingConnection: ConnectionReport = {
  steps: connectionSteps.map((step) => ({ step, status: 'ok', error: null })),
  serverUrl: serverProfile.serverUrl,
  isEncrypted: true,
  clockAheadSeconds: 0,
  repository: {
    edition: 'Community',
    version: '25.2.0',
    isReadOnly: false,
    isThumbnailGenerationEnabled: true,
  },
  rights: { userId: 'admin', isAdmin: true },
};

export const demoProfile: ServerProfile = {
  ...serverProfile,
  id: demoSession.profileId,
  kind: 'demo',
  name: demoSession.serverName,
  colour: 'amber',
  serverUrl: demoSession.serverUrl,
};

/** The session that opening a profile begins. */
export function sessionOf(profile: ServerProfile): Session {
  const { id: profileId, kind, serverUrl, name: serverName } = profile;
  const { colour, userId, displayName, isPlainHttp } = profile;
  return {
    ...serverSession,
    ...{ profileId, kind, serverUrl, serverName, colour, userId, displayName, isPlainHttp },
  };
}

/** How a fake main process begins. */
export interface FakeMainOptions extends FakeOutboxOptions {
  readonly session?: Session | null;
  readonly profiles?: readonly ServerProfile[];
  readonly signIn?: SignInState;
  readonly people?: readonly Person[];
  readonly refresh?: RefreshState;
  readonly connection?: Connection;
  readonly settings?: Partial<Settings>;
  /** Photo addresses by person id. */
  readonly photos?: ReadonlyMap<string, string>;
  readonly answers?: Partial<Answers>;
}

/** A main process in memory behind the real bridge interface, with hands on all it answers. */
export function createFakeMain(options: FakeMainOptions = {}) {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const calls: { channel: string; input: unknown }[] = [];
  const photos = options.photos ?? new Map<string, string>();
  let people: readonly Person[] = options.people ?? [];
  let session = options.session ?? null;
  let profiles = options.profiles ?? [];
  let settings: Settings = { ...defaultSettings, ...options.settings };

  const push = <W extends PushName<Contract>>(channel: W, payload: PushPayloads<Contract>[W]) => {
    for (const listener of listeners.get(channel) ?? []) listener(payload);
  };

  const changeProfiles = (next: readonly ServerProfile[]): void => {
    profiles = next;
    push('profiles:changed', [...profiles]);
  };

  const profileOf = (id: string): ServerProfile => {
    const profile = profiles.find((one) => one.id === id);
    if (profile === undefined) throw new Refusal({ code: 'not-found', message: 'Not known.' });
    return profile;
  };

  const exchange = (profile: ServerProfile): ServerProfile => {
    changeProfiles(profiles.map((one) => (one.id === profile.id ? profile : one)));
    return profile;
  };

  const changePeople = (next: readonly Person[]): void => {
    people = next;
    push('people:changed', null);
  };

  const outbox = createFakeOutbox({ people: () => people, change: changePeople, push }, options);
  const hasWaiting: HasWaiting = ({ id }) => outbox.stateOf(id) !== null;

  const answers: Answers = {
    ...outbox.answers,
    'session:current': () => session,
    'session:signIn': () => (session = serverSession),
    'session:startDemo': () => (session = demoSession),
    'session:signInAgain': () => {
      push('session:signInChanged', signedIn);
      return session ?? serverSession;
    },
    'session:signOut': () => (session = null),
    'session:signInState': () => options.signIn ?? signedIn,
    'profiles:list': () => [...profiles],
    'profiles:open': ({ id }) => (session = sessionOf(profileOf(id))),
    'profiles:update': (change) => exchange({ ...profileOf(change.id), ...change }),
    'profiles:move': ({ id, address }) => exchange({ ...profileOf(id), serverUrl: address }),
    'profiles:waiting': () => 0,
    'profiles:forget': ({ id }) => {
      changeProfiles(profiles.filter((profile) => profile.id !== id));
      if (session?.profileId === id) push('session:changed', (session = null));
      return null;
    },
    'profiles:test': () => workingConnection,
    'passwords:set': () => ({ isWaiting: false }),
    'passwords:change': () => null,
    'passwords:requestReset': () => null,
    'passwords:completeReset': () => (session = serverSession),
    'proxy:question': () => null,
    'proxy:answer': () => null,
    'people:window': ({ offset, limit, ...selection }) => {
      const found = select(people, selection, hasWaiting);
      const rows = found.slice(offset, offset + limit).map((person) => ({
        ...rowOf(person, photos.get(person.id)),
        changeState: outbox.stateOf(person.id),
      }));
      return { rows, offset, matched: found.length, total: people.length };
    },
    'people:lenses': () => countLenses(people, hasWaiting),
    'people:facet': ({ field, selection }) =>
      facetOf(select(people, { ...selection, [field]: null }, hasWaiting), field),
    'people:find': ({ selection, prefix, from }) =>
      findPlace(select(people, selection, hasWaiting), prefix, from),
    'people:indexOf': ({ selection, id }) => {
      const place = select(people, selection, hasWaiting).findIndex((person) => person.id === id);
      return place < 0 ? null : place;
    },
    'people:ids': ({ selection, from, to }) =>
      select(people, selection, hasWaiting)
        .slice(from, to + 1)
        .map(({ id }) => id),
    'people:copy': ({ picked }) => countPicked(people, picked, hasWaiting),
    'people:copyText': () => null,
    'people:get': ({ id }) => {
      const person = people.find((one) => one.id === id);
      const photoUrl = photos.get(id) ?? null;
      const photoState = photoUrl === null ? 'none' : 'ready';
      return person === undefined ? null : { person, photoUrl, photoState };
    },
    'photos:set': ({ personId }) => changeWith({ personId, kind: 'photo' }),
    'photos:remove': ({ personId }) => changeWith({ personId, kind: 'photo' }),
    'photos:conflict': () => ({ mine: null, theirs: null, before: null }),
    'photos:decide': () => null,
    'photos:save': () => true,
    'photos:copy': () => null,
    'photos:dragOut': () => null,
    'photos:startExport': () => true,
    'photos:cancelExport': () => null,
    'photos:exportState': () => noExport,
    'photos:match': ({ names }) => matchFiles(names, people, (id) => photos.get(id) ?? null),
    'photoJobs:state': ({ jobId }) => ({ jobId, items: [] }),
    'photoJobs:list': () => [],
    'photoJobs:retry': () => null,
    'photoJobs:undo': () => ({ dropped: 0, goingBack: 0, failed: [] }),
    'refresh:state': () => options.refresh ?? idle,
    'refresh:start': () => null,
    'refresh:cancel': () => null,
    'connection:state': () => options.connection ?? online,
    'connection:retry': () => null,
    'settings:get': () => settings,
    'settings:update': (change) => {
      settings = changeSettings(settings, change);
      push('settings:changed', settings);
      return settings;
    },
    'app:info': () => ({ version: '0.0.0', electron: '33.2.1', isPackaged: false }),
    ...options.answers,
  };

  const bridge: Bridge = {
    platform: 'linux',
    async invoke(channel, input): Promise<Result<unknown>> {
      calls.push({ channel, input });
      const answer = answers[channel as CallName<Contract>] as (input: unknown) => unknown;
      try {
        return { ok: true, value: await answer(input) };
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, error: error.data };
        throw error;
      }
    },
    on(channel, listener) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      return () => known.delete(listener);
    },
  };

  return {
    bridge,
    calls,
    get settings() {
      return settings;
    },
    push,
    /** Inputs of the calls of one channel, in order. */
    inputsOf: <W extends CallName<Contract>>(channel: W) =>
      calls.filter((call) => call.channel === channel).map((call) => call.input as InputOf<W>),
    /** Exchanges one answer. */
    answer<W extends CallName<Contract>>(channel: W, answer: Answers[W]): void {
      answers[channel] = answer;
    },
    /** Exchanges the people and tells the renderer. */
    change: changePeople,
    /** What waits, and what was typed and not saved. */
    outbox,
    /** The number of subscriptions that are open. */
    countListeners: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
  };
}

export type FakeMain = ReturnType<typeof createFakeMain>;
