import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { DemoSettingsInput } from '../../main/demo/settings.ts';
import { type ListeningDemoServer, startDemoServer } from '../support/demo-server.ts';
import { readIfThere } from '../support/read-if-there.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';

async function startServer(settings: DemoSettingsInput = {}): Promise<ListeningDemoServer> {
  const server = await startDemoServer(settings);
  onTestFinished(() => server.close());
  return server;
}

it('shows the demo directory, finds a person, opens them and signs out', async () => {
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.tryDemo.click();
  await app.count('500 people').waitFor();
  expect(await app.people.getAttribute('aria-rowcount')).toBe('500');
  expect(await app.people.getByRole('row').count()).toBeLessThan(60);

  await app.search.fill('administrator');
  await app.count(/^[1-9]\d* of 500 people$/).waitFor();
  const first = app.people.getByRole('row').first();
  await first.click();
  const heading = window.getByRole('region').getByRole('heading', { level: 2 });
  await heading.waitFor();

  await app.search.fill('no such person anywhere');
  await app.count('0 of 500 people').waitFor();
  await app.signOut();
  await app.tryDemo.waitFor();
  expect(await app.people.count()).toBe(0);
});

it('loads photos by app:// and paints them', async () => {
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.tryDemo.click();
  await app.count('500 people').waitFor();
  const photo = app.people.locator('img').first();
  await photo.waitFor();
  expect(await photo.getAttribute('src')).toMatch(/^app:\/\/rollcall\/avatar\/[0-9a-f]{32}\?v=/);
  await expect
    .poll(() => photo.evaluate((element) => (element as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
});

it('signs in to a server over HTTP, as typed, and forgets the password', async () => {
  const server = await startServer();
  const { window, userDataDir } = await launchApp();
  const app = screensOf(window);
  await app.enter({
    address: `${new URL(server.url).host}/share/page/`,
    userId: 'admin',
    password: 'admin',
  });
  await app.count('5 people').waitFor();
  expect(await app.password.count()).toBe(0);
  await app.row(/^Alice Smith/).click();
  await app.person('Alice Smith').getByText('Magical sandwich').waitFor();

  await app.search.fill('MAGICAL');
  await app.count('1 of 5 people').waitFor();
  await app.search.fill('');
  await app.refresh.click();
  await app.count('5 people').waitFor();
  await app.signOut();
  await app.address.waitFor();
  expect(server.demo.stats().mostOpen).toBeLessThanOrEqual(4);
  const files = readdirSync(userDataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readIfThere(join(entry.parentPath, entry.name)))
    .filter((bytes) => bytes !== null);
  expect(files.length).toBeGreaterThan(0);
  expect(files.some((bytes) => bytes.includes('TICKET_'))).toBe(false);
});

it('says in words that the password is wrong, and lets one try again', async () => {
  const server = await startServer();
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, userId: 'alice', password: 'wrong' });
  await window
    .getByRole('alert')
    .filter({ hasText: /password is wrong/i })
    .waitFor();
  await app.password.fill('password');
  await app.signIn.click();
  await app.count('5 people').waitFor();
});

it('says that nobody answers when the server is down', async () => {
  const server = await startServer();
  await server.close();
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, userId: 'admin', password: 'admin' });
  await window.getByRole('alert').waitFor();
  expect(await window.getByRole('alert').textContent()).toMatch(/running|answer|reach/i);
  expect(await app.address.inputValue()).toBe(server.url);
});

it('keeps the list when the server goes away, and says so', async () => {
  const server = await startServer();
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, userId: 'admin', password: 'admin' });
  await app.count('5 people').waitFor();
  await window.getByRole('status').filter({ hasText: 'Online' }).waitFor();
  await server.close();
  await app.refresh.click();
  await window.getByRole('status').filter({ hasText: 'Offline' }).waitFor();
  await window.getByRole('button', { name: 'Try now' }).waitFor();
  expect(await app.row(/^Alice Smith/).count()).toBe(1);
});

it('is used by keyboard alone', async () => {
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.tryDemo.focus();
  await window.keyboard.press('Enter');
  await app.count('500 people').waitFor();
  await window.keyboard.press('/');
  await expect.poll(() => app.search.evaluate((element) => element.matches(':focus'))).toBe(true);
  await window.keyboard.type('a');
  await app.count(/of 500 people/).waitFor();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Enter');
  const panel = window.getByRole('region').getByRole('heading', { level: 2 });
  await panel.waitFor();
  await window.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});
