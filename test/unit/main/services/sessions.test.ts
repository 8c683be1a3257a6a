import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTestDemo } from '../../../support/demo-server.ts';
import { createAccountsRig } from '../../../support/accounts-rig.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { createFakeClock, settled } from '../../../support/fake-clock.ts';
import { createFakeSecrets } from '../../../support/fake-secrets.ts';
import { sizeOf } from '../../../support/stores.ts';

const one = 'one.example';
const two = 'two.example';
const cases = { fixture: 'cases' } as const;

describe('opening a profile', () => {
  it('shows the copy at once, without the server, and signs in behind it', async () => {
    const servers = { [one]: createTestDemo() };
    const secrets = createFakeSecrets();
    const before = createAccountsRig({ servers, secrets });
    await before.signIn(one, { remember: true });
    await before.refreshed();
    await before.sessions.close();

    const rig = createAccountsRig({ servers, secrets, folder: before.folder });
    let letThrough: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    rig.onRequest = () => held;
    await rig.sessions.reopen();
    expect(await rig.sessions.current()).toMatchObject({ userId: 'alice', serverName: one });
    expect(await sizeOf(rig.sessions.directory().store)).toBe(5);
    expect(rig.sessions.signInState()).toMatchObject({
      phase: 'signing-in',
      passwordIn: 'keychain',
    });
    letThrough();
    await rig.refreshed();
    expect(rig.sessions.signInState()).toEqual({
      phase: 'signed-in',
      passwordIn: 'keychain',
      reason: null,
      keychainProblem: null,
    });
    expect(rig.sessions.directory().refresh.state).toMatchObject({ phase: 'idle', fetched: 5 });
    expect(rig.signInsAt(one)).toBe(1);
  });

  it('tells the window why what was open last time cannot be opened, until something is', async () => {
    const servers = { [one]: createTestDemo(cases) };
    const before = createAccountsRig({ servers });
    const { profileId } = await before.signIn(one, { userId: 'admin', password: 'admin' });
    await before.refreshed();
    await before.sessions.close();
    const root = join(before.folder, 'directories');
    const [name = ''] = readdirSync(root);
    renameSync(join(root, name), join(root, 'kept'));
    writeFileSync(join(root, name), 'no folder');

    const rig = createAccountsRig({ servers, folder: before.folder });
    expect(await appErrorOf(rig.sessions.reopen())).toMatchObject({ code: 'storage' });
    expect(await appErrorOf(rig.sessions.restored())).toMatchObject({ code: 'storage' });
    expect(await rig.sessions.current()).toBeNull();

    rmSync(join(root, name));
    renameSync(join(root, 'kept'), join(root, name));
    await rig.sessions.open(profileId);
    expect(await rig.sessions.restored()).toMatchObject({ profileId });
    await rig.sessions.signOut();
    expect(await rig.sessions.restored()).toBeNull();
  });

  it('signs in by itself as soon as the server is back, and refreshes then', async () => {
    const servers = { [one]: createTestDemo() };
    const secrets = createFakeSecrets();
    const clock = createFakeClock();
    const before = createAccountsRig({ servers, secrets });
    await before.signIn(one, { remember: true });
    await before.refreshed();
    await before.sessions.close();

    const rig = createAccountsRig({ servers, secrets, folder: before.folder, clock });
    rig.onRequest = () => {
      throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    };
    await rig.sessions.reopen();
    await clock.advance(120_000);
    expect(rig.sessions.signInState().phase).toBe('signing-in');
    expect(rig.sessions.directory().connectivity.state.status).toBe('offline');
    rig.onRequest = () => undefined;
    await clock.advance(61_000);
    await expect.poll(() => rig.sessions.directory().refresh.state.phase).toBe('idle');
    expect(rig.sessions.signInState().phase).toBe('signed-in');
    expect(rig.sessions.directory().connectivity.state.status).toBe('online');
  });

  it('tells a server that is away from a password that is missing', async () => {
    const servers = { [one]: createTestDemo() };
    const clock = createFakeClock();
    const before = createAccountsRig({ servers });
    await before.signIn(one);
    await before.refreshed();
    await before.sessions.close();

    const rig = createAccountsRig({ servers, folder: before.folder, clock });
    rig.onRequest = () => {
      throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    };
    await rig.sessions.reopen();
    await clock.advance(120_000);
    expect(rig.sessions.signInState()).toMatchObject({ phase: 'password-wanted', reason: null });
    expect(rig.sessions.directory().connectivity.state.status).toBe('offline');
    rig.onRequest = () => undefined;
    await clock.advance(61_000);
    await expect.poll(() => rig.sessions.directory().connectivity.state.status).toBe('signed-out');
    expect(rig.signInsAt(one)).toBe(0);
  });

  it('switches back without a password, and closes what was open', async () => {
    const rig = createAccountsRig({
      servers: { [one]: createTestDemo(), [two]: createTestDemo(cases) },
    });
    const first = await rig.signIn(one);
    await rig.refreshed();
    const second = await rig.signIn(two, { userId: 'admin', password: 'admin' });
    await rig.refreshed();
    await rig.sessions.open(first.profileId);
    await rig.refreshed();
    expect(await rig.sessions.current()).toMatchObject({ profileId: first.profileId });
    await rig.sessions.open(second.profileId);
    await rig.refreshed();
    expect(rig.sessions.directory().refresh.state.error).toBeNull();
    expect([rig.signInsAt(one), rig.signInsAt(two)]).toEqual([1, 1]);
    expect(first.colour).not.toBe(second.colour);
  });

  it('follows the user’s rights and the profile’s name while it is open', async () => {
    const server = createTestDemo();
    const rig = createAccountsRig({ servers: { [one]: server } });
    const announced: unknown[] = [];
    const { profileId } = await rig.signIn(one, { userId: 'admin', password: 'admin' });
    await rig.refreshed();
    rig.sessions.changed.subscribe((session) => announced.push(session));
    rig.profiles.update({ id: profileId, name: 'Head office', colour: 'pink' });
    expect(announced).toMatchObject([{ serverName: 'Head office', colour: 'pink' }]);
    server.reset({ fixture: 'cases', readOnly: true });
    await rig.sessions.directory().refresh.start();
    expect(announced.at(-1)).toMatchObject({ repository: { isReadOnly: true } });
  });
});

