import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { SavedLens } from '../../../preload/model/settings.ts';
import { everybody } from '../../../preload/rules/everybody.ts';
import {
  createFakeMain,
  type FakeMainOptions,
  idle,
  online,
  Refusal,
  serverSession,
} from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { focusGrid, screen } from '../support/screen.ts';

afterEach(cleanup);

const people = peopleOfManyScripts(44);
const signedIn = (options: FakeMainOptions = {}) =>
  createFakeMain({ session: serverSession, people, ...options });
const lensNamed = (name: string): SavedLens => ({
  id: name,
  name,
  selection: { ...everybody, text: name },
});
const failure = new Refusal({ message: 'It failed.', reason: 'session-expired' }).data;
const offline = { ...online, status: 'offline' as const, reason: failure };

describe('where the control that was used goes away, the focus goes', () => {
  test('from the values of a field to the filter that has been chosen', async () => {
    await openApp(signedIn());
    await screen.button('Any organization').click();
    await screen.button('Northwind 11').click();
    await expect.element(screen.button('Remove filter Organization: Northwind')).toHaveFocus();
    await screen.button('Any location').click();
    await page.getByRole('searchbox', { name: 'Search location' }).fill('frei');
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.button('Remove filter Location: Freiburg')).toHaveFocus();
  });

  test('from a filter taken away to its neighbour, and from the last one to adding another', async () => {
    await openApp(signedIn());
    for (const name of ['Enabled', 'No e-mail', 'No photo']) {
      await screen.button('Filter').click();
      await screen.check(name).click();
    }
    await screen.button('Remove filter No e-mail').click();
    await expect.element(screen.button('Remove filter No photo')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.button('Remove filter Enabled')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.button('Filter')).toHaveFocus();
  });

  test('from clearing the filters to adding another', async () => {
    await openApp(signedIn());
    await screen.button('Filter').click();
    await screen.check('Enabled').click();
    await screen.button('Clear all').click();
    await expect.element(screen.button('Filter')).toHaveFocus();
  });

  test('from clearing the filters that match nobody to the search', async () => {
    await openApp(signedIn());
    await screen.button('Filter').click();
    await screen.check('Administrators').click();
    await screen.button('Clear filters').click();
    await expect.element(screen.search()).toHaveFocus();
  });

  test('from saving a lens to the filters', async () => {
    await openApp(signedIn());
    await screen.search().fill('archivist');
    await screen.button('Save lens').click();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.button('Options of archivist')).toBeVisible();
    await expect.element(screen.button('Filter')).toHaveFocus();
  });

  test('from a lens taken away to its neighbour', async () => {
    const savedLenses = ['ada', 'zoe', 'jose'].map(lensNamed);
    await openApp(signedIn({ settings: { savedLenses } }));
    const remove = async (name: string) => {
      await screen.button(`Options of ${name}`).click();
      await screen.item('Remove').click();
    };
    const lens = (name: string) => screen.lenses().getByRole('button', { name, exact: true });
    await remove('zoe');
    await expect.element(lens('jose')).toHaveFocus();
    await remove('jose');
    await expect.element(lens('ada')).toHaveFocus();
    await remove('ada');
    await expect.element(lens('Everyone 44')).toHaveFocus();
  });

  test('nowhere while it is tried to reach the server, and to the list when it is there', async () => {
    const main = signedIn({ connection: offline });
    await openApp(main);
    await expect.element(screen.row(/^Ada Lovelace,/)).toBeVisible();
    await screen.button('Try now').click();
    main.push('refresh:progress', { ...idle, phase: 'running' });
    await expect.element(screen.progress()).toBeVisible();
    await expect.element(screen.button('Try now')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(main.inputsOf('connection:retry')).toHaveLength(1);
    main.push('connection:changed', online);
    await expect.element(screen.grid()).toHaveFocus();
  });

  test('from a refresh that has ended to the list', async () => {
    const main = signedIn({ refresh: { ...idle, phase: 'running' } });
    await openApp(main);
    await expect.element(screen.button('Cancel')).toBeVisible();
    (screen.button('Cancel').element() as HTMLElement).focus();
    main.push('refresh:progress', idle);
    await expect.element(screen.grid()).toHaveFocus();
  });

  test('nowhere where the user has left the control before', async () => {
    const main = signedIn({ refresh: { ...idle, phase: 'running' } });
    await openApp(main);
    await expect.element(screen.row(/^Ada Lovelace,/)).toBeVisible();
    const cancel = screen.button('Cancel').element() as HTMLElement;
    focusGrid();
    cancel.focus();
    cancel.blur();
    main.push('refresh:progress', idle);
    await expect.element(screen.button('Cancel')).not.toBeInTheDocument();
    await new Promise((done) => setTimeout(done, 50));
    expect(document.activeElement).toBe(document.body);
  });
});

test('a dialog begins with what it is for', async () => {
  await openApp(signedIn());
  await screen.button('Settings').click();
  await expect
    .element(page.getByRole('combobox', { name: 'Refresh from the server' }))
    .toHaveFocus();
});
