import { createHash } from 'node:crypto';
import { join } from 'node:path';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { createAlfrescoClient } from '../../main/api/client.ts';
import type { DemoServer } from '../../main/demo/demo-server.ts';
import type { DemoSettingsInput } from '../../main/demo/settings.ts';
import { createDirectory, type Directory } from '../../main/services/directory.ts';
import type { AlfrescoClient } from '../../main/services/ports/alfresco.ts';
import type { OutboxStore } from '../../main/services/ports/outbox-store.ts';
import type { Pictures } from '../../main/services/ports/pictures.ts';
import { openOutboxStore } from '../../main/store/outbox/outbox-store.ts';
import { openPhotoCache } from '../../main/store/photo-cache.ts';
import { openPictures } from '../../main/store/pictures.ts';
import type { Change } from '../../preload/model/change.ts';
import { waitsForUser } from '../../preload/rules/waits-for-user.ts';
import { createTestDemo } from './demo-server.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeSecrets } from './fake-secrets.ts';
import { filesAtRest } from './files-at-rest.ts';
import { makeTestFolder } from './folders.ts';
import { openTestEngine } from './stores.ts';

/** Stands between Rollcall's client and the server. */
export type Intercept = (request: Request, pass: () => Promise<Response>) => Promise<Response>;

/** A directory over real files and a demo server, with a hand on the clock and on the network. */
export interface PhotoRig {
  readonly directory: Directory;
  readonly outboxStore: OutboxStore;
  readonly pictures: Pictures;
  readonly demo: DemoServer;
  readonly clock: FakeClock;
  readonly folder: string;
  /** Requests about single people and photos that left this computer, such as "PUT alice/avatar". */
  readonly requests: string[];
  /** Somebody else at the server. */
  readonly others: AlfrescoClient;
  intercept: Intercept;
  /** Sets a photo; answers the change. */
  set(personId: string, bytes: Uint8Array): Promise<Change>;
  /** The server goes away, and that is known: nothing of what is done from now on is under way. */
  goAway(): Promise<void>;
  /** Lets so much time pass. */
  pass(forMs: number): Promise<void>;
  /** Lets time pass until something is so; fails where it never is. */
  until(isSo: () => unknown, what?: string): Promise<void>;
  /** Lets all be sent that can be. */
  sent(): Promise<void>;
  photoUrl(personId: string): Promise<string | null>;
  photoState(personId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

export const host = 'http://demo.invalid/alfresco';

/** A photo of one colour, 200 x 200. */
export async function jpeg(background: string): Promise<Uint8Array> {
  const image = sharp({ create: { width: 200, height: 200, channels: 3, background } });
  return new Uint8Array(await image.jpeg().toBuffer());
}

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** The server is not there. */
export function away(): Promise<never> {
  const cause = Object.assign(new Error('Away'), { code: 'ECONNREFUSED' });
  return Promise.reject(new TypeError('fetch failed', { cause }));
}

/** The answer is lost on its way back. */
export function lostAnswer(): TypeError {
  const cause = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  return new TypeError('fetch failed', { cause });
}

/** Opens the directory of the administrator; opened again in its folder, it goes on. */
export async function createPhotoRig(
  options: {
    readonly settings?: DemoSettingsInput;
    readonly demo?: DemoServer;
    readonly folder?: string;
    readonly clock?: FakeClock;
  } = {},
): Promise<PhotoRig> {
  const { folder = makeTestFolder(), clock = createFakeClock() } = options;
  const now = (): number => Date.UTC(2026, 2, 1) + clock.elapsedMs();
  const demo = options.demo ?? createTestDemo(options.settings, { now });
  const requests: string[] = [];
  const hands: { intercept: Intercept } = { intercept: (_request, pass) => pass() };
  const others = await signIn((request) => demo.fetch(request));
  const client = await signIn((request) => {
    const [, path] = new URL(request.url).pathname.split('/people/');
    if (path !== undefined) requests.push(`${request.method} ${decodeURIComponent(path)}`);
    return hands.intercept(request, () => demo.fetch(request));
  });
  const outboxStore = openOutboxStore({ file: join(folder, 'outbox.db'), now });
  const pictures = openPictures({ folder: join(folder, 'pictures'), now });
  const directory = createDirectory({
    ...(await openTestEngine(folder)),
    client,
    photoCache: openPhotoCache({ folder: join(folder, 'photos'), now }),
    pictures,
    outboxStore,
    secrets: createFakeSecrets(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    clipboard: { write: () => Promise.resolve(), writeImage: () => Promise.resolve() },
    automation: {
      clock,
      surroundings: { isWindowVisible: () => true, idleSeconds: () => 0, isNetworkUp: () => true },
      refreshMinutes: () => 0,
    },
    now,
    isViewerAdmin: () => true,
    userId: 'admin',
    key: 'demo admin',
  });
  const outbox = directory.editing.outbox;
  const isIdle = (): boolean => outbox.changes.every(waitsForUser);
  let isClosed = false;
  const rig: PhotoRig = {
    directory,
    outboxStore,
    pictures,
    demo,
    clock,
    folder,
    requests,
    others,
    get intercept() {
      return hands.intercept;
    },
    set intercept(next) {
      hands.intercept = next;
    },
    set: (personId, bytes) =>
      directory.personPhotos.set({
        personId,
        bytes: new Uint8Array(bytes),
        type: 'image/jpeg',
        jobId: null,
      }),
    async goAway() {
      rig.intercept = away;
      void directory.refresh.start();
      await rig.until(() => directory.connectivity.state.status !== 'online');
    },
    async pass(forMs) {
      const stepMs = Math.min(forMs, 2000);
      for (const endMs = clock.elapsedMs() + forMs; clock.elapsedMs() < endMs;) {
        await clock.advance(stepMs);
        await filesAtRest();
      }
    },
    async until(isSo, what = 'It has never come to be') {
      for (let turn = 0; turn < 400; turn += 1) {
        if (await isSo()) return;
        await clock.advance(250);
        await filesAtRest();
      }
      throw new Error(what);
    },
    sent: () => rig.until(isIdle, 'Something is never sent'),
    photoUrl: async (id) => (await directory.person(id))?.photoUrl ?? null,
    photoState: async (id) => (await directory.person(id))?.photoState,
    async close() {
      if (isClosed) return;
      isClosed = true;
      await directory.close();
    },
  };
  onTestFinished(() => rig.close());
  directory.start();
  await rig.until(async () => (await directory.store.ids()).length >= 5, 'Nobody is there');
  await rig.until(() => directory.refresh.state.phase === 'idle');
  requests.length = 0;
  return rig;
}

async function signIn(fetch: (request: Request) => Promise<Response>): Promise<AlfrescoClient> {
  let ticket: string | null = null;
  const client = createAlfrescoClient({
    baseUrl: host,
    fetch: (input, init) => fetch(new Request(input, init)),
    authorization: () => ticket,
  });
  ({ ticket } = await client.tickets.create({ userId: 'admin', password: 'admin' }));
  return client;
}