describe('a session that ends at the server', () => {
  it('goes on with a password typed, where the kept one is refused; it is tried once', async () => {
    const server = createTestDemo();
    const rig = createAccountsRig({ servers: { [one]: server } });
    await rig.signIn(one, { userId: 'admin', password: 'admin', remember: true });
    await rig.refreshed();
    // Another ticket store, and another password.
    server.reset({ fixture: 'cases' });
    await changePassword(server, 'new-secret');
    const before = rig.signInsAt(one);
    for (let turn = 0; turn < 5; turn += 1) await rig.sessions.directory().refresh.start();
    expect(rig.signInsAt(one) - before).toBe(1);
    expect(rig.sessions.signInState()).toMatchObject({
      phase: 'password-wanted',
      // Nobody has typed anything that could be wrong.
      reason: {
        reason: 'bad-credentials',
        status: 403,
        message: expect.stringContaining('password that is kept') as string,
      },
    });
    expect(rig.states.filter(({ phase }) => phase === 'password-wanted')).toHaveLength(1);
    expect(rig.sessions.directory().connectivity.state.status).toBe('signed-out');

    const wrong = rig.sessions.signInAgain({ password: 'wrong', remember: true });
    expect(await appErrorOf(wrong)).toMatchObject({ reason: 'bad-credentials' });
    await rig.sessions.signInAgain({ password: 'new-secret', remember: true });
    await rig.refreshed();
    expect(rig.sessions.directory().refresh.state).toMatchObject({ phase: 'idle', error: null });
    expect(rig.sessions.directory().connectivity.state.status).toBe('online');
    await settled();
    expect(rig.sessions.signInState()).toMatchObject({
      phase: 'signed-in',
      passwordIn: 'keychain',
    });
  });

  it('does not try a refused password again at the next start either', async () => {
    const server = createTestDemo();
    const secrets = createFakeSecrets();
    const before = createAccountsRig({ servers: { [one]: server }, secrets });
    await before.signIn(one, { userId: 'admin', password: 'admin', remember: true });
    await before.refreshed();
    server.reset({ fixture: 'cases' });
    await changePassword(server, 'new-secret');
    await before.sessions.directory().refresh.start();
    await before.sessions.close();

    const rig = createAccountsRig({ servers: { [one]: server }, secrets, folder: before.folder });
    await rig.sessions.reopen();
    await rig.refreshed();
    expect(rig.signInsAt(one)).toBe(0);
    expect(rig.sessions.signInState()).toMatchObject({
      phase: 'password-wanted',
      passwordIn: 'keychain',
      reason: { reason: 'bad-credentials' },
    });
    await rig.sessions.signInAgain({ password: 'new-secret', remember: true });
    await rig.refreshed();
    expect([...secrets.kept.values()]).toEqual(['new-secret']);
  });
});

/** As the administrator of a demo server whose password is still the first one. */
async function changePassword(
  server: ReturnType<typeof createTestDemo>,
  password: string,
): Promise<void> {
  const answer = await server.fetch(
    new Request(
      'https://any.example/alfresco/api/-default-/public/alfresco/versions/1/people/admin',
      {
        method: 'PUT',
        headers: { Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
        body: JSON.stringify({ password }),
      },
    ),
  );
  expect(answer.status).toBe(200);
}
