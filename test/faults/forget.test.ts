import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAppMemory } from '../../main/store/app-memory.ts';
import type { PhotoInput } from '../../preload/model/photo.ts';
import { everybody } from '../../preload/rules/everybody.ts';
import { type AccountsRig, createAccountsRig } from '../support/accounts-rig.ts';
import { createTestDemo } from '../support/demo-server.ts';
import { appErrorOf } from '../support/fake-alfresco.ts';
import { createFakeSecrets } from '../support/fake-secrets.ts';
import { numberedPhoto } from '../support/numbered-photo.ts';
import { sizeOf } from '../support/stores.ts';

const host = 'one.example';
const company = { fixture: 'demo', people: 400 } as const;
const admin = { userId: 'admin', password: 'admin', remember: true };

/** What would give a hundred people away: e-mail, name and id, as one finds them on a disk. */
async function tracesOf(rig: AccountsRig): Promise<string[]> {
  const query = { ...everybody, offset: 100, limit: 100 };
  const { rows } = await rig.sessions.directory().window(query);
  const texts = rows.flatMap(({ id, displayName, email }) => [id, displayName, email ?? '']);
  return texts.filter((text) => text.length >= 5);
}

/** The traces that stand in any file below a folder, or in the name of one. */
function found(folder: string, traces: readonly string[]): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const contents = entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const names = Buffer.from(entries.map((entry) => entry.name).join('\n'));
  const haystack = Buffer.concat([names, ...contents]);
  return traces.filter((trace) =>
    (['utf8', 'utf16le', 'base64'] as const).some((encoding) => {
      const needle =
        encoding === 'base64'
          ? Buffer.from(
              Buffer.from(trace)
                .toString('base64')
                .replace(/.{0,2}=*$/, ''),
            )
          : Buffer.from(trace, encoding);
      return haystack.includes(needle);
    }),
  );
}

async function lookAtPhotos(rig: AccountsRig): Promise<void> {
  const directory = rig.sessions.directory();
  const { rows } = await directory.window({ ...everybody, offset: 0, limit: 40 });
  const hashes = rows.flatMap(
    ({ photoUrl }) => /avatar\/([0-9a-f]+)/.exec(photoUrl ?? '')?.[1] ?? [],
  );
  expect(hashes.length).toBeGreaterThan(5);
  await Promise.all(hashes.map((hash) => directory.photos.read(hash)));
}

/** A photo that waits, and one that the server has: with a text in each that gives it away. */
async function setPhotos(rig: AccountsRig): Promise<string[]> {
  const { personPhotos, editing, store } = rig.sessions.directory();
  const [first = '', second = ''] = (await store.ids()).toSorted();
  await personPhotos.set(await photoFor(first, 4711));
  await expect.poll(() => editing.outbox.changes.length).toBe(0);
  rig.onRequest = () => Promise.reject(new TypeError('fetch failed'));
  await personPhotos.set(await photoFor(second, 4712));
  rig.onRequest = () => undefined;
  const ids = editing.outbox.changes.map(({ photo }) => photo?.picture?.id ?? '');
  return ['photo 4711', 'photo 4712', ...ids];
}

async function photoFor(personId: string, number: number): Promise<PhotoInput> {
  const bytes = await numberedPhoto(number);
  return { personId, bytes, type: 'image/jpeg', jobId: null };
}

