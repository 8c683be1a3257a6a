import { describe, expect, it } from 'vitest';
import { createCredentials, type Credentials } from '../../../../main/services/credentials.ts';
import type { AppMemory, KnownProfiles } from '../../../../main/services/ports/app-memory.ts';
import { createProfiles, type Profiles } from '../../../../main/services/profiles.ts';
import { defaultSettings } from '../../../../preload/rules/settings.ts';
import { appErrorOf } from '../../../support/fake-alfresco.ts';
import { settled } from '../../../support/fake-clock.ts';
import { createFakeSecrets, type FakeSecrets } from '../../../support/fake-secrets.ts';

const serverUrl = 'https://one.example/alfresco';
const account = `ada@${serverUrl}`;

/** Remembers as the disk does; each `start` is another run of Rollcall. */
function createComputer(): {
  readonly secrets: FakeSecrets;
  readonly start: () => {
    readonly profiles: Profiles;
    readonly credentials: Credentials;
    readonly id: string;
  };
} {
  const secrets = createFakeSecrets();
  let kept: KnownProfiles = { profiles: [], openId: null };
  const memory: AppMemory = {
    settings: () => defaultSettings,
    saveSettings: () => undefined,
    profiles: () => kept,
    saveProfiles: (profiles) => (kept = structuredClone(profiles)),
    forgetUnusable: () => undefined,
  };
  return {
    secrets,
    start() {
      const profiles = createProfiles(memory);
      const facts = {
        displayName: 'Ada Lovelace',
        isAdmin: false,
        tellsCapabilities: true,
        isPlainHttp: false,
        repository: null,
        repositoryId: null,
      };
      const key = { kind: 'server', serverUrl, userId: 'ada' } as const;
      const { id } = profiles.register(key, facts, 'one.example');
      const credentials = createCredentials({ profiles, secrets, builtIn: () => null });
      return { profiles, credentials, id };
    },
  };
}

describe('a password that the user wishes to be remembered', () => {
  it('is in the keychain alone, and is there at the next start', async () => {
    const { secrets, start } = createComputer();
    const { credentials, id } = start();
    expect(credentials.stateOf(id).passwordIn).toBe('nowhere');
    const keeping = credentials.keep(id, 'secret', true);
    expect(credentials.stateOf(id).passwordIn).toBe('this-run');
    await keeping;
    expect(credentials.stateOf(id)).toMatchObject({
      passwordIn: 'keychain',
      keychainProblem: null,
    });
    expect([...secrets.kept]).toEqual([[account, 'secret']]);
    const next = start();
    expect(next.credentials.stateOf(next.id).passwordIn).toBe('keychain');
    expect(await next.credentials.find(next.id)).toBe('secret');
  });

  it('lasts for this run where there is no keychain, and says why', async () => {
    const { secrets, start } = createComputer();
    secrets.mood = 'broken';
    const { credentials, id } = start();
    await credentials.keep(id, 'secret', true);
    expect(credentials.stateOf(id)).toMatchObject({
      passwordIn: 'this-run',
      keychainProblem: { code: 'keychain' },
    });
    expect(await credentials.find(id)).toBe('secret');
    const next = start();
    expect(next.credentials.stateOf(next.id).passwordIn).toBe('nowhere');
    expect(await next.credentials.find(next.id)).toBeNull();
    // Without a keychain there is nothing left to delete, and nothing to warn of.
    await next.credentials.forget(next.profiles.get(next.id));
  });

  it.each(['locked', 'broken'] as const)('is nowhere while the keychain is %s', async (mood) => {
    const { secrets, start } = createComputer();
    const before = start();
    await before.credentials.keep(before.id, 'secret', true);
    secrets.mood = mood;
    const { credentials, id } = start();
    expect(await credentials.find(id)).toBeNull();
    expect(credentials.stateOf(id)).toMatchObject({
      passwordIn: 'nowhere',
      keychainProblem: { code: 'keychain' },
    });
    secrets.mood = 'open';
    expect(await credentials.find(id)).toBe('secret');
    expect(credentials.stateOf(id)).toMatchObject({
      passwordIn: 'keychain',
      keychainProblem: null,
    });
  });

  it('waits visibly for the keychain, and stays in memory where that takes too long', async () => {
    const { secrets, start } = createComputer();
    secrets.mood = 'hanging';
    const { credentials, profiles, id } = start();
    const seen: boolean[] = [];
    credentials.changed.subscribe(() => seen.push(credentials.stateOf(id).isWaiting));
    const keeping = credentials.keep(id, 'secret', true);
    await settled();
    expect(seen.at(-1)).toBe(true);
    secrets.timeOut();
    await keeping;
    expect(seen.at(-1)).toBe(false);
    expect(credentials.stateOf(id).passwordIn).toBe('this-run');
    // The user unlocks at last: the call that was given up has its way. Forgetting finds it.
    secrets.free();
    expect(secrets.kept.size).toBe(1);
    await credentials.forget(profiles.get(id));
    expect(secrets.kept.size).toBe(0);
  });
});

