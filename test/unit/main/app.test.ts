import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { demoUser } from '../../../main/demo/demo-accounts.ts';
import type { FetchFunction } from '../../../main/services/ports/alfresco.ts';
import { everybody } from '../../../preload/rules/everybody.ts';
import { startDemoServer } from '../../support/demo-server.ts';
import { appErrorOf } from '../../support/fake-alfresco.ts';
import { filled, firstRows, startApp } from '../../support/running-app.ts';

describe('the application without Electron', () => {
  it('opens the demo as its administrator, and as somebody else by the address "demo"', async () => {
    const running = startApp();
    const { handlers } = running;
    expect(await handlers.session.startDemo(null)).toMatchObject({ kind: 'demo', isAdmin: true });
    await filled(running, 500);
    const ordinary = { address: ' Demo ', ...demoUser, acceptPlainHttp: false, remember: false };
    expect(await handlers.session.signIn(ordinary)).toMatchObject({
      kind: 'demo',
      userId: demoUser.userId,
      isAdmin: false,
    });
    await filled(running, 500);
    const lenses = await handlers.people.lenses(null);
    expect(lenses.everybody).toBe(500);
    expect(lenses.filters.disabled).toBeGreaterThan(0);
  });

  it('keeps a failed sign-in from closing what is open', async () => {
    const running = startApp();
    await running.handlers.session.startDemo(null);
    const wrong = {
      address: 'demo',
      userId: 'mira',
      password: 'no',
      acceptPlainHttp: false,
      remember: false,
    };
    const failed = Promise.resolve(running.handlers.session.signIn(wrong));
    expect(await appErrorOf(failed)).toMatchObject({ code: 'unauthorized' });
    expect(await running.handlers.session.current(null)).toMatchObject({ userId: 'admin' });
    await filled(running, 500);
  });

  it('never shows one server the ticket of another, nor any file a secret', async () => {
    const first = await startDemoServer();
    const second = await startDemoServer();
    onTestFinished(() => Promise.all([first.close(), second.close()]).then(() => undefined));
    const seen: { readonly origin: string; readonly authorization: string | null }[] = [];
    const recording: FetchFunction = (input, init) => {
      const request = new Request(input, init);
      seen.push({
        origin: new URL(request.url).origin,
        authorization: request.headers.get('Authorization'),
      });
      expect(request.url).not.toMatch(/TICKET|ticket=|password=/);
      return fetch(request);
    };
    const running = startApp({ fetch: recording });
    const credentials = {
      userId: 'alice',
      password: 'password',
      acceptPlainHttp: false,
      remember: false,
    };
    for (const server of [first, second, first]) {
      await running.handlers.session.signIn({ address: server.url, ...credentials });
      await filled(running, 5);
    }
    const ticketsAt = (origin: string): Set<string | null> =>
      new Set(seen.filter((one) => one.origin === origin).map((one) => one.authorization));
    const shared = [...ticketsAt(first.url)].filter((ticket) => ticketsAt(second.url).has(ticket));
    expect(shared).toEqual([null]);
    expect(ticketsAt(first.url).size).toBe(2);

    await running.app.close();
    const files = readdirSync(running.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    expect(files.length).toBeGreaterThan(2);
    const ticket = Buffer.from(
      [...ticketsAt(first.url)].join(' ').replace(/.*Basic /, ''),
      'base64',
    );
    expect(ticket.toString()).toMatch(/^TICKET_/);
    for (const secret of [ticket, Buffer.from('TICKET_')]) {
      expect(files.some((bytes) => bytes.includes(secret))).toBe(false);
    }
  });

  it('opens the last directory again from its cache, without a password or a server', async () => {
    const server = await startDemoServer();
    const before = startApp();
    const credentials = {
      userId: 'admin',
      password: 'admin',
      acceptPlainHttp: false,
      remember: false,
    };
    await before.handlers.session.signIn({ address: server.url, ...credentials });
    await filled(before, 5);
    await before.app.close();
    await server.close();

    const after = startApp({ folder: before.folder });
    await after.app.reopen();
    expect(await after.handlers.session.current(null)).toMatchObject({ userId: 'admin' });
    expect((await after.handlers.people.window(firstRows)).total).toBe(5);
    await expect
      // One failure is a hiccup; the second one, after a wait, counts.
      .poll(async () => (await after.handlers.connection.state(null)).status, { timeout: 15_000 })
      .toBe('offline');

    await after.handlers.session.signOut(null);
    await after.app.close();
    const later = startApp({ folder: before.folder });
    await later.app.reopen();
    expect(await later.handlers.session.current(null)).toBeNull();
  });

  it('copies rows as a table that no spreadsheet takes for formulas', async () => {
    const running = startApp();
    await running.handlers.session.startDemo(null);
    await filled(running, 500);
    const picked = {
      mode: 'all-but' as const,
      selection: { ...everybody, filters: ['admin' as const] },
      exceptIds: [],
    };
    const count = await running.handlers.people.copy({ picked, columns: ['name', 'email'] });
    const rows = running.copied[0]?.split('\n') ?? [];
    expect(rows).toHaveLength(count);
    expect(count).toBeGreaterThan(1);
    for (const row of rows) expect(row).toMatch(/^[^=@\t][^\t]*\t[^\t]*$/);
  });

  it('keeps settings', async () => {
    const before = startApp();
    await before.handlers.settings.update({ view: 'grid', refreshMinutes: 60 });
    expect(before.pushed.at(-1)?.[0]).toBe('settings:changed');
    const after = startApp({ folder: before.folder });
    expect(await after.handlers.settings.get(null)).toMatchObject({
      view: 'grid',
      refreshMinutes: 60,
      isSideBarOpen: true,
    });
  });

  it('says that nobody is signed in', async () => {
    const { handlers } = startApp();
    expect(await handlers.session.current(null)).toBeNull();
    const asked = Promise.resolve().then(() => handlers.people.window(firstRows));
    expect(await appErrorOf(asked)).toMatchObject({ code: 'unauthorized' });
  });
});
