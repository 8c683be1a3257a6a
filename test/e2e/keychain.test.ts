import { once } from 'node:events';
import { expect, inject, it, onTestFinished } from 'vitest';
import type { LaunchedApp } from '../../scripts/launch/launch-app.ts';
import { type ListeningDemoServer, startDemoServer } from '../support/demo-server.ts';
import { type Keyring, noDbusEnv, startKeyring } from '../support/keyring.ts';
import { callMain, signInStateOf } from './support/bridge-calls.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';

// The Secret Service is Linux's; elsewhere the keychain would be the developer's own.
const onLinux = it.runIf(process.platform === 'linux');

async function startServer(): Promise<ListeningDemoServer> {
  const server = await startDemoServer({ fixture: 'cases' });
  onTestFinished(() => server.close());
  return server;
}

/** Signs in for the first time, with "Remember me" as it is by default. */
async function signIn(server: ListeningDemoServer, env: Keyring['env']): Promise<LaunchedApp> {
  const launched = await launchApp({ env });
  const app = screensOf(launched.window);
  await app.enter({ address: server.url, userId: 'admin', password: 'admin' });
  await app.count('5 people').waitFor();
  return launched;
}

/** Signs in so that the keychain remembers it, and quits. */
async function remember(server: ListeningDemoServer, keyring: Keyring): Promise<string> {
  const launched = await signIn(server, keyring.env);
  await expect.poll(() => signInStateOf(launched.window)).toMatchObject({ passwordIn: 'keychain' });
  await launched.close();
  return launched.userDataDir;
}

onLinux('remembers: started again, it is signed in without a word', async () => {
  const server = await startServer();
  const keyring = await startKeyring(inject('launchable').user);
  const userDataDir = await remember(server, keyring);

  const { window } = await launchApp({ userDataDir, env: keyring.env });
  await screensOf(window).count('5 people').waitFor();
  await window.getByRole('status').filter({ hasText: 'Online' }).waitFor();
  expect(await signInStateOf(window)).toEqual({
    phase: 'signed-in',
    passwordIn: 'keychain',
    reason: null,
    keychainProblem: null,
  });
});

onLinux('forgets the password at sign-out, in the keychain as well', async () => {
  const server = await startServer();
  const keyring = await startKeyring(inject('launchable').user);
  const userDataDir = await remember(server, keyring);
  const account = `admin@${server.baseUrl}`;
  expect(await keyring.holds(account)).toBe(true);
  const first = await launchApp({ userDataDir, env: keyring.env });
  await first.window.getByRole('status').filter({ hasText: 'Online' }).waitFor();
  const left = await callMain(first.window, 'session:signOut', null);
  expect(left).toEqual({ ok: true, value: null });
  await first.close();

  expect(await keyring.holds(account)).toBe(false);
});

onLinux('shows the copy where the keyring is locked, asks once, and says why', async () => {
  const server = await startServer();
  const keyring = await startKeyring(inject('launchable').user);
  const userDataDir = await remember(server, keyring);
  await keyring.lock();

  const { window } = await launchApp({ userDataDir, env: keyring.env });
  await screensOf(window).count('5 people').waitFor();
  await expect
    .poll(() => signInStateOf(window))
    .toMatchObject({
      phase: 'password-wanted',
      passwordIn: 'nowhere',
      keychainProblem: { code: 'keychain' },
    });
});

onLinux('asks where the keyring was killed meanwhile, and goes on without it', async () => {
  const server = await startServer();
  const keyring = await startKeyring(inject('launchable').user);
  const { window } = await signIn(server, keyring.env);
  const app = screensOf(window);
  await expect.poll(() => signInStateOf(window)).toMatchObject({ passwordIn: 'keychain' });
  await keyring.kill();
  // A restart of the server ends its tickets.
  server.demo.reset({ fixture: 'cases' });
  await app.refresh.click();
  await app.password.fill('admin');
  await window
    .getByText(/The keychain has stopped since Rollcall found it/)
    .first()
    .waitFor();
  await app.signIn.click();
  await expect
    .poll(() => signInStateOf(window))
    .toMatchObject({
      phase: 'signed-in',
      passwordIn: 'this-run',
      keychainProblem: { code: 'keychain' },
    });
  await window.getByText(/kept until you quit Rollcall/).waitFor();
});

onLinux('keeps the password for this run where there is no D-Bus, and says why', async () => {
  const server = await startServer();
  const first = await signIn(server, noDbusEnv);
  await first.window.getByText(/kept until you quit Rollcall/).waitFor();
  await first.window.getByText(/outside a desktop session/).waitFor();
  expect(await signInStateOf(first.window)).toMatchObject({
    phase: 'signed-in',
    passwordIn: 'this-run',
  });
  await first.close();

  const { window } = await launchApp({ userDataDir: first.userDataDir, env: noDbusEnv });
  await screensOf(window).count('5 people').waitFor();
  await expect.poll(() => signInStateOf(window)).toMatchObject({ phase: 'password-wanted' });
});

onLinux(
  'waits for a keyring that hangs with the copy in sight, and signs in after it',
  async () => {
    const server = await startServer();
    const keyring = await startKeyring(inject('launchable').user);
    const userDataDir = await remember(server, keyring);
    keyring.pause();

    const { window } = await launchApp({ userDataDir, env: keyring.env });
    await screensOf(window).count('5 people').waitFor();
    await expect.poll(() => signInStateOf(window)).toMatchObject({ phase: 'waiting-for-keychain' });
    await window
      .getByText(/keychain is asking/)
      .first()
      .waitFor();
    keyring.resume();
    await expect
      .poll(() => signInStateOf(window), { timeout: 10_000 })
      .toEqual({
        phase: 'signed-in',
        passwordIn: 'keychain',
        reason: null,
        keychainProblem: null,
      });
  },
);

onLinux('quits while the keyring hangs, and can be started again', async () => {
  const server = await startServer();
  const keyring = await startKeyring(inject('launchable').user);
  const userDataDir = await remember(server, keyring);
  keyring.pause();
  const hanging = await launchApp({ userDataDir, env: keyring.env });
  const { window } = hanging;
  await expect.poll(() => signInStateOf(window)).toMatchObject({ phase: 'waiting-for-keychain' });
  // Well before the test would end it by force.
  const ended = once(hanging.app.process(), 'exit', { signal: AbortSignal.timeout(10_000) });
  void hanging.close();
  await ended;

  keyring.resume();
  const again = await launchApp({ userDataDir, env: keyring.env });
  await again.window.getByRole('status').filter({ hasText: 'Online' }).waitFor();
});
