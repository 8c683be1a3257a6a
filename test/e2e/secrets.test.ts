import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, inject, it, onTestFinished } from 'vitest';
import { giveTo } from '../../scripts/launch/app-user.ts';
import type { LaunchedApp } from '../../scripts/launch/launch-app.ts';
import { listen } from '../../scripts/demo-server/listen.ts';
import { type Canary, createCanary, findCanaries, findCanariesIn } from '../support/canaries.ts';
import { createTestDemo } from '../support/demo-server.ts';
import { startKeyring } from '../support/keyring.ts';
import { callMain, signInStateOf } from './support/bridge-calls.ts';
import { takeHeapSnapshot } from './support/heap-snapshot.ts';
import { launchApp } from './support/launch-app.ts';
import { recordedIpc, recordIpc } from './support/recorded-ipc.ts';
import { screensOf } from './support/screens.ts';

const secrets = {
  wrong: createCanary('a wrong password'),
  signIn: createCanary('the password typed to sign in'),
  set: createCanary('a password set for somebody'),
  changed: createCanary('the password after a change'),
  reset: createCanary('the password after a reset'),
  created: createCanary('the password of a new person'),
  queued: createCanary('the password of a new person who waits for the server'),
  refused: createCanary('a password in a message that is refused'),
};
/** The only calls that may carry a secret, to main and never back. */
const carriers = [
  'session:signIn',
  'edits:create',
  'passwords:set',
  'passwords:change',
  'passwords:completeReset',
];

