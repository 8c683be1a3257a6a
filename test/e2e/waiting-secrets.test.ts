import type { Locator, Page } from 'playwright';
import { expect, inject, it } from 'vitest';
import { createCanary } from '../support/canaries.ts';
import { startKeyring } from '../support/keyring.ts';
import { callMain } from './support/bridge-calls.ts';
import { screensOf } from './support/screens.ts';
import { expectClean, expectGone, launchSearched, type } from './support/secret-search.ts';
import { startSecretServer } from './support/secret-server.ts';

const secrets = {
  signIn: createCanary('the password typed to sign in'),
  set: createCanary('a password that waits for the server'),
  refused: createCanary('the password of a new person whose name was taken'),
  second: createCanary('the password under another name'),
};
const canaries = Object.values(secrets);

const button = (window: Page, name: string): Locator =>
  window.getByRole('button', { name, exact: true });

/** The accounts under which the passwords of what waits are in the keychain. */
async function accountsOf(window: Page): Promise<string[]> {
  const answer = (await callMain(window, 'outbox:list', null)) as {
    readonly value: readonly { readonly id: string }[];
  };
  return answer.value.map(({ id }) => `change ${id}@changes.invalid`);
}

// The Secret Service is Linux's; elsewhere the keychain would be the developer's own.
it.runIf(process.platform === 'linux')(
  'keeps passwords for others in the keychain alone, over the end of the app, until the server has them',
  async () => {
    const server = await startSecretServer(secrets.signIn.value);
    const keyring = await startKeyring(inject('launchable').user);
    const first = await launchSearched({ env: keyring.env });
    const { window, userDataDir } = first.launched;
    const app = screensOf(window);
    await app.enter({ address: server.url, userId: 'admin', password: secrets.signIn.value });
    await app.count('5 people').waitFor();
    await server.leave();
    await app.refresh.click();
    await app.count('Offline').waitFor({ timeout: 30_000 });

    await app.openPerson('Alice Smith');
    await button(window, 'Set password').click();
    const dialog = window.getByRole('dialog');
    await type(dialog.getByLabel('New password'), secrets.set.value);
    await dialog.getByRole('button', { name: 'Set password' }).click();
    await dialog.getByText(/waits in the keychain/).waitFor();
    await button(window, 'Done').click();
    await expectGone(window, canaries);
    await create(window, 'latecomer', secrets.refused.value);
    await app.waitingChanges(2).waitFor();
    await expectGone(window, canaries);
    const accounts = await accountsOf(window);
    expect(accounts).toHaveLength(2);
    for (const account of accounts) expect(await keyring.holds(account)).toBe(true);
    await first.launched.close();
    await expectClean([...first.folders, keyring.folder], canaries);

    // Somebody else has taken the name when the server is back.
    await server.createPerson('latecomer', secrets.signIn.value);
    await server.comeBack();
    const second = await launchSearched({ userDataDir, env: keyring.env });
    const later = second.launched.window;
    await screensOf(later).waitingChanges(1).click();
    await later.getByText('Somebody else has this user name').waitFor();
    expect(await server.statusOf('alice', secrets.set.value)).toBe(201);
    await button(later, 'Edit again').click();
    await fillIn(later, 'newcomer', secrets.second.value);
    await expectGone(later, canaries);
    await expect.poll(() => server.statusOf('newcomer', secrets.second.value)).toBe(201);
    await expect.poll(() => accountsOf(later)).toEqual([]);
    for (const account of accounts) expect(await keyring.holds(account)).toBe(false);

    await expectClean([...first.folders, ...second.folders, keyring.folder], canaries);
    await second.launched.close();
    await expectClean([...first.folders, ...second.folders, keyring.folder], canaries);
  },
);

async function create(window: Page, id: string, password: string): Promise<void> {
  await button(window, 'New person').click();
  const dialog = window.getByRole('dialog', { name: 'New person' });
  await dialog.getByLabel('First name').fill('Nora');
  await dialog.getByLabel('E-mail').fill('nora@example.com');
  await fillIn(window, id, password);
}

/** Fills in what no attempt keeps, and creates the person. */
async function fillIn(window: Page, id: string, password: string): Promise<void> {
  const dialog = window.getByRole('dialog', { name: 'New person' });
  await dialog.getByLabel('User name').fill(id);
  await type(dialog.getByLabel('Password', { exact: true }), password);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}
