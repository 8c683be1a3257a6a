import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Locator } from 'playwright';
import { expect, inject, it } from 'vitest';
import { type Canary, createCanary, findCanaries } from '../support/canaries.ts';
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

it('forgets what was typed and given up, made by chance, or asked for once more', async () => {
  const secrets = {
    signIn: createCanary('the password typed to sign in'),
    wrong: createCanary('a wrong password'),
    changed: createCanary('the password after a change elsewhere'),
    givenUp: createCanary('the password of a new person who was given up'),
    cancelled: createCanary('a password that was not set'),
    unsent: createCanary('a password on the screen while the page crashes'),
  };
  const typed = Object.values(secrets);
  const server = await startSecretServer(secrets.signIn.value);
  const { launched, folders } = await launchSearched({});
  const { window } = launched;
  const app = screensOf(window);
  const dialog = window.getByRole('dialog');
  const button = (name: string): Locator => window.getByRole('button', { name, exact: true });
  const inDialog = (name: string): Locator => dialog.getByRole('button', { name, exact: true });
  await app.address.fill(server.url);
  await app.userName.fill('admin');
  await type(app.password, secrets.signIn.value);
  await app.signIn.click();
  await app.count('5 people').waitFor();

  // Typed, and not sent.
  await button('New person').click();
  await type(dialog.getByLabel('Password', { exact: true }), secrets.givenUp.value);
  await window.keyboard.press('Escape');
  await inDialog('Discard').click();
  await dialog.first().waitFor({ state: 'detached' });
  await expectGone(window, typed);
  await app.openPerson('Alice Smith');
  await button('Set password').click();
  await type(dialog.getByLabel('New password'), secrets.cancelled.value);
  await inDialog('Cancel').click();
  await expectGone(window, typed);

  // Made by chance: shown, copied and set.
  await button('Set password').click();
  await inDialog('Generate').click();
  const value = await dialog.getByLabel('New password').inputValue();
  const all: Canary[] = [...typed, { name: 'a password made by chance', value }];
  await inDialog('Copy password').click();
  await dialog.getByText('Copied').waitFor();
  await inDialog('Set password').click();
  await button('Done').click();
  await expectGone(window, all);
  expect(await server.statusOf('alice', value)).toBe(201);

  // Asked for once more, since it was changed elsewhere; and for another address.
  await server.changePassword(secrets.signIn.value, secrets.changed.value);
  await server.endTickets();
  await app.refresh.click();
  await type(app.password, secrets.wrong.value);
  await app.signIn.click();
  await window.getByRole('alert').first().waitFor();
  await app.password.fill('');
  await type(app.password, secrets.changed.value);
  await app.signIn.click();
  await app.password.waitFor({ state: 'detached' });
  await expectGone(window, all);
  await app.switcher.click();
  await window.getByRole('menuitem', { name: 'Servers…' }).click();
  await button(`Options of ${new URL(server.url).host}`).click();
  await window.getByRole('menuitem', { name: 'Change address…' }).click();
  const move = window.getByRole('dialog', { name: /^Change address/ });
  await move.getByLabel('Server address').fill(server.url.replace('127.0.0.1', 'localhost'));
  await type(move.getByLabel('Password', { exact: true }), secrets.changed.value);
  await move.getByRole('button', { name: 'Change address' }).click();
  await move.waitFor({ state: 'detached' });
  await expectGone(window, all);
  await inDialog('Close').click();

  const canaries = [...all, ...server.tickets()];
  await expectSaid(launched.app, canaries, [
    'session:signIn',
    'session:signInAgain',
    'passwords:set',
    'people:copyText',
    'profiles:move',
  ]);
  await expectCleanHeap(window, canaries);

  // What is on the screen when the page crashes is in no draft.
  await button('New person').click();
  await type(dialog.getByLabel('Password', { exact: true }), secrets.unsent.value);
  await crashPage(launched);
  await expectClean(folders, canaries);
  await launched.close();
  await expectClean(folders, canaries);
  expect(findCanaries(Buffer.from(launched.logs.join('\n')), canaries, 'the output')).toEqual([]);
});