/** A server whose administrator has a canary for a password; it keeps what requests show of it. */
async function startServer(): Promise<{
  readonly url: string;
  readonly urls: readonly string[];
  /** The tickets presented. */
  tickets(): readonly Canary[];
  /** The link of the last mail, as a user pastes it. */
  mail(): { readonly link: string; readonly key: Canary };
  /** Nobody answers at its port until it comes back. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
}> {
  const demo = createTestDemo();
  const urls: string[] = [];
  const tickets = new Set<string>();
  const answer = {
    fetch(request: Request) {
      urls.push(request.url);
      const [, basic = ''] = (request.headers.get('authorization') ?? '').split('Basic ');
      const [ticket = ''] = Buffer.from(basic, 'base64').toString().split('ROLE_TICKET:').slice(-1);
      if (ticket.startsWith('TICKET_')) tickets.add(ticket);
      return demo.fetch(request);
    },
  };
  let server = await listen({ port: 0, ...answer });
  const { url, port } = server;
  onTestFinished(() => server.close());
  const changed = await fetch(
    `${url}/alfresco/api/-default-/public/alfresco/versions/1/people/admin`,
    {
      method: 'PUT',
      headers: {
        Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ oldPassword: 'admin', password: secrets.signIn.value }),
    },
  );
  expect(changed.status).toBe(200);
  return {
    url,
    urls,
    tickets: () => [...tickets].map((value, index) => ({ name: `ticket ${index}`, value })),
    mail() {
      const mail = demo.mails().findLast(({ kind }) => kind === 'request');
      if (mail === undefined) throw new Error('No mail was sent.');
      const query = new URLSearchParams({ key: mail.key, id: mail.id }).toString();
      return {
        link: `${url}/share/page/reset-password?${query}`,
        key: { name: 'the key of a mail', value: mail.key },
      };
    },
    leave: () => server.close(),
    async comeBack() {
      server = await listen({ port, ...answer });
    },
  };
}

/** Launches with a folder of its own for temporary files, to be searched like the home folder. */
async function launch(env: Readonly<Record<string, string>>): Promise<{
  readonly launched: LaunchedApp;
  readonly folders: readonly string[];
}> {
  const { workDir, user } = inject('launchable');
  const temporary = await mkdtemp(join(workDir, 'tmp-'));
  await giveTo(user, temporary);
  const launched = await launchApp({ env: { ...env, TMPDIR: temporary } });
  expect(basename(launched.userDataDir)).toBe('user-data');
  return { launched, folders: [dirname(launched.userDataDir), temporary] };
}

/** As from a keyboard: no code of the test's brings the text into the page. */
async function type(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.page().keyboard.insertText(text);
}

/** All that can be read in the page, typed text included. */
function readPage(window: Page): Promise<string> {
  return window.evaluate(() => {
    const typed = Array.from(document.querySelectorAll('input, textarea'), (field) =>
      String(Reflect.get(field, 'value')),
    );
    return [location.href, document.documentElement.outerHTML, ...typed].join('\n');
  });
}

/** The typed secret leaves the page as soon as it has done its work. */
async function expectGone(window: Page): Promise<void> {
  const all = Object.values(secrets);
  await expect
    .poll(async () => findCanaries(Buffer.from(await readPage(window)), all, 'the page'), {
      timeout: 1_000,
    })
    .toEqual([]);
}

it('leaves no secret on disk, in the page, in its memory or in an address', async () => {
  const server = await startServer();
  const isLinux = process.platform === 'linux';
  const keyring = isLinux ? await startKeyring(inject('launchable').user) : null;
  const { launched, folders } = await launch(keyring?.env ?? {});
  const { window } = launched;
  const app = screensOf(window);
  const button = (name: string): Locator => window.getByRole('button', { name, exact: true });
  const field = (name: string): Locator => window.getByLabel(name, { exact: true });
  await recordIpc(launched.app);

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
  await expectGone(window);

  // Setting somebody's password, and changing one's own.
  await app.row(/^Alice Smith/).click();
  await button('Set password').click();
  await type(field('New password'), secrets.set.value);
  await window.getByRole('dialog').getByRole('button', { name: 'Set password' }).click();
  await button('Done').click();
  await expectGone(window);
  await app.row(/^Administrator/).click();
  await button('Change password').click();
  await type(field('Old password'), secrets.signIn.value);
  await type(field('New password'), secrets.changed.value);
  await window.getByRole('dialog').getByRole('button', { name: 'Change password' }).click();
  await button('Done').click();
  await expectGone(window);
  const place = keyring === null ? 'this-run' : 'keychain';
  await expect.poll(() => signInStateOf(window)).toMatchObject({ passwordIn: place });

  // New people: at once, and kept until the server is back, which takes a keychain.
  async function create(id: string, password: Canary): Promise<void> {
    await button('New person').click();
    const dialog = window.getByRole('dialog');
    await dialog.getByLabel('User name').fill(id);
    await dialog.getByLabel('First name').fill(id);
    await dialog.getByLabel('E-mail').fill(`${id}@example.com`);
    await type(dialog.getByLabel('Password', { exact: true }), password.value);
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await expectGone(window);
  }
  await create('newcomer', secrets.created);
  await button('Waiting changes: 0').waitFor();
  if (keyring !== null) {
    await server.leave();
    await app.refresh.click();
    await app.count('Offline').waitFor({ timeout: 30_000 });
    await create('latecomer', secrets.queued);
    await button('Waiting changes: 1').waitFor();
    await expectClean(folders, Object.values(secrets), createCanary('planted'));
    await server.comeBack();
    await button('Try now')
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    await button('Waiting changes: 0').waitFor({ timeout: 60_000 });
  }

  // A new password by mail, without a sign-in.
  await app.signOut();
  await button('Forgot password?').click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('Server address').fill(server.url);
  await dialog.getByLabel('User name').fill('alice');
  await button('Ask for the mail').click();
  await button('I have the mail').click();
  const { link, key } = server.mail();
  await type(dialog.getByLabel('Link from the mail'), link);
  await type(field('New password'), secrets.reset.value);
  await button('Set password and sign in').click();
  await app.count(keyring === null ? '6 people' : '7 people').waitFor();
  await expectGone(window);
  expect(await signInStateOf(window)).toMatchObject({ phase: 'signed-in' });

  const canaries = [...Object.values(secrets), ...server.tickets(), key];
  expect(server.tickets().length).toBeGreaterThanOrEqual(2);

  // What went between window and main: secrets on their way to main, and nowhere else.
  const messages = await recordedIpc(launched.app);
  const revealing = messages.filter(
    ({ text }) => findCanaries(Buffer.from(text), canaries, '').length > 0,
  );
  expect(new Set(revealing.map(({ channel }) => channel))).toEqual(new Set(carriers));
  expect(new Set(revealing.map(({ direction }) => direction))).toEqual(new Set(['to main']));
  for (const url of server.urls) expect(findCanaries(Buffer.from(url), canaries, url)).toEqual([]);

  // The memory of the page, with one canary planted, to see that it can be found there.
  const planted = createCanary('planted');
  await window.evaluate((value) => Reflect.set(globalThis, 'planted', { value }), planted.value);
  const heap = await takeHeapSnapshot(window);
  expect(findCanaries(heap, [...canaries, planted], 'the heap')).toEqual([
    { canary: 'planted', spelling: 'raw', place: 'the heap' },
  ]);

  // A message that the log notes, and a crash, while everything is open.
  await callMain(window, 'session:signIn', { password: secrets.refused.value });
  const crashed = window.waitForEvent('crash');
  await launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await crashed;
  const searched = await expectClean(folders, canaries, planted);
  // The write-ahead log is there to be searched, and the log has noted what it should.
  expect(searched.some((path) => path.endsWith('people.db-wal'))).toBe(true);
  const log = searched.find((path) => basename(path) === 'main.log') ?? '';
  expect(await readFile(log, 'utf8')).toContain('Refused input');
  await launched.close();
  await expectClean(folders, canaries, planted);
  if (keyring !== null) await expectClean([keyring.folder], canaries, planted);
  expect(findCanaries(Buffer.from(launched.logs.join('\n')), canaries, 'the output')).toEqual([]);
});

/** Searches folders; answers their files, and makes sure each time that a canary in them would have been found. */
async function expectClean(
  folders: readonly string[],
  canaries: readonly Canary[],
  planted: Canary,
): Promise<readonly string[]> {
  const searched: string[] = [];
  for (const folder of folders) {
    const file = join(folder, 'planted');
    const text = Buffer.from(`Basic ${Buffer.from(`:${planted.value}`).toString('base64')}`);
    await writeFile(file, text);
    const { files, findings } = await findCanariesIn(folder, [...canaries, planted]);
    expect(findings).toEqual([{ canary: 'planted', spelling: 'base64 at 1', place: file }]);
    await writeFile(file, '');
    searched.push(...files);
  }
  return searched;
}
