import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import {
  createFakeMain,
  type FakeMainOptions,
  Refusal,
  serverSession,
} from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { personWith } from '../../support/people.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { drawnRows, focusGrid, screen } from '../support/screen.ts';

afterEach(cleanup);

const people = peopleOfManyScripts(16);
const signedIn = (options: FakeMainOptions = {}) =>
  createFakeMain({ session: serverSession, people, ...options });
const bar = () => page.getByRole('toolbar', { name: 'Selection' });
const columns = ['name', 'jobTitle', 'organization', 'email'];

function selectedNames(): (string | undefined)[] {
  return drawnRows()
    .filter((row) => row.getAttribute('aria-selected') === 'true')
    .map((row) => row.getAttribute('aria-label')?.split(',')[0]);
}

describe('picking', () => {
  test('with Control, one by one', async () => {
    await openApp(signedIn());
    await screen.row(/^Ada/).click({ modifiers: ['Control'] });
    await screen.row(/^José/).click({ modifiers: ['Control'] });
    await expect.element(bar().getByText('2 selected')).toBeVisible();
    expect(selectedNames()).toEqual(['Ada Lovelace', 'José Núñez']);
    await screen.row(/^Ada/).click({ modifiers: ['Control'] });
    await expect.element(bar().getByText('1 selected')).toBeVisible();
    expect(selectedNames()).toEqual(['José Núñez']);
  });

  test('counts in the person who is open', async () => {
    await openApp(signedIn());
    await screen.row(/^Ada/).click();
    await expect.element(bar()).not.toBeInTheDocument();
    await screen.row(/^José/).click({ modifiers: ['Control'] });
    await expect.element(bar().getByText('2 selected')).toBeVisible();
  });

  test('with Shift, from the last click on, in both directions', async () => {
    await openApp(signedIn());
    await screen.row(/^José/).click();
    await screen.row(/^Ирина/).click({ modifiers: ['Shift'] });
    await expect.element(bar().getByText('3 selected')).toBeVisible();
    await screen.row(/^Ada/).click({ modifiers: ['Shift'] });
    await expect.element(bar().getByText('3 selected')).toBeVisible();
    expect(selectedNames()).toEqual(['Ada Lovelace', 'Zoë Åkesson', 'José Núñez']);
  });

  test('ends with a plain click', async () => {
    await openApp(signedIn());
    await screen.row(/^Ada/).click({ modifiers: ['Control'] });
    await screen.row(/^José/).click();
    await expect.element(bar()).not.toBeInTheDocument();
    await expect.poll(selectedNames).toEqual(['José Núñez']);
  });

  test('with the keyboard: Space, and Shift with the arrows', async () => {
    await openApp(signedIn());
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    focusGrid();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await expect
      .poll(selectedNames)
      .toEqual(['José Núñez', 'Ελένη Παπαδοπούλου', 'Ирина Соколова']);
    await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await expect.poll(selectedNames).toEqual(['José Núñez', 'Ελένη Παπαδοπούλου']);
    await userEvent.keyboard(' ');
    await expect.poll(selectedNames).toEqual(['José Núñez']);
    await userEvent.keyboard('{Escape}');
    await expect.element(bar()).not.toBeInTheDocument();
  });

  test('one here and one there: Control with the arrows passes by, and adds a range with Shift', async () => {
    await openApp(signedIn());
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    focusGrid();
    await userEvent.keyboard(' {Control>}{ArrowDown}{ArrowDown} {/Control}');
    await expect.poll(selectedNames).toEqual(['Ada Lovelace', 'José Núñez']);
    await userEvent.keyboard('{Control>}{Shift>}{ArrowDown}{/Shift}{/Control}');
    await expect.poll(selectedNames).toEqual(['Ada Lovelace', 'José Núñez', 'Ελένη Παπαδοπούλου']);
    await userEvent.keyboard('{Shift>}{ArrowUp}{ArrowUp}{/Shift}');
    await expect.poll(selectedNames).toEqual(['Zoë Åkesson', 'José Núñez']);
  });

  test.each(['{ArrowDown}', '{Home}', '{PageDown}', 'a'])('ends with %s', async (keys) => {
    await openApp(signedIn());
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    focusGrid();
    await userEvent.keyboard('{ArrowDown}{Control>}a{/Control}');
    await expect.element(bar().getByText('16 selected')).toBeVisible();
    await userEvent.keyboard(keys);
    await expect.element(bar()).not.toBeInTheDocument();
    expect(selectedNames()).toEqual([]);
  });

  test('of all gives way to a range from where the keyboard was', async () => {
    await openApp(signedIn());
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    focusGrid();
    await userEvent.keyboard('{ArrowDown}{Control>}a{/Control}{Shift>}{ArrowDown}{/Shift}');
    await expect.poll(selectedNames).toEqual(['Zoë Åkesson', 'José Núñez']);
    await userEvent.keyboard('{Control>}a{/Control}{Shift>}{Home}{/Shift}');
    await expect.poll(selectedNames).toEqual(['Ada Lovelace', 'Zoë Åkesson']);
  });

  test('with Shift drops what is not in the range; with Control as well, it stays', async () => {
    await openApp(signedIn());
    await screen.row(/^Ada/).click({ modifiers: ['Control'] });
    await screen.row(/^José/).click({ modifiers: ['Control'] });
    await screen.row(/^Ирина/).click({ modifiers: ['Control', 'Shift'] });
    await expect.element(bar().getByText('4 selected')).toBeVisible();
    await screen.row(/^Ирина/).click({ modifiers: ['Shift'] });
    await expect.element(bar().getByText('3 selected')).toBeVisible();
    expect(selectedNames()).toEqual(['José Núñez', 'Ελένη Παπαδοπούλου', 'Ирина Соколова']);
  });

  test('leaves the person who is open alone while Control passes by, and then counts them in', async () => {
    await openApp(signedIn());
    await screen.row(/^Ada/).click();
    focusGrid();
    await userEvent.keyboard('{Control>}{ArrowDown}{ArrowDown}{/Control}');
    await expect.element(screen.person('Ada Lovelace')).toBeVisible();
    await userEvent.keyboard('{Control>} {/Control}');
    await expect.poll(selectedNames).toEqual(['Ada Lovelace', 'José Núñez']);
  });

  test('of a long range asks for the ids that are not at hand', async () => {
    const main = signedIn({ people: peopleOfManyScripts(1000) });
    await openApp(main);
    await expect.element(screen.count()).toHaveTextContent('1,000 people');
    focusGrid();
    await userEvent.keyboard('{ArrowDown}{Shift>}{End}{/Shift}');
    await expect.element(bar().getByText('999 selected')).toBeVisible();
    expect(main.inputsOf('people:ids')).toMatchObject([{ from: 1, to: 999 }]);
  });

  test('of all takes the whole result without its rows, but for some', async () => {
    const main = signedIn({ people: peopleOfManyScripts(5000) });
    await openApp(main);
    await screen.search().fill('northwind');
    await expect.element(screen.count()).toHaveTextContent('1,250 of 5,000 people');
    focusGrid();
    await userEvent.keyboard('{Control>}a{/Control}');
    await expect.element(bar().getByText('1,250 selected')).toBeVisible();
    await userEvent.keyboard(' ');
    await expect.element(bar().getByText('1,249 selected')).toBeVisible();
    expect(main.inputsOf('people:ids')).toEqual([]);
    await userEvent.keyboard('{Control>}c{/Control}');
    await expect.element(page.getByText('1,249 rows copied')).toBeVisible();
    expect(main.inputsOf('people:copy')).toMatchObject([
      {
        picked: { mode: 'all-but', selection: { text: 'northwind' }, exceptIds: ['person000000'] },
      },
    ]);
  });

  test('does not outlive the search that it was made in', async () => {
    await openApp(signedIn());
    await screen.row(/^Ada/).click({ modifiers: ['Control'] });
    await screen.search().fill('a');
    await expect.element(bar()).not.toBeInTheDocument();
  });

  test('stays with its people through changes of the cache and another order', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.row(/^José/).click({ modifiers: ['Control'] });
    main.change([personWith({ id: 'aaa' }), ...people]);
    await expect.element(screen.count()).toHaveTextContent('17 people');
    expect(selectedNames()).toEqual(['José Núñez']);
    await screen.heading('Name').getByRole('button').click();
    await expect.element(screen.heading('Name')).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(selectedNames).toEqual(['José Núñez']);
  });
});

