import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import type { AlfrescoClient } from '../../main/services/ports/alfresco.ts';
import { listPeople } from '../support/page-answers.ts';
import {
  admin,
  becomesOffline,
  becomesOnline,
  startAbsentServer,
} from './support/absent-server.ts';
import { callMain } from './support/bridge-calls.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';

async function edit(window: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await window.getByRole('button', { name: 'Edit', exact: true }).click();
  for (const [label, value] of Object.entries(values)) {
    await window.getByRole('textbox', { name: label, exact: true }).fill(value);
  }
  await window.getByRole('button', { name: 'Save', exact: true }).click();
  await window
    .getByRole('status', { name: 'Editing' })
    .getByText(/^Saved/)
    .waitFor();
}

/** Moves the focus as people without a mouse do, until it is where they want it. */
async function tabTo(window: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    await window.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('The keyboard does not reach it');
}

it('keeps an edit made offline over the end of the app, and saves it when the server is back', async () => {
  const server = await startAbsentServer();
  const first = await launchApp();
  await screensOf(first.window).enter({ address: server.url, ...admin });
  await screensOf(first.window).count('5 people').waitFor();
  await becomesOffline(first.window, server);
  await screensOf(first.window).openPerson('Ben Carson');
  await edit(first.window, { 'Job title': 'Surgeon' });
  await screensOf(first.window).waitingChanges(1).waitFor();
  await first.close();

  const { window } = await launchApp({ userDataDir: first.userDataDir });
  const app = screensOf(window);
  await screensOf(window).waitingChanges(1).waitFor();
  await app.row(/^Ben Carson, Surgeon.*Waiting to be sent$/).waitFor();
  expect((await server.elsewhere.people.get('ben')).jobTitle).toBeNull();

  await becomesOnline(window, server);
  await app.password.fill('admin');
  await app.signIn.click();
  await screensOf(window).waitingChanges(0).waitFor({ timeout: 60_000 });
  expect((await server.elsewhere.people.get('ben')).jobTitle).toBe('Surgeon');
  await app.row(/^Ben Carson, Surgeon(?!.*Waiting)/).waitFor();
});

it('leaves a conflict to the user, who decides it by the keyboard alone', async () => {
  const server = await startAbsentServer();
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, ...admin });
  await app.count('5 people').waitFor();
  await becomesOffline(window, server);
  await screensOf(window).openPerson('Ben Carson');
  await edit(window, { 'Job title': 'Surgeon', Location: 'Rome' });
  await server.elsewhere.people.update('ben', { jobTitle: 'Nurse' });
  await becomesOnline(window, server);
  await app.row(/^Ben Carson.*Conflict to decide$/).waitFor({ timeout: 60_000 });

  await app.search.focus();
  await tabTo(window, screensOf(window).waitingChanges(1));
  await window.keyboard.press('Enter');
  await window.getByRole('form', { name: 'Conflict of Ben Carson' }).waitFor();
  await tabTo(window, window.getByRole('radio', { name: 'Mine: Surgeon' }));
  await window.keyboard.press('ArrowRight');
  await expect
    .poll(() => window.getByRole('radio', { name: 'Theirs: Nurse' }).isChecked())
    .toBe(true);
  await tabTo(window, window.getByRole('button', { name: 'Apply' }));
  await window.keyboard.press('Enter');
  await window.getByText('Everything is at the server').waitFor({ timeout: 60_000 });
  expect(await server.elsewhere.people.get('ben')).toMatchObject({
    jobTitle: 'Nurse',
    location: 'Rome',
  });
});

it('says which fields the directory service keeps, and locks them from then on', async () => {
  const server = await startAbsentServer({ fixture: 'demo', people: 150 });
  const managed = await findManaged(server.elsewhere.people);
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, ...admin });
  await app.count('150 people').waitFor();
  await screensOf(window).openPerson(managed.displayName);
  await edit(window, { 'Last name': 'Changed', 'Job title': 'Pilot' });
  await window.getByText('The server has taken the change, and left some fields').waitFor();
  expect(await server.elsewhere.people.get(managed.id)).toMatchObject({
    lastName: managed.lastName,
    jobTitle: 'Pilot',
  });
  await window.getByRole('button', { name: 'Discard change' }).click();
  await screensOf(window).waitingChanges(0).waitFor();
  await window.getByRole('button', { name: 'Edit', exact: true }).click();
  const lastName = window.getByRole('textbox', { name: 'Last name', exact: true });
  expect(await lastName.getAttribute('readonly')).not.toBeNull();
  expect(await lastName.inputValue()).toBe(managed.lastName);
});

