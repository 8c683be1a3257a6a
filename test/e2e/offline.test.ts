import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { DemoSettingsInput } from '../../main/demo/settings.ts';
import { listen } from '../../scripts/demo-server/listen.ts';
import { createTestDemo, type ListeningDemoServer } from '../support/demo-server.ts';
import { statIfThere } from '../support/read-if-there.ts';
import { launchApp } from './support/launch-app.ts';
import { screensOf } from './support/screens.ts';

/** A demo server on a port of our choice, so that another one can take its place. */
async function startServer(settings: DemoSettingsInput, port = 0): Promise<ListeningDemoServer> {
  const demo = createTestDemo(settings);
  const listening = await listen({ port, fetch: (request) => demo.fetch(request) });
  onTestFinished(() => listening.close());
  return { ...listening, demo, baseUrl: `${listening.url}/alfresco` };
}

const admin = { userId: 'admin', password: 'admin' };

it('holds 10,000 people, from the first to the last', async () => {
  const server = await startServer({ fixture: 'demo', people: 10_000 });
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, ...admin });
  await app.count('10,000 people').waitFor();
  await app.people.focus();
  await window.keyboard.press('End');
  await expect
    .poll(() => app.people.getByRole('row').last().getAttribute('aria-rowindex'))
    .toMatch(/^1000[01]$/);
  expect(await app.people.getByRole('row').count()).toBeLessThan(100);
  await window.keyboard.press('Home');
  await app.search.fill('title:engineer');
  await app.count(/^[\d,]+ of 10,000 people$/).waitFor();
  // As few rows as the real server's SQL would have to scan: large pages, few of them.
  const { requests, rowsScanned, mostOpen } = server.demo.stats();
  expect(mostOpen).toBeLessThanOrEqual(4);
  expect(rowsScanned).toBeLessThan(10_000 * 8);
  expect(requests).toBeLessThan(200);
});

it('opens on the cached list when the server is away, photos and search included', async () => {
  const server = await startServer({ fixture: 'demo', people: 300 });
  const first = await launchApp();
  const before = screensOf(first.window);
  await before.enter({ address: server.url, ...admin });
  await before.count('300 people').waitFor();
  await before.people.locator('img').first().waitFor();
  await expect
    .poll(() => cachedPhotos(first.userDataDir).length, { timeout: 10_000 })
    .toBeGreaterThan(0);
  await first.close();
  await server.close();

  const { window } = await launchApp({ userDataDir: first.userDataDir });
  const app = screensOf(window);
  await app.count('300 people').waitFor();
  await window.getByRole('status').filter({ hasText: 'Offline' }).waitFor();
  await window.getByText(/^Updated /).waitFor();
  const photo = app.people.locator('img').first();
  await expect
    .poll(() => photo.evaluate((element) => (element as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  await app.search.fill('engineer');
  await app.count(/ of 300 people$/).waitFor();
  await app.people.getByRole('row').first().click();
  // Beside the question for the password, which this run does not know.
  const headings = window.getByRole('region').getByRole('heading', { level: 2 });
  await headings.filter({ hasNotText: 'Sign in again' }).waitFor();
});

it('wants a new sign-in after a restart, in place, with the list open', async () => {
  const server = await startServer({ fixture: 'cases' });
  const first = await launchApp();
  const before = screensOf(first.window);
  await before.enter({ address: server.url, ...admin });
  await before.count('5 people').waitFor();
  await first.close();

  const { window } = await launchApp({ userDataDir: first.userDataDir });
  const app = screensOf(window);
  await app.count('5 people').waitFor();
  await app.password.fill('admin');
  await app.signIn.click();
  await window.getByRole('status').filter({ hasText: 'Online' }).waitFor();
  expect(await app.row(/^Alice Smith/).count()).toBe(1);
});

it('survives a server that dies in the middle of a refresh, and completes when it is back', async () => {
  // Some forty pages, four at a time: far from done when the first people are in sight.
  const slow = { fixture: 'demo', people: 40_000, latencyMs: 1000 } as const;
  const server = await startServer(slow);
  const { window } = await launchApp();
  const app = screensOf(window);
  await app.enter({ address: server.url, ...admin });
  await window.getByRole('progressbar', { name: 'Refreshing people' }).waitFor();
  await app.people.getByRole('row').first().waitFor();
  await server.close();
  await window.getByRole('status').filter({ hasText: 'Offline' }).waitFor({ timeout: 60_000 });
  // What had arrived stays on the screen.
  expect(await app.people.getByRole('row').count()).toBeGreaterThan(3);

  await startServer({ ...slow, latencyMs: 0 }, server.port);
  // The new server knows nothing of the ticket: the password of this run brings another one. It may
  // have tried by itself before anybody can click.
  const retry = window.getByRole('button', { name: 'Try now' });
  await retry.click({ timeout: 5_000 }).catch(() => undefined);
  await app.count('40,000 people').waitFor({ timeout: 60_000 });
  await window.getByRole('status').filter({ hasText: 'Online' }).waitFor();
});

it('sets a corrupt copy aside, says so, and fetches it again', async () => {
  const server = await startServer({ fixture: 'cases' });
  const first = await launchApp();
  const before = screensOf(first.window);
  await before.enter({ address: server.url, ...admin });
  await before.count('5 people').waitFor();
  await first.close();
  const [file = ''] = filesIn(first.userDataDir, /people\.db$/);
  writeFileSync(file, readFileSync(file).fill(0x5a, 0, 512));

  const { window } = await launchApp({ userDataDir: first.userDataDir });
  const app = screensOf(window);
  await window.getByText(/copy on this computer could not be used/).waitFor();
  await app.password.fill('admin');
  await app.signIn.click();
  await app.count('5 people').waitFor();
  expect(filesIn(first.userDataDir, /people\.db\.unusable-\d+$/)).toHaveLength(1);
});

it('keeps its files to the user alone', async () => {
  const { window, userDataDir } = await launchApp();
  const app = screensOf(window);
  await app.tryDemo.click();
  await app.count('500 people').waitFor();
  const files = filesIn(join(userDataDir, 'directories'), /./);
  expect(files.length).toBeGreaterThan(1);
  if (process.platform === 'win32') return;
  // A photo that is being written is renamed in between.
  for (const file of files) expect((statIfThere(file)?.mode ?? 0) & 0o077, file).toBe(0);
});

function cachedPhotos(userDataDir: string): string[] {
  return filesIn(userDataDir, /photos[/\\][0-9a-f]{32}\.png$/);
}

function filesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => pattern.test(path));
}
