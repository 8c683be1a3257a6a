import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { SavedLens } from '../../../preload/model/settings.ts';
import { everybody } from '../../../preload/rules/everybody.ts';
import {
  createFakeMain,
  type FakeMainOptions,
  idle,
  serverSession,
} from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const people = peopleOfManyScripts(44);
const signedIn = (options: FakeMainOptions = {}) =>
  createFakeMain({ session: serverSession, people, ...options });
const lens = (name: string) =>
  screen.lenses().getByRole('button', { name: new RegExp(`^${name}( \\d+)?$`) });
const saved: SavedLens = {
  id: 'one',
  name: 'Former archivists',
  selection: { ...everybody, text: 'archivist', filters: ['disabled'] },
};

describe('the side bar', () => {
  test('offers every lens with the number of people', async () => {
    await openApp(signedIn());
    for (const name of [
      'Everyone 44',
      'Enabled 40',
      'Disabled 4',
      'No photo 44',
      'No e-mail 5',
      'No last name 1',
      'Managed by a directory service 0',
      'Administrators 0',
    ]) {
      await expect.element(lens(name)).toBeVisible();
    }
    await expect.element(lens('Everyone')).toHaveAttribute('aria-current', 'true');
  });

  test('has the numbers of everybody as soon as a refresh has ended', async () => {
    const main = signedIn();
    await openApp(main);
    await expect.element(lens('Everyone 44')).toBeVisible();
    const before = main.inputsOf('people:lenses').length;
    main.push('refresh:progress', { ...idle, phase: 'running', fetched: 44 });
    main.push('refresh:progress', idle);
    expect(main.inputsOf('people:lenses')).toHaveLength(before + 1);
  });

  test('tells an ordinary user why the lens of managed accounts shows nothing', async () => {
    const main = signedIn({ session: { ...serverSession, isAdmin: false } });
    await openApp(main);
    const managed = lens('Managed by a directory service');
    await expect.element(managed).toHaveAttribute('aria-disabled', 'true');
    await expect
      .element(managed)
      .toHaveAttribute('title', expect.stringMatching(/^Only administrators/));
    const before = main.calls.length;
    await managed.click({ force: true });
    await expect.element(screen.count()).toHaveTextContent('44 people');
    expect(main.calls.slice(before).filter(({ channel }) => channel === 'people:window')).toEqual(
      [],
    );
  });

  test.each(['Administrators', 'Managed by a directory service'])(
    'says that a server before 6.0 does not tell: %s',
    async (name) => {
      await openApp(signedIn({ session: { ...serverSession, tellsCapabilities: false } }));
      await expect.element(lens(name)).toHaveAttribute('aria-disabled', 'true');
      await expect
        .element(lens(name))
        .toHaveAttribute('title', expect.stringMatching(/^Servers before 6\.0 do not tell/));
      await expect.element(lens(name)).toHaveTextContent(name);
      await expect.element(lens(name)).not.toMatchTextContent(/\d/);
    },
  );

  test('a saved lens says why it shows nobody at such a server', async () => {
    const session = { ...serverSession, tellsCapabilities: false };
    const selection = { ...everybody, filters: ['admin' as const] };
    await openApp(signedIn({ session, settings: { savedLenses: [{ ...saved, selection }] } }));
    await screen.lenses().getByRole('button', { name: saved.name, exact: true }).click();
    await expect.element(page.getByText(/^Servers before 6\.0 do not tell/)).toBeVisible();
  });

  test('a lens narrows the list, and Everyone widens it again', async () => {
    await openApp(signedIn());
    await lens('Disabled').click();
    await expect.element(screen.count()).toHaveTextContent('4 of 44 people');
    await expect.element(lens('Disabled')).toHaveAttribute('aria-current', 'true');
    await expect.element(lens('Everyone')).not.toHaveAttribute('aria-current');
    await lens('Everyone').click();
    await expect.element(screen.count()).toHaveTextContent('44 people');
  });

  test('keeps what is searched for', async () => {
    await openApp(signedIn());
    await screen.search().fill('archivist');
    await lens('Disabled').click();
    await expect.element(screen.search()).toHaveValue('archivist');
    await expect.element(screen.count()).toHaveTextContent('1 of 44 people');
  });

  test('follows the numbers when the cache changes', async () => {
    const main = signedIn();
    await openApp(main);
    await expect.element(lens('Everyone 44')).toBeVisible();
    main.change(people.slice(0, 11));
    await expect.element(lens('Everyone 11')).toBeVisible();
  });

  test.each([1000, 1280])('names every lens in full in a window of %i px', async (width) => {
    await openApp(signedIn(), { width });
    await expect.element(lens('Managed by a directory service')).toBeVisible();
    for (const name of screen.lenses().element().querySelectorAll('button > [dir=auto]')) {
      expect(name.scrollWidth, name.textContent).toBeLessThanOrEqual(name.clientWidth);
      expect(name.scrollHeight, name.textContent).toBeLessThanOrEqual(name.clientHeight);
    }
  });

  test('is put away and remembered so', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.button('Hide side bar').click();
    await expect.element(screen.lenses()).not.toBeInTheDocument();
    expect(main.settings.isSideBarOpen).toBe(false);
    await screen.button('Show side bar').click();
    await expect.element(screen.lenses()).toBeVisible();
  });

  test('is a menu in a narrow window', async () => {
    await openApp(signedIn(), { width: 420, height: 760 });
    await expect.element(screen.lenses()).not.toBeInTheDocument();
    await screen.button('Lenses').click();
    await expect.element(screen.choice('Everyone')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await expect.element(screen.count()).toHaveTextContent('4 of 44 people');
    await expect.element(screen.button('Lenses')).toHaveFocus();
  });
});

