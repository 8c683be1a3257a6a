import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DemoServer } from '../../../main/demo/demo-server.ts';
import type { FetchFunction } from '../../../main/services/ports/alfresco.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { FieldValues } from '../../../preload/model/person-fields.ts';
import { createTestDemo } from '../../support/demo-server.ts';
import { appErrorOf } from '../../support/fake-alfresco.ts';
import { makeTestFolder } from '../../support/folders.ts';
import { filled, firstRows, type RunningApp, startApp } from '../../support/running-app.ts';
import { createTestAccess } from '../../support/server-access.ts';

const host = 'https://ecm.example.com';
const newestLines = { text: '', outcome: null, personId: null, before: null, limit: 50 };

/** A server that one can be cut off from, and its own hands. */
interface Server {
  readonly demo: DemoServer;
  readonly fetch: FetchFunction;
  isAway: boolean;
  readonly writes: string[];
  /** As the administrator, from elsewhere. */
  person(id: string): Promise<Person | null>;
  change(id: string, changes: Readonly<Record<string, string>>): Promise<void>;
}

function createServer(): Server {
  const demo = createTestDemo();
  const direct: FetchFunction = (input, init) => demo.fetch(new Request(input, init));
  async function people() {
    const access = createTestAccess(direct);
    const open = access.connect(`${host}/alfresco`, { ticket: () => null });
    const { ticket } = await open.tickets.create({ userId: 'admin', password: 'admin' });
    return access.connect(`${host}/alfresco`, { ticket: () => ticket }).people;
  }
  const server: Server = {
    demo,
    isAway: false,
    writes: [],
    fetch(input, init) {
      const request = new Request(input, init);
      if (server.isAway) {
        const cause = Object.assign(new Error('Away'), { code: 'ECONNREFUSED' });
        return Promise.reject(new TypeError('fetch failed', { cause }));
      }
      const path = new URL(request.url).pathname.replace(/.*\/versions\/1\//, '');
      if (request.method !== 'GET' && path !== 'tickets') {
        server.writes.push(`${request.method} ${path}`);
      }
      return demo.fetch(request);
    },
    person: async (id) => (await people()).get(id).catch(() => null),
    async change(id, changes) {
      await (await people()).update(id, changes);
    },
  };
  return server;
}

async function signIn({ handlers }: RunningApp, userId: string, password: string): Promise<void> {
  const more = { acceptPlainHttp: false, remember: true };
  await handlers.session.signIn({ address: host, userId, password, ...more });
}

/** Signed in as the administrator, with everybody in the cache. */
async function start(server: Server): Promise<RunningApp> {
  const running = startApp({ fetch: server.fetch });
  await signIn(running, 'admin', 'admin');
  await filled(running, 5);
  return running;
}

/** The same computer after a quit and a start. */
async function startAgain(before: RunningApp, server: Server): Promise<RunningApp> {
  await before.app.close();
  const running = startApp({ ...before, fetch: server.fetch });
  await running.app.reopen();
  return running;
}

async function save({ handlers }: RunningApp, personId: string, mine: FieldValues): Promise<void> {
  const details = await handlers.people.get({ id: personId });
  const person = details?.person ?? {};
  const base = Object.fromEntries(
    Object.keys(mine).map((field) => [field, Reflect.get(person, field) as string | null]),
  );
  await handlers.edits.save({ personId, base, mine });
}

const rowOf = async ({ handlers }: RunningApp, id: string) =>
  (await handlers.people.window(firstRows)).rows.find((row) => row.id === id);

async function goOnline(running: RunningApp, server: Server): Promise<void> {
  server.isAway = false;
  await running.handlers.connection.retry(null);
}

async function sent({ handlers }: RunningApp): Promise<void> {
  await expect
    .poll(async () => (await handlers.outbox.state(null)).waiting, { timeout: 15_000 })
    .toBe(0);
}

/** Overwrites the middle of a file, as a failing disk would. */
function damage(folder: string, name: RegExp): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const file = join(folder, files.find((path) => name.test(path)) ?? '');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x5a, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2)));
}

/** Keeps the cache as it is; what is returned puts it back, and leaves the outbox alone. */
function keepCache(folder: string): () => void {
  const copy = makeTestFolder();
  const isOutbox = (path: string): boolean => path.includes('outbox.db');
  cpSync(folder, copy, { recursive: true });
  return () => {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (name.includes('people.db')) rmSync(join(folder, name));
    }
    cpSync(copy, folder, { recursive: true, filter: (path) => !isOutbox(path) });
  };
}

async function becomesOffline({ handlers }: RunningApp, server: Server): Promise<void> {
  server.isAway = true;
  await handlers.connection.retry(null);
  await expect
    .poll(async () => (await handlers.connection.state(null)).status, { timeout: 15_000 })
    .toBe('offline');
}