describe('copying', () => {
  test('takes the columns shown, and says how many rows', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.row(/^Ada/).click({ modifiers: ['Control'] });
    await screen.row(/^José/).click({ modifiers: ['Control'] });
    await screen.button('Copy').click();
    await expect.element(page.getByText('2 rows copied')).toBeVisible();
    expect(main.inputsOf('people:copy')).toEqual([
      { picked: { mode: 'these', ids: ['person000000', 'person000002'] }, columns },
    ]);
    await screen.button('Clear').click();
    await expect.element(bar()).not.toBeInTheDocument();
    await expect.element(screen.grid()).toHaveFocus();
  });

  test('says why it did not work', async () => {
    const main = signedIn();
    main.answer('people:copy', () => {
      throw new Refusal({ message: 'The clipboard is in use.' });
    });
    await openApp(main);
    await screen.row(/^Ada/).click({ modifiers: ['Control'] });
    await screen.button('Copy').click();
    await expect.element(page.getByText('The clipboard is in use.')).toBeVisible();
  });

  test('of marked text is left to the system', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.row(/^Ada/).click();
    const value = screen.person('Ada Lovelace').getByText('person000000@example.com').element();
    document.getSelection()?.selectAllChildren(value);
    await userEvent.keyboard('{Control>}c{/Control}');
    expect(main.inputsOf('people:copy')).toEqual([]);
  });

  test('of one field of a person', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.row(/^Ada/).click();
    await screen.button('Copy e-mail').click();
    await expect.element(page.getByText('Copied', { exact: true })).toBeVisible();
    expect(main.inputsOf('people:copyText')).toEqual([{ text: 'person000000@example.com' }]);
  });
});