describe('A38: a server that is forgotten', () => {
  it('leaves nothing of a hundred people, whatever was written before', async () => {
    const server = createTestDemo(company);
    const secrets = createFakeSecrets();
    const rig = createAccountsRig({ servers: { [host]: server }, secrets });
    const { profileId: id } = await rig.signIn(host, admin);
    await rig.refreshed();
    await lookAtPhotos(rig);
    const ofPhotos = await setPhotos(rig);
    expect(ofPhotos).toHaveLength(3);
    expect(found(rig.folder, ofPhotos)).toEqual(ofPhotos);
    const traces = [...(await tracesOf(rig)), ...ofPhotos];
    expect(traces.length).toBeGreaterThan(200);
    // The search finds what is there: otherwise it would prove nothing.
    expect(found(rig.folder, traces).length).toBeGreaterThan(200);
    expect(found(rig.folder, [id, 'admin', 'one.example'])).toHaveLength(3);
    const { store } = rig.sessions.directory();
    await store.remove((await store.ids()).slice(0, 50));

    await rig.changes.forget({ id, keepsCopy: false });
    expect(found(rig.folder, [...traces, id, 'admin', 'one.example'])).toEqual([]);
    expect(readdirSync(join(rig.folder, 'directories'))).toEqual([]);
    expect(secrets.kept.size).toBe(0);
    expect(await rig.sessions.current()).toBeNull();
    expect(rig.profiles.list()).toEqual([]);
  });

  it('leaves nothing where a refresh and photos are under way', async () => {
    const server = createTestDemo(company);
    const rig = createAccountsRig({ servers: { [host]: server } });
    const { profileId: id } = await rig.signIn(host, admin);
    await rig.refreshed();
    const traces = await tracesOf(rig);
    // Answers arrive at every moment from here on, the last ones long after.
    let late = 0;
    rig.onRequest = () => new Promise((resolve) => setTimeout(resolve, (late += 7)));
    const refreshing = rig.sessions.directory().refresh.start();
    const looking = lookAtPhotos(rig).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 40));
    await rig.changes.forget({ id, keepsCopy: false });
    await Promise.all([refreshing, looking]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(found(rig.folder, traces)).toEqual([]);
    expect(readdirSync(join(rig.folder, 'directories'))).toEqual([]);
  });

  it('is forgotten at the next start where another program holds its files, and says so', async () => {
    const servers = { [host]: createTestDemo(company) };
    const held = (): Promise<never> => Promise.reject(new Error('EBUSY: resource busy or locked'));
    const rig = createAccountsRig({ servers, removeFolder: held });
    const { profileId: id } = await rig.signIn(host, admin);
    await rig.refreshed();
    const traces = await tracesOf(rig);
    const error = await appErrorOf(rig.changes.forget({ id, keepsCopy: false }));
    expect(error).toMatchObject({ code: 'storage' });
    expect(error.message).toContain('when it starts next');
    expect(rig.profiles.list()).toEqual([]);
    expect(found(rig.folder, traces)).not.toEqual([]);
    await rig.sessions.close();

    const next = createAccountsRig({ servers, folder: rig.folder });
    await next.sessions.reopen();
    expect(found(rig.folder, traces)).toEqual([]);
  });

  it('keeps people and photos where the user wishes so, for the next sign-in', async () => {
    const servers = { [host]: createTestDemo(company) };
    const secrets = createFakeSecrets();
    const rig = createAccountsRig({ servers, secrets });
    const { profileId: id } = await rig.signIn(host, admin);
    await rig.refreshed();
    await rig.changes.forget({ id, keepsCopy: true });
    expect(openAppMemory(rig.folder).profiles()).toEqual({ profiles: [], openId: null });
    expect(secrets.kept.size).toBe(0);
    await rig.signIn(host, admin);
    expect(await sizeOf(rig.sessions.directory().store)).toBe(400);
  });

  it('keeps what waits with the copy, and the passwords without which it could not be sent', async () => {
    const server = createTestDemo(company);
    const secrets = createFakeSecrets();
    const rig = createAccountsRig({ servers: { [host]: server }, secrets });
    const { profileId: id } = await rig.signIn(host, admin);
    await rig.refreshed();
    rig.onRequest = () => {
      throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    };
    const { outbox } = rig.sessions.directory().editing;
    const values = { firstName: 'Eve', email: 'eve@example.com' };
    await outbox.create({ id: 'eve', values, password: 'for Eve' });
    await rig.changes.forget({ id, keepsCopy: true });
    expect([...secrets.kept.values()]).toEqual(['for Eve']);

    rig.onRequest = () => undefined;
    await rig.signIn(host, admin);
    await expect.poll(() => rig.sessions.directory().editing.outbox.changes).toEqual([]);
    await rig.signIn(host, { userId: 'eve', password: 'for Eve' });
    expect([...secrets.kept.values()]).toEqual(['admin']);
  });
});