describe('an edit', () => {
  it('made offline outlives the end of the application, and is sent when the server is back', async () => {
    const server = createServer();
    const before = await start(server);
    server.isAway = true;
    await save(before, 'ben', { jobTitle: 'Surgeon' });
    const waiting = { ...firstRows, filters: ['waiting' as const] };
    expect(await rowOf(before, 'ben')).toMatchObject({
      jobTitle: 'Surgeon',
      changeState: 'waiting',
    });

    const running = await startAgain(before, server);
    const { handlers } = running;
    await expect.poll(async () => (await handlers.people.window(waiting)).matched).toBe(1);
    expect((await handlers.people.lenses(null)).filters.waiting).toBe(1);
    expect(await rowOf(running, 'ben')).toMatchObject({ jobTitle: 'Surgeon' });
    expect((await server.person('ben'))?.jobTitle).toBeNull();

    await goOnline(running, server);
    await sent(running);
    expect((await server.person('ben'))?.jobTitle).toBe('Surgeon');
    expect(server.writes).toEqual(['PUT people/ben']);
    expect(await rowOf(running, 'ben')).toMatchObject({ jobTitle: 'Surgeon', changeState: null });
    const { lines } = await handlers.activity.list(newestLines);
    expect(lines).toMatchObject([{ outcome: 'applied', personId: 'ben', userId: 'admin' }]);
    expect(await handlers.activity.export(null)).toBe(true);
    expect(running.saved[0]).toMatch(/ben,.*,update,applied,jobTitle,,Surgeon,200,/);
  });

  it('is told in the log for as many days as the user keeps it', async () => {
    const server = createServer();
    let running = await start(server);
    await save(running, 'ben', { jobTitle: 'Surgeon' });
    await sent(running);
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const sentMs = Date.now();
    const linesAfter = async (days: number): Promise<number> => {
      vi.setSystemTime(sentMs + days * 24 * 3_600_000);
      running = await startAgain(running, server);
      return (await running.handlers.activity.list(newestLines)).lines.length;
    };
    expect(await linesAfter(89)).toBe(1);
    expect(await linesAfter(91)).toBe(0);
  });

  it('waits for the one who made it, and for nobody else', async () => {
    const server = createServer();
    const running = await start(server);
    const { handlers } = running;
    await becomesOffline(running, server);
    await save(running, 'ben', { jobTitle: 'Surgeon' });
    await handlers.session.signOut(null);
    server.isAway = false;

    await signIn(running, 'alice', 'password');
    await filled(running, 5);
    expect(await handlers.outbox.state(null)).toMatchObject({ waiting: 0 });
    expect(await rowOf(running, 'ben')).toMatchObject({ jobTitle: null, changeState: null });
    expect(server.writes).toEqual([]);

    await signIn(running, 'admin', 'admin');
    await sent(running);
    expect((await server.person('ben'))?.jobTitle).toBe('Surgeon');
  });

  it('that somebody else has made too is left to the user, who decides', async () => {
    const server = createServer();
    const running = await start(server);
    const { handlers } = running;
    await becomesOffline(running, server);
    await save(running, 'ben', { jobTitle: 'Surgeon', location: 'Rome' });
    await server.change('ben', { jobTitle: 'Nurse' });
    await goOnline(running, server);
    await expect
      .poll(async () => (await handlers.outbox.state(null)).conflicts, { timeout: 15_000 })
      .toBe(1);
    expect(await rowOf(running, 'ben')).toMatchObject({ changeState: 'conflict' });
    const [change] = await handlers.outbox.ofPerson({ personId: 'BEN' });
    expect(change?.theirs).toEqual({ jobTitle: 'Nurse' });
    const values = { jobTitle: 'Nurse' };
    await handlers.outbox.resolve({ changeId: change?.id ?? '', values });
    await sent(running);
    expect(await server.person('ben')).toMatchObject({ jobTitle: 'Nurse', location: 'Rome' });
    expect(await rowOf(running, 'ben')).toMatchObject({ jobTitle: 'Nurse', changeState: null });
  });

  it('is kept by either of its two copies, and it is said where both are damaged', async () => {
    const server = createServer();
    const first = await start(server);
    server.isAway = true;
    await save(first, 'ben', { jobTitle: 'Surgeon' });
    await first.app.close();
    damage(first.folder, /outbox\.db$/);
    const second = await startAgain(first, server);
    expect(await second.handlers.outbox.state(null)).toMatchObject({
      waiting: 1,
      isPartial: false,
    });
    await second.app.close();
    damage(first.folder, /outbox\.db$/);
    damage(first.folder, /outbox\.db\.journal$/);
    const third = await startAgain(second, server);
    expect(await third.handlers.outbox.state(null)).toMatchObject({ isPartial: true });
  });

  it('is seen after a start as it was sent, where the end came before the cache had it', async () => {
    const server = createServer();
    const first = await start(server);
    await first.app.close();
    const restoreCache = keepCache(first.folder);
    const second = await startAgain(first, server);
    await save(second, 'ben', { jobTitle: 'Surgeon' });
    await sent(second);
    await second.app.close();
    restoreCache();

    server.isAway = true;
    const third = await startAgain(second, server);
    await save(third, 'ben', { jobTitle: 'Nurse' });
    await goOnline(third, server);
    await sent(third);
    expect(await third.handlers.outbox.list(null)).toEqual([]);
    expect((await server.person('ben'))?.jobTitle).toBe('Nurse');
  });

  it('leaves the draft of it on the disk until it is saved', async () => {
    const server = createServer();
    const before = await start(server);
    const draft = { personId: 'ben', base: { jobTitle: null }, mine: { jobTitle: 'Sur' } };
    await before.handlers.edits.keepDraft(draft);
    const { handlers } = await startAgain(before, server);
    expect(await handlers.edits.draft({ personId: 'ben' })).toEqual(draft);
    await handlers.edits.dropDraft({ personId: 'ben' });
    expect(await handlers.edits.draft({ personId: 'ben' })).toBeNull();
  });
});

