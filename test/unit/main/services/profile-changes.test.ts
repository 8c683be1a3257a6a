import { describe, expect, it } from 'vitest';
import { createAccountsRig } from '../../../support/accounts-rig.ts';
import { createTestDemo } from '../../../support/demo-server.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { settled } from '../../../support/fake-clock.ts';
import { createFakeSecrets } from '../../../support/fake-secrets.ts';
import { sizeOf } from '../../../support/stores.ts';

const old = 'old.example';
const next = 'new.example';
const urlOf = (host: string): string => `https://${host}/alfresco`;
const password = 'password';

describe('moving a profile to another address', () => {
  it('takes copy and password along, and goes on from there', async () => {
    const server = createTestDemo();
    const secrets = createFakeSecrets();
    const rig = createAccountsRig({ servers: { [old]: server, [next]: server }, secrets });
    const { profileId: id } = await rig.signIn(old, { remember: true });
    await rig.refreshed();
    await settled();
    rig.seen.length = 0;
    const moved = await rig.changes.move({
      id,
      address: `https://${next}`,
      password,
      acceptPlainHttp: false,
    });
    expect(moved).toMatchObject({ id, serverUrl: urlOf(next), name: old });
    expect(await rig.sessions.current()).toMatchObject({ profileId: id, serverUrl: urlOf(next) });
    expect(await sizeOf(rig.sessions.directory().store)).toBe(5);
    await rig.refreshed();
    await settled();
    expect(rig.sessions.signInState()).toMatchObject({
      phase: 'signed-in',
      passwordIn: 'keychain',
    });
    expect([...secrets.kept]).toEqual([[`alice@${urlOf(next)}`, password]]);
    expect(rig.signInsAt(next)).toBe(1);
    expect(rig.seen.filter(({ host }) => host === old)).toEqual([]);
  });

  it.each([
    ['another repository', createTestDemo({ repositoryId: 'another-one' }), 'conflict'],
    ['a wrong password', createTestDemo({ fixture: 'demo', people: 20 }), 'unauthorized'],
  ])('changes nothing where there is %s', async (_, there, code) => {
    const secrets = createFakeSecrets();
    const rig = createAccountsRig({ servers: { [old]: createTestDemo(), [next]: there }, secrets });
    const { profileId: id } = await rig.signIn(old, { remember: true });
    await rig.refreshed();
    await settled();
    const request = { id, address: `https://${next}`, password, acceptPlainHttp: false };
    expect(await appErrorOf(rig.changes.move(request))).toMatchObject({ code });
    expect(rig.profiles.get(id).serverUrl).toBe(urlOf(old));
    expect([...secrets.kept.keys()]).toEqual([`alice@${urlOf(old)}`]);
    expect(await sizeOf(rig.sessions.directory().store)).toBe(5);
  });

  it('goes nowhere where the same user has a profile already', async () => {
    const server = createTestDemo();
    const rig = createAccountsRig({ servers: { [old]: server, [next]: server } });
    const first = await rig.signIn(old);
    await rig.signIn(next);
    const address = `https://${next}`;
    const request = { id: first.profileId, address, password, acceptPlainHttp: false };
    expect(await appErrorOf(rig.changes.move(request))).toMatchObject({
      code: 'conflict',
      fields: { address: expect.stringContaining(next) as string },
    });
    expect(rig.profiles.list()).toHaveLength(2);
    expect(await rig.sessions.current()).toMatchObject({ serverUrl: urlOf(next) });
  });
});

describe('signing out', () => {
  it('forgets ticket and password, keeps profile and copy, and leaves the ticket to expire', async () => {
    const secrets = createFakeSecrets();
    const rig = createAccountsRig({ servers: { [old]: createTestDemo() }, secrets });
    const { profileId } = await rig.signIn(old, { remember: true });
    await rig.refreshed();
    await settled();
    await rig.sessions.signOut();
    expect(await rig.sessions.current()).toBeNull();
    expect(secrets.kept.size).toBe(0);
    expect(rig.seen.filter(({ kind }) => kind.startsWith('DELETE'))).toEqual([]);
    expect(rig.profiles.openId).toBeNull();
    rig.seen.length = 0;
    await rig.sessions.open(profileId);
    expect(await sizeOf(rig.sessions.directory().store)).toBe(5);
    await rig.refreshed();
    expect(rig.sessions.signInState()).toEqual({
      phase: 'password-wanted',
      passwordIn: 'nowhere',
      reason: null,
      keychainProblem: null,
    });
    expect(rig.signInsAt(old)).toBe(0);
    expect(rig.seen.every(({ ticket }) => ticket === null)).toBe(true);
  });

  it('ends the ticket where the user wishes so, and is through also where that fails', async () => {
    for (const isAway of [false, true]) {
      const rig = createAccountsRig({
        servers: { [old]: createTestDemo() },
        endsTicketOnSignOut: true,
      });
      await rig.signIn(old);
      await rig.refreshed();
      rig.onRequest = () => {
        if (isAway) throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
      };
      await rig.sessions.signOut();
      expect(rig.seen.at(-1)?.kind).toMatch(/^DELETE .*tickets\/-me-$/);
      expect(await rig.sessions.current()).toBeNull();
    }
  });

  it('is done, and says so, where the keychain does not delete the password', async () => {
    const secrets = createFakeSecrets();
    const rig = createAccountsRig({ servers: { [old]: createTestDemo() }, secrets });
    await rig.signIn(old, { remember: true });
    await rig.refreshed();
    await settled();
    secrets.mood = 'broken';
    const error = await appErrorOf(rig.sessions.signOut());
    expect(error).toMatchObject({ code: 'keychain' });
    expect(error.message).toContain('may still be in the keychain');
    expect(await rig.sessions.current()).toBeNull();
  });
});