describe('saved lenses', () => {
  test('a search with its filters is saved under a name', async () => {
    const main = signedIn();
    await openApp(main);
    await expect.element(screen.button('Save lens')).not.toBeInTheDocument();
    await screen.search().fill('archivist');
    await lens('Disabled').click();
    await screen.button('Save lens').click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await expect.element(name).toHaveFocus();
    await name.fill('Former archivists');
    await screen.button('Save').click();
    await expect.element(lens('Former archivists')).toHaveAttribute('aria-current', 'true');
    await expect.element(screen.button('Save lens')).not.toBeInTheDocument();
    expect(main.settings.savedLenses).toMatchObject([
      { name: 'Former archivists', selection: saved.selection },
    ]);
  });

  test('need a name', async () => {
    const main = signedIn();
    await openApp(main);
    await lens('Disabled').click();
    await screen.button('Save lens').click();
    await screen.button('Save').click();
    await expect.element(page.getByText('Enter a name.')).toBeVisible();
    expect(main.settings.savedLenses).toEqual([]);
  });

  test('do not share a name: the older one is replaced, or another name is needed', async () => {
    const main = signedIn({ settings: { savedLenses: [saved] } });
    await openApp(main);
    await lens('Disabled').click();
    await screen.button('Save lens').click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill(' former Ärchivists ');
    await screen.button('Save').click();
    await expect.element(page.getByText('Another saved lens has this name.')).toBeVisible();
    await expect.element(name).toHaveFocus();
    await name.fill('Former archivists 2');
    await expect.element(screen.button('Replace')).not.toBeInTheDocument();
    await name.fill('FORMER archivists');
    await screen.button('Save').click();
    await screen.button('Replace').click();
    await expect.element(lens('FORMER archivists')).toHaveAttribute('aria-current', 'true');
    expect(main.settings.savedLenses).toEqual([
      { id: 'one', name: 'FORMER archivists', selection: { ...everybody, filters: ['disabled'] } },
    ]);
  });

  test('are not renamed to the name of another one', async () => {
    const other = { ...saved, id: 'two', name: 'Others' };
    const main = signedIn({ settings: { savedLenses: [saved, other] } });
    await openApp(main);
    await screen.button('Options of Others').click();
    await screen.item('Rename').click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('former archivists');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Another saved lens has this name.')).toBeVisible();
    await expect.element(screen.button('Replace')).not.toBeInTheDocument();
    expect(main.settings.savedLenses).toEqual([saved, other]);
    await name.fill('OTHERS');
    await screen.dialog('Rename lens').getByRole('button', { name: 'Rename' }).click();
    expect(main.settings.savedLenses).toEqual([saved, { ...other, name: 'OTHERS' }]);
  });

  test('are updated to what has been changed since they were opened', async () => {
    const main = signedIn({ settings: { savedLenses: [saved] } });
    await openApp(main);
    await lens('Former archivists').click();
    await expect.element(screen.button('Update lens')).not.toBeInTheDocument();
    await screen.search().fill('officer');
    const changed = screen.lenses().getByRole('button', { name: 'Former archivists Changed' });
    await expect.element(changed).toHaveAttribute('aria-current', 'true');
    await expect.element(screen.button('Save lens')).toBeVisible();
    await screen.button('Update lens').click();
    await expect.element(lens('Former archivists')).toHaveAttribute('aria-current', 'true');
    await expect.element(screen.button('Update lens')).not.toBeInTheDocument();
    expect(main.settings.savedLenses).toEqual([
      { ...saved, selection: { ...saved.selection, text: 'officer' } },
    ]);
  });

  test('go on to be the one that is updated once they have been saved', async () => {
    const main = signedIn();
    await openApp(main);
    await lens('Disabled').click();
    await screen.button('Save lens').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Mine');
    await userEvent.keyboard('{Enter}');
    await screen.search().fill('a');
    await screen.button('Update lens').click();
    expect(main.settings.savedLenses).toMatchObject([{ name: 'Mine', selection: { text: 'a' } }]);
  });

  test.each(['Enabled', 'Everyone'])('are left by the lens %s', async (name) => {
    await openApp(signedIn({ settings: { savedLenses: [saved] } }));
    await lens('Former archivists').click();
    await lens(name).click();
    await expect.element(lens(name)).toHaveAttribute('aria-current', 'true');
    await screen.search().fill('other');
    await expect.element(screen.button('Save lens')).toBeVisible();
    await expect.element(screen.button('Update lens')).not.toBeInTheDocument();
  });

  test('are left by whoever takes all away that narrows the list', async () => {
    await openApp(signedIn({ settings: { savedLenses: [saved] } }));
    await lens('Former archivists').click();
    await screen.button('Clear all').click();
    await screen.search().fill('');
    await expect.element(lens('Everyone')).toHaveAttribute('aria-current', 'true');
    await screen.search().fill('other');
    await expect.element(screen.button('Save lens')).toBeVisible();
    await expect.element(screen.button('Update lens')).not.toBeInTheDocument();
  });

  test('bring back search, filters and order', async () => {
    const main = signedIn({ settings: { savedLenses: [saved] } });
    await openApp(main);
    await lens('Former archivists').click();
    await expect.element(screen.search()).toHaveValue('archivist');
    await expect.element(screen.count()).toHaveTextContent('1 of 44 people');
    expect(main.inputsOf('people:window').at(-1)).toMatchObject(saved.selection);
  });

  test('are renamed and removed', async () => {
    const main = signedIn({ settings: { savedLenses: [saved] } });
    await openApp(main);
    await screen.button('Options of Former archivists').click();
    await screen.item('Rename').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Archive');
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.button('Options of Archive')).toBeVisible();
    expect(main.settings.savedLenses).toEqual([{ ...saved, name: 'Archive' }]);
    await screen.button('Options of Archive').click();
    await screen.item('Remove').click();
    await expect.element(lens('Archive')).not.toBeInTheDocument();
    expect(main.settings.savedLenses).toEqual([]);
  });
});

