import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createAppError } from '../../../../main/services/errors.ts';
import type { AlfrescoClient } from '../../../../main/services/ports/alfresco.ts';
import type { Person } from '../../../../preload/model/person.ts';
import type { FieldName } from '../../../../preload/model/person-fields.ts';
import { settled } from '../../../support/fake-clock.ts';
import {
  createFakePeopleServer,
  type FakePeopleServer,
} from '../../../support/fake-people-server.ts';
import {
  createOutboxRig,
  createPeopleInMemory,
  lost,
  type OutboxRig,
  type PeopleInMemory,
  sessionEnded,
} from '../../../support/outbox-rig.ts';
import { makePerson } from '../../../support/people.ts';
import { createPicturesInMemory, pictureIdOf } from '../../../support/pictures-in-memory.ts';
import { createHistory, type History } from './history.ts';
import { createJudge, type Judge } from './judge.ts';
import { createPhotoOracle, type PhotoOracle } from './photo-oracle.ts';
import { type Method, seededIds, type Trouble } from './operations.ts';
import { createWishes, type Wishes } from './wishes.ts';

/** One run: a server, and the lives of one outbox over it. */
export interface World {
  readonly server: FakePeopleServer;
  readonly history: History;
  readonly wishes: Wishes;
  readonly judge: Judge;
  readonly photos: PhotoOracle;
  readonly rig: OutboxRig;
  readonly cache: PeopleInMemory;
  isOffline: boolean;
  /** What the server has seen that must not be. */
  violation: Error | null;
  clockErrorMs: number;
  add(trouble: Trouble, on: Method, times: number): void;
  endTroubles(): void;
  /** Lets what hangs go on. */
  release(): Promise<void>;
  /** The process ends between two instructions, and another one starts. */
  kill(options: { readonly arrives: boolean; readonly losesCache: boolean }): Promise<void>;
  failCacheOnce(): void;
  end(): Promise<void>;
}

interface Hanging {
  isDropped: boolean;
  readonly goOn: () => void;
}

const errors: Partial<Record<Trouble, Error>> = {
  'lost before': lost,
  'error 500': createAppError('server', 'Broken.', { status: 500, retryable: true }),
  busy: createAppError('server', 'Busy.', {
    status: 503,
    reason: 'unavailable',
    retryable: true,
    retryAfterSeconds: 30,
  }),
  'signed out': sessionEnded,
  forbidden: createAppError('forbidden', 'No.', { status: 403 }),
  full: createAppError('server', 'Full.', { status: 507 }),
};