describe('a password that is not to be remembered', () => {
  it('never meets the keychain, and takes an older one out of it', async () => {
    const { secrets, start } = createComputer();
    const { credentials, id } = start();
    await credentials.keep(id, 'secret', false);
    expect(secrets.calls).toEqual([]);
    expect(await credentials.find(id)).toBe('secret');
    await credentials.keep(id, 'secret', true);
    await credentials.keep(id, 'secret', false);
    expect(secrets.kept.size).toBe(0);
    expect(credentials.stateOf(id)).toMatchObject({
      passwordIn: 'this-run',
      keychainProblem: null,
    });
  });

  it('is taken out later where the keychain refused at first', async () => {
    const { secrets, start } = createComputer();
    const { credentials, id } = start();
    await credentials.keep(id, 'secret', true);
    secrets.mood = 'broken';
    await credentials.keep(id, 'secret', false);
    expect(secrets.kept.size).toBe(1);
    secrets.mood = 'open';
    const next = start();
    expect(await next.credentials.find(next.id)).toBeNull();
    expect(secrets.kept.size).toBe(0);
  });
});

describe('forgetting a password', () => {
  it('leaves none, whatever was under way', async () => {
    const { secrets, start } = createComputer();
    secrets.mood = 'hanging';
    const { credentials, profiles, id } = start();
    const keeping = credentials.keep(id, 'secret', true);
    await settled();
    const forgetting = credentials.forget(profiles.get(id));
    expect(credentials.stateOf(id).passwordIn).not.toBe('this-run');
    await settled();
    secrets.free();
    await Promise.all([keeping, forgetting]);
    expect(secrets.kept.size).toBe(0);
    expect(credentials.stateOf(id).passwordIn).toBe('nowhere');
    expect(await credentials.find(id)).toBeNull();
  });

  it('says where the keychain may still hold it', async () => {
    const { secrets, start } = createComputer();
    const { credentials, profiles, id } = start();
    await credentials.keep(id, 'secret', true);
    secrets.mood = 'broken';
    const error = await appErrorOf(credentials.forget(profiles.get(id)));
    expect(error).toMatchObject({ code: 'keychain', retryable: false });
    expect(error.message).toContain('may still be in the keychain');
  });
});

describe('a changed password', () => {
  it.each([true, false])('goes where the old one was (remembered: %s)', async (remember) => {
    const { secrets, start } = createComputer();
    const { credentials, id } = start();
    await credentials.keep(id, 'old', remember);
    await credentials.replacePassword(id, 'new');
    expect(await credentials.find(id)).toBe('new');
    expect(credentials.stateOf(id).passwordIn).toBe(remember ? 'keychain' : 'this-run');
    expect([...secrets.kept.values()]).toEqual(remember ? ['new'] : []);
  });
});