it('lets ordinary users edit themselves, and says why nobody else', async () => {
  const server = await startAbsentServer();
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, userId: 'alice', password: 'password' });
  await app.count('5 people').waitFor();
  await screensOf(window).openPerson('Ben Carson');
  const button = window.getByRole('button', { name: 'Edit', exact: true });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await app.search.fill('Alice Smith');
  await app.row(/^Alice Smith/).click();
  await app.person('Alice Smith').waitFor();
  await edit(window, { 'Job title': 'Cook' });
  await screensOf(window).waitingChanges(0).waitFor();
  await expect.poll(async () => (await server.elsewhere.people.get('alice')).jobTitle).toBe('Cook');
});

it('creates a person once, where the answer of the server is lost', async () => {
  const server = await startAbsentServer({
    faults: [{ method: 'POST', path: '/people$', kind: 'truncated', times: 1 }],
  });
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, ...admin });
  await app.count('5 people').waitFor();
  await window.getByRole('button', { name: 'New person' }).first().click();
  const dialog = window.getByRole('dialog', { name: 'New person' });
  const fields = {
    'User name': 'grace',
    'First name': 'Grace',
    'Last name': 'Hopper',
    'E-mail': 'grace@example.com',
  };
  for (const [label, value] of Object.entries(fields)) {
    await dialog.getByRole('textbox', { name: label, exact: true }).fill(value);
  }
  await dialog.getByLabel('Password', { exact: true }).fill('Cobol-1959-compiler');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await app.count('6 people').waitFor();
  await expect.poll(() => screensOf(window).waitingChanges(0).count(), { timeout: 60_000 }).toBe(1);
  expect(await server.elsewhere.people.get('grace')).toMatchObject({ email: 'grace@example.com' });
  await app.row(/^Grace Hopper(?!.*(?:Waiting|Refused))/).waitFor();
  await server.elsewhere.tickets.create({ userId: 'grace', password: 'Cobol-1959-compiler' });
});

it('hands an address to another program after a yes, and nothing else at all', async () => {
  const { app, window } = await launchApp();
  await screensOf(window).tryDemo.click();
  await screensOf(window).count('500 people').waitFor();
  await app.evaluate(({ dialog, shell }) => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'seenLinks', seen);
    Reflect.set(globalThis, 'nextAnswer', 1);
    Reflect.set(dialog, 'showMessageBox', (...args: unknown[]) => {
      seen.push(`asked ${String(Reflect.get(Object(args.at(-1)), 'detail'))}`);
      return Promise.resolve({ response: Number(Reflect.get(globalThis, 'nextAnswer')) });
    });
    Reflect.set(shell, 'openExternal', (url: string) => {
      seen.push(`opened ${url}`);
      return Promise.resolve();
    });
  });
  const hostile = [
    'file:///etc/passwd',
    '\\\\evil.example\\share',
    'ms-msdt:/id',
    'javascript:alert(1)',
  ];
  for (const value of [
    ...hostile,
    'a@example.com?bcc=eve@evil.example',
    'a@exаmple.com',
    '*#06#',
  ]) {
    for (const kind of ['mailto', 'tel']) {
      const answer = await callMain(window, 'links:open', { kind, value });
      expect(answer).toMatchObject({ ok: false, error: { code: 'invalid' } });
    }
  }
  const link = { kind: 'mailto', value: 'a@example.com' };
  await callMain(window, 'links:open', link);
  await app.evaluate(() => Reflect.set(globalThis, 'nextAnswer', 0));
  await callMain(window, 'links:open', link);
  expect(await app.evaluate(() => Reflect.get(globalThis, 'seenLinks') as string[])).toEqual([
    'asked a@example.com',
    'asked a@example.com',
    'opened mailto:a@example.com',
  ]);
});

async function findManaged(people: AlfrescoClient['people']) {
  const { people: everybody } = await listPeople(
    { people },
    { maxItems: 200, include: ['capabilities'] },
  );
  const managed = everybody.find(
    ({ capabilities, enabled }) =>
      enabled && capabilities?.isMutable === false && !capabilities.isGuest,
  );
  if (managed === undefined) throw new Error('The company has people of a directory service');
  return managed;
}
