import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, it, onTestFinished } from 'vitest';
import type { DemoSettingsInput } from '../../main/demo/settings.ts';
import { readIfThere } from '../support/read-if-there.ts';
import { type ListeningDemoServer, startDemoServer } from '../support/demo-server.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';

async function startServer(settings: DemoSettingsInput): Promise<ListeningDemoServer> {
  const server = await startDemoServer(settings);
  onTestFinished(() => server.close());
  return server;
}

const admin = { userId: 'admin', password: 'admin' };
const mira = { userId: 'mira', password: 'mira' };
const company = { fixture: 'demo', people: 30 } as const;

/** Adds a server while another one is open. */
async function addServer(
  window: Page,
  server: { address: string; userId: string; password: string },
): Promise<void> {
  const app = screensOf(window);
  await app.switcher.click();
  await window.getByRole('menuitem', { name: 'Add a server…' }).click();
  await app.enter(server);
}

it('switches between two servers by their numbers, each with its own copy', async () => {
  const [first, second] = await Promise.all([startServer({}), startServer(company)]);
  const launched = await launchApp();
  const { window, userDataDir } = launched;
  const app = screensOf(window);
  await app.enter({ address: first.url, ...admin });
  await app.count('5 people').waitFor();
  await addServer(window, { address: second.url, ...mira });
  await app.count('30 people').waitFor();

  await window.keyboard.press('Control+1');
  await app.count('5 people').waitFor();
  await app.row(/^Alice Smith/).waitFor();
  await window.keyboard.press('Control+2');
  await app.count('30 people').waitFor();
  expect(await app.row(/^Alice Smith/).count()).toBe(0);
  // Switching back has needed no password, and no sign-in either.
  for (const { demo } of [first, second]) expect(demo.stats().byKind['POST tickets']).toBe(1);
  await launched.close();
  await Promise.all([first.close(), second.close()]);

  const later = await launchApp({ userDataDir });
  const offline = screensOf(later.window);
  await offline.count('30 people').waitFor();
  await later.window.keyboard.press('Control+1');
  await offline.count('5 people').waitFor();
  await later.window.getByRole('status').filter({ hasText: 'Offline' }).waitFor();
  await offline.row(/^Alice Smith/).click();
  await offline.person('Alice Smith').waitFor();
});

it('opens the copy after signing out, and refreshes it with the password', async () => {
  const server = await startServer(company);
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, ...mira });
  await app.count('30 people').waitFor();
  await app.signOut();

  const known = window.getByRole('region', { name: 'Your directories' });
  await known.getByRole('button', { name: new URL(server.url).host }).click();
  await app.count('30 people').waitFor();
  await app.password.fill('wrong');
  await app.signIn.click();
  await window.getByText(/password is wrong/).waitFor();
  await app.password.fill(mira.password);
  await app.signIn.click();
  await window.getByRole('status').filter({ hasText: 'Online' }).waitFor();
  expect(server.demo.stats().byKind['POST tickets']).toBe(3);
});

it('asks for a changed password once, and goes on with the new one', async () => {
  const server = await startServer({});
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, ...admin });
  await app.count('5 people').waitFor();
  // A restart of the server ends its tickets; the password is another one since then.
  server.demo.reset({ fixture: 'demo', people: 40 });
  await setPassword(server, 'changed');
  await app.refresh.click();
  await app.password.waitFor();
  const signIns = (): number => server.demo.stats().byKind['POST tickets'] ?? 0;
  expect(signIns()).toBe(1);
  await app.password.fill('changed');
  await app.signIn.click();
  await app.count('40 people').waitFor();
  expect(signIns()).toBe(2);
});

it('forgets a server with everything that it wrote about its people', async () => {
  const server = await startServer(company);
  const launched = await launchApp();
  const { window, userDataDir } = launched;
  const app = screensOf(window);
  await app.enter({ address: server.url, ...mira });
  await app.count('30 people').waitFor();
  await app.people.locator('img').first().waitFor();
  const emails = await emailsAt(server);
  expect(emails.length).toBeGreaterThan(15);
  expect(filesWith(userDataDir, emails)).not.toEqual([]);

  await app.switcher.click();
  await window.getByRole('menuitem', { name: 'Servers…' }).click();
  const { host } = new URL(server.url);
  await window.getByRole('button', { name: `Options of ${host}` }).click();
  await window.getByRole('menuitem', { name: 'Forget…' }).click();
  await window.getByRole('button', { name: 'Forget', exact: true }).click();
  await app.tryDemo.waitFor();
  await expect
    .poll(() => readdirSync(join(userDataDir, 'directories')), { timeout: 10_000 })
    .toEqual([]);
  await launched.close();
  expect(filesWith(userDataDir, [...emails, host])).toEqual([]);
});

async function callServer(
  server: ListeningDemoServer,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = { Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` };
  const url = `${server.baseUrl}/api/-default-/public/alfresco/versions/1/${path}`;
  const answer = await fetch(url, { ...init, headers });
  expect(answer.status).toBe(200);
  return answer;
}

async function setPassword(server: ListeningDemoServer, password: string): Promise<void> {
  await callServer(server, 'people/admin', { method: 'PUT', body: JSON.stringify({ password }) });
}

async function emailsAt(server: ListeningDemoServer): Promise<string[]> {
  const answer = await callServer(server, 'people?maxItems=100');
  const { list } = (await answer.json()) as { list: { entries: { entry: { email?: string } }[] } };
  return list.entries.flatMap(({ entry }) => entry.email ?? []);
}

/** The files below a folder that hold one of the texts, in either way of writing them. */
function filesWith(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readIfThere(file);
      if (bytes === null) return false;
      return texts.some((text) => bytes.includes(text) || bytes.includes(text, 0, 'utf16le'));
    });
}