describe('passwords of changes that wait', () => {
  const grace = {
    id: 'grace',
    values: { firstName: 'Grace', lastName: 'Hopper', email: 'grace@example.com' },
    password: 'Cobol-1959',
  };

  it('are in the keychain until a person is created, and then nowhere', async () => {
    const server = createServer();
    const before = await start(server);
    await becomesOffline(before, server);
    await before.handlers.edits.create(grace);
    expect(await before.handlers.edits.isTaken({ id: 'Grace' })).toEqual({
      isTaken: true,
      isCertain: true,
    });
    const held = [...before.secrets.kept.values()];
    expect(held).toContain('Cobol-1959');

    const running = await startAgain(before, server);
    await expect.poll(() => rowOf(running, 'grace')).toMatchObject({ displayName: 'Grace Hopper' });
    await goOnline(running, server);
    await sent(running);
    expect(await server.person('grace')).toMatchObject({ email: 'grace@example.com' });
    expect([...running.secrets.kept.values()]).not.toContain('Cobol-1959');
    await signIn(running, 'grace', 'Cobol-1959');
  });

  it('wait where an administrator sets one while the server is away', async () => {
    const server = createServer();
    const running = await start(server);
    await becomesOffline(running, server);
    const request = { id: 'ben', password: 'Scalpel-2' };
    expect(await running.handlers.passwords.set(request)).toEqual({ isWaiting: true });
    expect(await rowOf(running, 'ben')).toMatchObject({ changeState: 'waiting' });
    await goOnline(running, server);
    await sent(running);
    await signIn(running, 'ben', 'Scalpel-2');
  });

  it('go with a profile that is forgotten, which says before what waits', async () => {
    const server = createServer();
    const running = await start(server);
    const { handlers } = running;
    await becomesOffline(running, server);
    await handlers.edits.create(grace);
    await save(running, 'ben', { jobTitle: 'Surgeon' });
    const [profile] = await handlers.profiles.list(null);
    const id = profile?.id ?? '';
    expect(await handlers.profiles.waiting({ id })).toBe(2);
    await handlers.session.signOut(null);
    expect(await handlers.profiles.waiting({ id })).toBe(2);
    await handlers.profiles.forget({ id, keepsCopy: false });
    expect([...running.secrets.kept]).toEqual([]);

    server.isAway = false;
    await signIn(running, 'admin', 'admin');
    await filled(running, 5);
    expect(server.writes).toEqual([]);
  });
});

describe('a user name', () => {
  it('is taken in any case, certainly so where the server has been asked', async () => {
    const server = createServer();
    const running = await start(server);
    const isTaken = (id: string): unknown => running.handlers.edits.isTaken({ id });
    expect(await isTaken('BEN')).toEqual({ isTaken: true, isCertain: true });
    expect(await isTaken('grace')).toEqual({ isTaken: false, isCertain: true });
    // The server would answer with whoever asks.
    expect(await isTaken('-me-')).toEqual({ isTaken: false, isCertain: false });
    await becomesOffline(running, server);
    expect(await isTaken('grace')).toEqual({ isTaken: false, isCertain: false });
  });
});

describe('a link', () => {
  it('is handed over as it was understood, or not at all', async () => {
    const server = createServer();
    const { handlers, opened } = await start(server);
    await handlers.links.open({ kind: 'mailto', value: ' ben+1@example.com ' });
    const hostile = ['file:///etc/passwd', 'ben@example.com?bcc=eve@evil.example', '*#06#'];
    for (const value of hostile) {
      for (const kind of ['mailto', 'tel'] as const) {
        const open = Promise.resolve().then(() => handlers.links.open({ kind, value }));
        expect(await appErrorOf(open)).toMatchObject({ code: 'invalid' });
      }
    }
    expect(opened).toEqual(['mailto:ben%2B1@example.com']);
  });
});