describe('filters', () => {
  test('combine, are shown, and are taken away one by one or all at once', async () => {
    await openApp(signedIn());
    await screen.button('Filter').click();
    await screen.check('Enabled').click();
    await expect.element(screen.count()).toHaveTextContent('40 of 44 people');
    await screen.button('Filter').click();
    await expect.element(screen.check('Enabled')).toHaveAttribute('aria-checked', 'true');
    await screen.check('No e-mail').click();
    await expect.element(screen.count()).toHaveTextContent('5 of 44 people');
    await screen.button('Remove filter Enabled').click();
    await expect.element(screen.button('Remove filter No e-mail')).toBeVisible();
    await screen.button('Clear all').click();
    await expect.element(screen.count()).toHaveTextContent('44 people');
    await expect.element(screen.button('Clear all')).not.toBeInTheDocument();
  });

  test('an organization is found by typing and chosen', async () => {
    await openApp(signedIn());
    await screen.button('Any organization').click();
    const search = page.getByRole('searchbox', { name: 'Search organization' });
    await expect.element(search).toHaveFocus();
    await expect.element(screen.button('Northwind 11')).toBeVisible();
    await search.fill('bucher');
    await expect.element(screen.button('Northwind 11')).not.toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.button('Remove filter Organization: Bücher & Söhne')).toBeVisible();
    await expect.element(screen.count()).toHaveTextContent('11 of 44 people');
    await screen.button('Remove filter Organization: Bücher & Söhne').click();
    await expect.element(screen.count()).toHaveTextContent('44 people');
  });

  test('the values of a field are counted among those whom the other filters leave', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.button('Any location').click();
    await screen.button('Freiburg 44').click();
    await lens('Disabled').click();
    await screen.search().fill('northwind');
    await screen.button('Any organization').click();
    await expect.element(screen.button('Northwind 1')).toBeVisible();
    expect(main.inputsOf('people:facet').at(-1)).toMatchObject({
      field: 'organization',
      selection: { text: 'northwind', filters: ['disabled'], organization: null },
    });
  });

  test('a location is chosen', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.button('Any location').click();
    await screen.button('Freiburg 44').click();
    await expect.element(screen.button('Remove filter Location: Freiburg')).toBeVisible();
    expect(main.inputsOf('people:window').at(-1)?.location).toBe('Freiburg');
  });

  test('that match nobody say so, and are cleared', async () => {
    await openApp(signedIn());
    await lens('Administrators').click();
    await expect
      .element(page.getByRole('heading', { name: 'Nobody matches these filters' }))
      .toBeVisible();
    await screen.button('Clear filters').click();
    await expect.element(screen.count()).toHaveTextContent('44 people');
  });

  test('Escape closes a menu and gives the focus back, and leaves the rest as it is', async () => {
    await openApp(signedIn());
    await screen.row(/^Ada Lovelace,/).click();
    await screen.button('Filter').click();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
    await expect.element(screen.button('Filter')).toHaveFocus();
    await expect.element(screen.person('Ada Lovelace')).toBeVisible();
  });
});
