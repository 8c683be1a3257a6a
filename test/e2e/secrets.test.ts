import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Locator } from 'playwright';
import { expect, inject, it } from 'vitest';
import { createCanary, findCanaries } from '../support/canaries.ts';
import { startKeyring } from '../support/keyring.ts';
import { callMain, signInStateOf } from './support/bridge-calls.ts';
import { screensOf } from './support/screens.ts';
import {
  crashPage,
  expectClean,
  expectCleanHeap,
  expectGone,
  expectSaid,
  launchSearched,
  readPage,
  type,
} from './support/secret-search.ts';
import { startSecretServer } from './support/secret-server.ts';

it('leaves no secret on disk, in the page, in its memory or in an address', async () => {
  const secrets = {
    wrong: createCanary('a wrong password'),
    signIn: createCanary('the password typed to sign in'),
    set: createCanary('a password set for somebody'),
    changed: createCanary('the password after a change'),
    reset: createCanary('the password after a reset'),
    created: createCanary('the password of a new person'),
    refused: createCanary('a password in a message that is refused'),
  };
  const typed = Object.values(secrets);
  const server = await startSecretServer(secrets.signIn.value);
  const isLinux = process.platform === 'linux';
  const keyring = isLinux ? await startKeyring(inject('launchable').user) : null;
  const { launched, folders } = await launchSearched({ env: keyring?.env ?? {} });
  const { window } = launched;
  const app = screensOf(window);
  const button = (name: string): Locator => window.getByRole('button', { name, exact: true });
  const field = (name: string): Locator => window.getByLabel(name, { exact: true });

  // Signing in, wrongly at first.
  await type(app.address, server.url);
  await type(app.userName, 'admin');
  await type(app.password, secrets.wrong.value);
  await app.signIn.click();
  await window.getByRole('alert').first().waitFor();
  await app.password.fill('');
  await type(app.password, secrets.signIn.value);
  expect(findCanaries(Buffer.from(await readPage(window)), [secrets.signIn], '')).not.toEqual([]);
  await app.signIn.click();
  await app.count('5 people').waitFor();
  await expectGone(window, typed);

  // Setting somebody's password, and changing one's own.
  await app.row(/^Alice Smith/).click();
  await button('Set password').click();
  await type(field('New password'), secrets.set.value);
  await window.getByRole('dialog').getByRole('button', { name: 'Set password' }).click();
  await button('Done').click();
  await expectGone(window, typed);
  await app.row(/^Administrator/).click();
  await button('Change password').click();
  await type(field('Old password'), secrets.signIn.value);
  await type(field('New password'), secrets.changed.value);
  await window.getByRole('dialog').getByRole('button', { name: 'Change password' }).click();
  await button('Done').click();
  await expectGone(window, typed);
  const place = keyring === null ? 'this-run' : 'keychain';
  await expect.poll(() => signInStateOf(window)).toMatchObject({ passwordIn: place });

  // A new person.
  await button('New person').click();
  const newPerson = window.getByRole('dialog', { name: 'New person' });
  await newPerson.getByLabel('User name').fill('newcomer');
  await newPerson.getByLabel('First name').fill('Nora');
  await newPerson.getByLabel('E-mail').fill('nora@example.com');
  await type(newPerson.getByLabel('Password', { exact: true }), secrets.created.value);
  await newPerson.getByRole('button', { name: 'Create', exact: true }).click();
  await newPerson.waitFor({ state: 'detached' });
  await expectGone(window, typed);
  await app.waitingChanges(0).waitFor();

  // A new password by mail, without a sign-in.
  await app.signOut();
  await button('Forgot password?').click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('Server address').fill(server.url);
  await dialog.getByLabel('User name').fill('alice');
  await button('Ask for the mail').click();
  await dialog.getByRole('heading', { name: 'The server has accepted the request' }).waitFor();
  await button('I have the mail').click();
  const { link, key } = server.mail();
  await type(dialog.getByLabel('Link from the mail'), link);
  await type(field('New password'), secrets.reset.value);
  await button('Set password and sign in').click();
  await app.count('6 people').waitFor();
  await expectGone(window, typed);
  expect(await signInStateOf(window)).toMatchObject({ phase: 'signed-in' });

  const canaries = [...typed, ...server.tickets(), key];
  expect(server.tickets().length).toBeGreaterThanOrEqual(2);
  await expectSaid(launched.app, canaries, [
    'session:signIn',
    'edits:create',
    'passwords:set',
    'passwords:change',
    'passwords:completeReset',
  ]);
  for (const url of server.urls) expect(findCanaries(Buffer.from(url), canaries, url)).toEqual([]);
  await expectCleanHeap(window, canaries);

  // A message that the log notes, and a crash, while everything is open.
  await callMain(window, 'session:signIn', { password: secrets.refused.value });
  await crashPage(launched);
  const searched = await expectClean(folders, canaries);
  // The write-ahead log is there to be searched, and the log has noted what it should.
  expect(searched.some((path) => path.endsWith('people.db-wal'))).toBe(true);
  const log = searched.find((path) => basename(path) === 'main.log') ?? '';
  expect(await readFile(log, 'utf8')).toContain('Refused input');
  await launched.close();
  await expectClean(folders, canaries);
  if (keyring !== null) await expectClean([keyring.folder], canaries);
  expect(findCanaries(Buffer.from(launched.logs.join('\n')), canaries, 'the output')).toEqual([]);
});
