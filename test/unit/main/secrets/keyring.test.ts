import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startKeychainProcess } from '../../../support/keychain-process.ts';
import { noDbusEnv, startKeyring } from '../../../support/keyring.ts';

// The Secret Service is Linux's; the other systems' keychains cannot be had for a test.
describe.runIf(process.platform === 'linux')('the keychain over a real Secret Service', () => {
  it('keeps a password from one run to the next, unreadable in its file, and deletes it', async () => {
    const keyring = await startKeyring();
    const secret = 'pässwörd — 密码 🔑 "quoted"';
    const first = startKeychainProcess(keyring.env);
    expect(await first.get()).toBeNull();
    await first.set('an older one');
    await first.set(secret);
    expect(await first.quit()).toEqual({ code: 0, signal: null });

    const file = await readFile(join(keyring.folder, '.local/share/keyrings/login.keyring'));
    expect(file.includes(secret)).toBe(false);
    const second = startKeychainProcess(keyring.env);
    expect(await second.get()).toBe(secret);
    await second.delete();
    expect(await second.get()).toBeNull();
    // Nothing to delete is as good as deleted.
    await second.delete();
  });

  it('keeps accounts apart', async () => {
    const keyring = await startKeyring();
    const accounts = [
      { serverUrl: 'https://one.example/alfresco', userId: 'admin' },
      { serverUrl: 'https://two.example/alfresco', userId: 'admin' },
      { serverUrl: 'https://one.example/alfresco', userId: 'bob@one.example' },
    ];
    const processes = accounts.map((account) => startKeychainProcess(keyring.env, { account }));
    await Promise.all(processes.map((one, index) => one.set(`secret ${index}`)));
    await processes[1]?.delete();
    expect(await Promise.all(processes.map((one) => one.get()))).toEqual([
      'secret 0',
      null,
      'secret 2',
    ]);
  });

  it('tells a locked keyring wherever the keyring itself tells', async () => {
    const keyring = await startKeyring();
    const keychain = startKeychainProcess(keyring.env);
    await keychain.set('kept');
    await keyring.lock();
    const locked = { code: 'keychain', message: expect.stringContaining('is locked') as string };
    // The library itself answers the same here as where there is none.
    expect(await keychain.get()).toBeNull();
    await expect(keychain.set('another')).rejects.toMatchObject(locked);
    // Here as well, but whoever forgets a password has to know that it was not.
    await expect(keychain.delete()).rejects.toMatchObject(locked);

    await keyring.kill();
    await keyring.start();
    expect(await startKeychainProcess(keyring.env).get()).toBe('kept');
  });

  it('waits for a keyring that hangs, gives it up, and comes back to it', async () => {
    const keyring = await startKeyring();
    const keychain = startKeychainProcess(keyring.env, { timeLimitMs: 1_500 });
    await keychain.set('kept');
    keyring.pause();
    const answers = [keychain.get(), keychain.delete()];
    await expect(answers[0]).rejects.toMatchObject({
      code: 'keychain',
      message: expect.stringContaining('did not answer in time') as string,
    });
    await expect(answers[1]).rejects.toMatchObject({
      code: 'keychain',
      message: expect.stringContaining('an earlier question') as string,
    });
    expect(keychain.waiting).toEqual([true, false]);

    keyring.resume();
    await expect.poll(() => keychain.get().catch(String), { timeout: 10_000 }).toBe('kept');
  });

  it('does not come about later what was given up', async () => {
    const keyring = await startKeyring();
    const keychain = startKeychainProcess(keyring.env, { timeLimitMs: 800 });
    await keychain.set('old');
    keyring.pause();
    await expect(keychain.set('new')).rejects.toMatchObject({ code: 'keychain' });
    keyring.resume();
    await expect.poll(() => keychain.get().catch(String), { timeout: 10_000 }).toBeNull();
  });

  it('quits although the keyring hangs', async () => {
    const keyring = await startKeyring();
    const keychain = startKeychainProcess(keyring.env);
    await keychain.set('kept');
    keyring.pause();
    const answer = keychain.get();
    answer.catch(() => undefined);
    await expect.poll(() => keychain.waiting).toEqual([true]);
    // By the signal: an orderly exit waits for the hanging thread.
    expect(await keychain.quit()).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('survives a keyring that is killed in the middle of a call', async () => {
    const keyring = await startKeyring();
    const keychain = startKeychainProcess(keyring.env);
    await keychain.set('kept');
    keyring.pause();
    const answer = keychain.get();
    answer.catch(() => undefined);
    await expect.poll(() => keychain.waiting).toEqual([true]);
    await keyring.kill();
    const stopped = {
      code: 'keychain',
      message: expect.stringContaining('start Rollcall again') as string,
    };
    await expect(answer).rejects.toMatchObject(stopped);
    await expect(keychain.get()).rejects.toMatchObject(stopped);
    // One that is started later is found by a new run only, which is what the message says.
    await keyring.start();
    await expect(keychain.get()).rejects.toMatchObject(stopped);
    await expect(keychain.set('x')).rejects.toMatchObject(stopped);
    expect(await startKeychainProcess(keyring.env).get()).toBe('kept');
  });

  it('says so where no keyring is running, and finds one that is started later', async () => {
    const keyring = await startKeyring();
    await keyring.kill();
    const keychain = startKeychainProcess(keyring.env);
    await expect(keychain.get()).rejects.toMatchObject({
      code: 'keychain',
      message: expect.stringContaining('No keychain is running') as string,
    });
    await keyring.start();
    await keychain.set('kept');
    expect(await keychain.get()).toBe('kept');
  });

  it('says so where there is no D-Bus', async () => {
    const noSession = {
      code: 'keychain',
      message: expect.stringContaining('outside a desktop session') as string,
    };
    const deadEnv = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    for (const env of [noDbusEnv, deadEnv, {}]) {
      const keychain = startKeychainProcess(env);
      await expect(keychain.get()).rejects.toMatchObject(noSession);
      await expect(keychain.set('x')).rejects.toMatchObject(noSession);
      await expect(keychain.delete()).rejects.toMatchObject(noSession);
      expect(await keychain.quit()).toEqual({ code: 0, signal: null });
    }
  });
});
