import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import type { Connection } from '../../../preload/model/connection.ts';
import {
  createFakeMain,
  type FakeMainOptions,
  noExport,
  online,
  serverSession,
} from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { ada, zoe } from '../support/photo-people.ts';
import { screen, signOut } from '../support/screen.ts';

afterEach(cleanup);

const running = { ...noExport, phase: 'running', written: 12, seen: 40, total: 500 } as const;
const offline: Connection = { ...online, status: 'offline' };

async function open(options: FakeMainOptions = {}) {
  const main = createFakeMain({ session: serverSession, people: [ada, zoe], ...options });
  await openApp(main);
  await expect.element(screen.row(/^Ada/)).toBeVisible();
  return main;
}

async function exportAll(): Promise<void> {
  await screen.button('Photos').click();
  await screen.item('Export all photos…').click();
}

async function pickBoth(): Promise<void> {
  await screen.row(/^Ada/).click({ modifiers: ['Control'] });
  await screen.row(/^Zoë/).click({ modifiers: ['Control'] });
}

describe('an export while the server is away', () => {
  const question = () => screen.dialog('Export what is on this computer?');

  test('is asked about before anything is written', async () => {
    const main = await open({ connection: offline });
    await exportAll();
    await expect.element(question()).toMatchTextContent(/only photos that this computer has kept/);
    expect(main.inputsOf('photos:startExport')).toEqual([]);
    await question().getByRole('button', { name: 'Export those' }).click();
    await expect.element(question()).not.toBeInTheDocument();
    expect(main.inputsOf('photos:startExport')).toEqual([{ picked: null }]);
  });

  test('is not begun without a yes', async () => {
    const main = await open({ connection: offline });
    await exportAll();
    await question().getByRole('button', { name: 'Not now' }).first().click();
    await expect.element(question()).not.toBeInTheDocument();
    expect(main.inputsOf('photos:startExport')).toEqual([]);
  });

  test('tells from the first on how many are missing', async () => {
    const main = await open({ connection: offline });
    main.push('photos:exportProgress', { ...running, written: 3, missed: 37 });
    await expect
      .element(page.getByRole('progressbar', { name: 'Exporting photos' }))
      .toHaveAttribute('aria-valuetext', '3 photos, 40 of 500 people, 37 missing');
  });
});

describe('an export of those who are picked', () => {
  const these = [{ picked: { mode: 'these', ids: ['ada', 'zoe'] } }];

  test('begins in the bar of the selection', async () => {
    const main = await open();
    await pickBoth();
    await screen.button('Export photos…').click();
    expect(main.inputsOf('photos:startExport')).toEqual(these);
    main.push('photos:exportProgress', running);
    await expect.element(screen.button('Export photos…')).not.toBeInTheDocument();
  });

  test('begins in the menu of photos, and in that of a row', async () => {
    const main = await open();
    await pickBoth();
    await screen.button('Photos').click();
    await screen.item('Export photos of 2 people…').click();
    await screen.row(/^Zoë/).click({ button: 'right' });
    await screen.item('Export photos of 2 people…').click();
    expect(main.inputsOf('photos:startExport')).toEqual([...these, ...these]);
  });

  test('is offered for nobody where nobody is picked', async () => {
    await open();
    await screen.button('Photos').click();
    await expect.element(screen.item('Export all photos…')).toBeVisible();
    expect(page.getByRole('menuitem', { name: /^Export photos of/ }).elements()).toEqual([]);
  });
});

describe('whoever leaves the directory in the middle of an export', () => {
  const question = () => screen.dialog('Leave before the export is done?');

  test('is asked first, and stays or leaves', async () => {
    const main = await open();
    main.push('photos:exportProgress', running);
    await signOut();
    await question().getByRole('button', { name: 'Stay' }).first().click();
    await expect.element(question()).not.toBeInTheDocument();
    expect(main.inputsOf('session:signOut')).toEqual([]);
    await signOut();
    await question().getByRole('button', { name: 'Leave' }).click();
    await expect.poll(() => main.inputsOf('session:signOut')).toHaveLength(1);
    const names = main.calls.map(({ channel }) => channel);
    expect(names.indexOf('photos:cancelExport')).toBeGreaterThan(-1);
    expect(names.indexOf('photos:cancelExport')).toBeLessThan(names.indexOf('session:signOut'));
  });

  test('is asked before the window closes, and not after its end', async () => {
    const main = await open();
    const isHeld = (): boolean => {
      const closing = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(closing);
      return closing.defaultPrevented;
    };
    expect(isHeld()).toBe(false);
    main.push('photos:exportProgress', running);
    expect(isHeld()).toBe(true);
    main.push('photos:exportProgress', { ...running, phase: 'done' });
    expect(isHeld()).toBe(false);
    await signOut();
    await expect.poll(() => main.inputsOf('session:signOut')).toHaveLength(1);
  });
});