describe('the context menu', () => {
  test('acts on the row under the mouse', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.row(/^Zoë/).click({ button: 'right' });
    await expect.element(page.getByRole('menu', { name: 'Actions for Zoë Åkesson' })).toBeVisible();
    await screen.item('Copy name').click();
    expect(main.inputsOf('people:copyText')).toEqual([{ text: 'Zoë Åkesson' }]);
    await screen.row(/^Zoë/).click({ button: 'right' });
    await screen.item('Copy rows as table').click();
    expect(main.inputsOf('people:copy')).toEqual([
      { picked: { mode: 'these', ids: ['person000001'] }, columns },
    ]);
    await screen.row(/^Zoë/).click({ button: 'right' });
    await screen.item('Open').click();
    await expect.element(screen.person('Zoë Åkesson')).toBeVisible();
  });

  test('acts on all that are picked where the row is one of them', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.row(/^Ada/).click({ modifiers: ['Control'] });
    await screen.row(/^Zoë/).click({ modifiers: ['Control'] });
    await screen.row(/^Zoë/).click({ button: 'right' });
    await screen.item('Copy e-mails of 2 people').click();
    expect(main.inputsOf('people:copy')).toEqual([
      { picked: { mode: 'these', ids: ['person000000', 'person000001'] }, columns: ['email'] },
    ]);
  });

  test('says of each line whom it is about, where several are picked', async () => {
    await openApp(signedIn());
    await screen.row(/^Ada/).click({ modifiers: ['Control'] });
    await screen.row(/^Zoë/).click({ modifiers: ['Control'] });
    await screen.row(/^Zoë/).click({ button: 'right' });
    await expect.element(screen.item('Copy 2 names')).toBeVisible();
    const lines = page.getByRole('menuitem').elements();
    expect(lines.map((line) => line.firstElementChild?.textContent.trim())).toEqual([
      'Open Zoë Åkesson',
      'Duplicate Zoë Åkesson',
      'Copy 2 names',
      'Copy e-mails of 2 people',
      'Copy 2 rows as table',
      'Change photo of Zoë Åkesson…',
      'Remove photo of Zoë Åkesson',
      'Save photo of Zoë Åkesson…',
      'Copy photo of Zoë Åkesson',
      'Export photos of 2 people…',
      'Deselect',
      'Select all',
    ]);
  });

  test.each(['{ContextMenu}', '{Shift>}{F10}{/Shift}'])(
    'opens with %s and is walked with the arrows',
    async (keys) => {
      await openApp(signedIn());
      await expect.element(screen.row(/^Ada/)).toBeVisible();
      focusGrid();
      await userEvent.keyboard(`{ArrowDown}${keys}`);
      await expect.element(screen.item('Open')).toHaveFocus();
      await userEvent.keyboard('{ArrowUp}');
      await expect.element(screen.item('Select all')).toHaveFocus();
      await userEvent.keyboard('{Enter}');
      await expect.element(bar().getByText('16 selected')).toBeVisible();
      await expect.element(screen.grid()).toHaveFocus();
    },
  );

  test('offers no e-mail where there is none', async () => {
    await openApp(signedIn());
    await screen.row(/^Ирина/).click({ button: 'right' });
    await expect.element(screen.item('Copy e-mail')).toHaveAttribute('aria-disabled', 'true');
  });
});
