import type { Locator } from 'playwright';
import { expect, it } from 'vitest';
import { type Canary, createCanary, findCanaries } from '../support/canaries.ts';
import { screensOf } from './support/screens.ts';
import {
  crashPage,
  expectClean,
  expectCleanHeap,
  expectGone,
  expectSaid,
  launchSearched,
  type,
} from './support/secret-search.ts';
import { startSecretServer } from './support/secret-server.ts';

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