export function createWorld(folder: string): World {
  const people = seededIds.map((id) => makePerson({ id, jobTitle: 'Seed', location: 'London' }));
  const server = createFakePeopleServer(people);
  const history = createHistory();
  for (const person of people) history.create(person, 'others');
  const wishes = createWishes(() => history.now());
  const managed = (): FieldName | null => [...server.managedFields][0] ?? null;
  const judge = createJudge(history, wishes, managed, () => hasCacheFailed);
  const photos = createPhotoOracle(
    () => history.now(),
    () => hasCacheFailed,
  );
  const pictures = createPicturesInMemory();
  const secrets = new Map<string, string>();
  let troubles: { trouble: Trouble; on: Method; left: number }[] = [];
  let hanging: Hanging[] = [];
  let lives = 0;
  let failsOnce = false;
  let hasCacheFailed = false;
  let life: { isDead: boolean } = { isDead: false };

  /** The outbox would take what it throws for an answer of the server. */
  function guard(look: () => void): void {
    try {
      look();
    } catch (error) {
      world.violation ??= error instanceof Error ? error : new Error(String(error));
    }
  }

  server.watch = (served) => {
    guard(() => judge.watch(served));
    if (served.method === 'GET') photos.read(served.key);
    if (served.method === 'PUT') history.write(served.key, served.values, 'ours');
    if (served.method === 'POST') {
      const { key, values } = served;
      history.create(server.preview(key, values), 'ours');
      photos.write(key, { picture: null, avatarId: null }, 'others');
    }
  };
  server.watchPhoto = ({ key, bytes, avatarId }) => {
    const picture = bytes === null ? null : pictureIdOf(bytes);
    guard(() => photos.send(key, picture));
    photos.write(key, { picture, avatarId }, 'ours');
  };
  server.mishap = (request) => {
    if (world.isOffline) {
      noteLoss(request);
      return { before: lost };
    }
    const found = troubles.find(({ on, left }) => left > 0 && request.startsWith(on));
    if (found === undefined) return null;
    found.left -= 1;
    const { trouble } = found;
    if (trouble.startsWith('lost') || trouble.startsWith('hangs')) noteLoss(request);
    const before = errors[trouble];
    if (before !== undefined) return { before };
    if (trouble === 'lost after') return { after: lost };
    return hang(trouble === 'hangs and is lost');
  };

  function noteLoss(request: string): void {
    const [, method, id] = /^(PUT|DELETE) (.*)\/avatar$/.exec(request) ?? [];
    if (id !== undefined) photos.lose(id.toLowerCase(), method === 'PUT' ? 'PUT' : 'DELETE');
  }

  function hang(isLost: boolean) {
    let goOn = (): void => undefined;
    const delay = new Promise<void>((resolve) => (goOn = resolve));
    const one: Hanging = { isDropped: false, goOn };
    hanging.push(one);
    return {
      delay,
      get before() {
        return one.isDropped ? lost : undefined;
      },
      ...(isLost ? { after: lost } : {}),
    };
  }

  async function release(): Promise<void> {
    for (const one of hanging.splice(0)) one.goOn();
    await settled();
  }

  function start(cache: PeopleInMemory): OutboxRig {
    lives += 1;
    const home = join(folder, `life-${lives}`);
    mkdirSync(home, { recursive: true });
    for (const name of ['outbox.db', 'outbox.db-wal', 'outbox.db.journal']) {
      const former = join(folder, `life-${lives - 1}`, name);
      if (existsSync(former)) copyFileSync(former, join(home, name));
    }
    const mine = { isDead: false };
    life = mine;
    return createOutboxRig({
      folder: home,
      people: [],
      server,
      secrets,
      cache,
      pictures,
      client: mortal(server.client, () => mine.isDead),
      clockErrorMs: () => world.clockErrorMs,
    });
  }

  function rebuiltCache(from: Iterable<Person>): PeopleInMemory {
    const cache = createPeopleInMemory(from);
    return {
      ...cache,
      set: (pending) => {
        if (!failsOnce) return cache.set(pending);
        failsOnce = false;
        hasCacheFailed = true;
        cache.restart();
        setImmediate(() => void rig.ledger.showAll().catch(() => undefined));
        return Promise.reject(createAppError('storage', 'The thread of the cache broke.'));
      },
    };
  }

  let cache = rebuiltCache(people);
  const world: World = {
    server,
    history,
    wishes,
    judge,
    photos,
    get rig() {
      return rig;
    },
    get cache() {
      return cache;
    },
    isOffline: false,
    violation: null,
    clockErrorMs: 0,
    add: (trouble, on, times) => void troubles.push({ trouble, on, left: times }),
    endTroubles() {
      troubles = [];
      world.isOffline = false;
      server.managedFields.clear();
    },
    release,
    async kill({ arrives, losesCache }) {
      await settled();
      life.isDead = true;
      for (const one of hanging) one.isDropped = !arrives;
      await release();
      if (losesCache) cache = rebuiltCache(server.people.values());
      const former = rig;
      failsOnce = false;
      rig = start(cache);
      former.store.close();
      if (rig.store.recovery !== 'none') throw new Error(`Recovered ${rig.store.recovery}`);
      await rig.ledger.showAll();
      rig.drain.wake();
      await settled();
    },
    failCacheOnce: () => void (failsOnce = true),
    async end() {
      life.isDead = true;
      hanging = [];
      await settled();
      rig.store.close();
    },
  };
  let rig = start(cache);
  return world;
}

/** A client whose calls end with the process: after it, nothing is sent, and no answer is heard. */
function mortal(client: AlfrescoClient, isDead: () => boolean): AlfrescoClient {
  const never = new Promise<never>(() => undefined);
  function guard<A extends unknown[], T>(call: (...args: A) => Promise<T>) {
    return async (...args: A): Promise<T> => {
      if (isDead()) return never;
      try {
        const answer = await call(...args);
        return isDead() ? await never : answer;
      } catch (error) {
        if (isDead()) return never;
        throw error;
      }
    };
  }
  const { people, avatars } = client;
  return {
    ...client,
    avatars: {
      get: guard((...args: Parameters<typeof avatars.get>) => avatars.get(...args)),
      put: guard((...args: Parameters<typeof avatars.put>) => avatars.put(...args)),
      delete: guard((...args: Parameters<typeof avatars.delete>) => avatars.delete(...args)),
    },
    people: {
      ...people,
      get: guard((...args: Parameters<typeof people.get>) => people.get(...args)),
      update: guard((...args: Parameters<typeof people.update>) => people.update(...args)),
      create: guard((...args: Parameters<typeof people.create>) => people.create(...args)),
    },
  };
}
