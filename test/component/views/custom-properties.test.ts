import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { createFakeMain, serverSession } from '../support/fake-bridge.ts';
import { changeWith } from '../support/fake-outbox.ts';
import { openApp } from '../support/open-app.ts';
import { personWith } from '../../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const ada = personWith({
  id: 'ada',
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.com',
  quota: -1,
  statusUpdatedAt: '2026-02-01T10:00:00.000Z',
  aspectNames: ['acme:seated'],
  properties: {
    'acme:floor': 3,
    'acme:days': ['Mon', 'Tue'],
    'acme:rooms': [101, 102],
    'acme:onSite': true,
    'acme:since': '2011-03-29T00:00:00.000+0000',
    'acme:mixed': ['a', 1],
  },
});

async function openAda() {
  const main = createFakeMain({ session: serverSession, people: [ada] });
  await openApp(main);
  await screen.row(/^Ada/).click();
  await expect.element(screen.button('Edit')).toBeVisible();
  return main;
}

async function edit(): Promise<void> {
  await screen.button('Edit').click();
  await expect.element(field('First name')).toHaveFocus();
}

const field = (name: string) => page.getByRole('textbox', { name, exact: true });

describe('a custom property', () => {
  test('is shown in the words of the reader', async () => {
    await openAda();
    const panel = screen.person('Ada Lovelace');
    await expect.element(panel.getByText('Mar 29, 2011')).toBeVisible();
    await expect.element(panel.getByText('101 102')).toBeVisible();
    expect(panel.getByText('true').elements()).toEqual([]);
  });

  test('is edited by its kind, and new ones can be added', async () => {
    const main = await openAda();
    await edit();
    await field('acme:floor').fill('4.5');
    await field('acme:days').fill('Mon\n\nWed');
    await field('acme:rooms').fill('101\n7');
    await field('acme:since').fill('2026-03-01');
    await page.getByRole('checkbox', { name: 'acme:onSite' }).click();
    await expect.element(field('acme:mixed')).toHaveAttribute('readonly');
    await screen.button('Add property').click();
    await field('Property name').fill('badge');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText(/^Write a prefix, a colon/)).toBeVisible();
    await field('Property name').fill('acme:badge');
    await userEvent.keyboard('{Enter}');
    await expect.element(field('acme:badge')).toHaveFocus();
    await userEvent.keyboard('2026-03-01T00:00:00Z');
    await expect.element(field('acme:badge')).toHaveValue('2026-03-01T00:00:00Z');
    await screen.button('Save').click();
    await expect
      .poll(() => main.inputsOf('edits:save')[0]?.mine)
      .toEqual({
        'properties.acme:floor': 4.5,
        'properties.acme:days': ['Mon', 'Wed'],
        'properties.acme:rooms': [101, 7],
        'properties.acme:since': '2026-03-01T00:00:00.000+0000',
        'properties.acme:onSite': false,
        'properties.acme:badge': '2026-03-01T00:00:00Z',
      });
  });

  test.each([
    ['acme:floor', 'many', 'Enter a number, such as 12 or 4.5.'],
    // A thousand to some, and one and a bit to others.
    ['acme:floor', '1,234', 'Enter a number, such as 12 or 4.5.'],
    ['acme:rooms', '101\nattic', 'Enter a number, such as 12 or 4.5.'],
    ['acme:since', '31.3.2011', 'Enter a date, such as 2026-03-01.'],
    ['acme:since', '2011-02-31', 'Enter a date, such as 2026-03-01.'],
  ])('%s is not saved as %j', async (name, typed, sentence) => {
    const main = await openAda();
    await edit();
    await field(name).fill(typed);
    await screen.button('Save').click();
    await expect.element(field(name)).toHaveFocus();
    await expect.element(field(name)).toHaveAccessibleDescription(sentence);
    await expect.element(field(name)).toHaveValue(typed);
    expect(main.inputsOf('edits:save')).toEqual([]);
  });

  test('is unset by clearing it, whatever its kind', async () => {
    const main = await openAda();
    await edit();
    for (const name of ['floor', 'days', 'rooms', 'since']) await field(`acme:${name}`).fill('');
    await screen.button('Save').click();
    await expect
      .poll(() => main.inputsOf('edits:save')[0]?.mine)
      .toEqual({
        'properties.acme:floor': null,
        'properties.acme:days': null,
        'properties.acme:rooms': null,
        'properties.acme:since': null,
      });
  });

  test('in a conflict, can be typed as what it is', async () => {
    const dated = (day: string) => ({ 'properties.acme:since': `${day}T00:00:00.000+0000` });
    const conflict = changeWith({
      personId: 'ada',
      displayName: 'Ada Lovelace',
      state: 'conflict',
      base: dated('2011-03-29'),
      mine: dated('2011-04-01'),
      theirs: dated('2011-05-01'),
    });
    const main = createFakeMain({ session: serverSession, people: [ada], changes: [conflict] });
    await openApp(main);
    await page.getByRole('button', { name: /^Waiting changes/ }).click();
    await expect.element(page.getByRole('radio', { name: 'Mine: Apr 1, 2011' })).toBeVisible();
    await page.getByRole('radio', { name: 'Another value' }).click();
    const other = field('Another value of acme:since');
    await expect.element(other).toHaveValue('2011-04-01');
    await other.fill('soon');
    await screen.button('Apply').click();
    await expect.element(page.getByText(/Enter a date/)).toBeVisible();
    await other.fill('2011-06-01');
    await screen.button('Apply').click();
    await expect
      .poll(() => main.inputsOf('outbox:resolve').map(({ values }) => values))
      .toEqual([dated('2011-06-01')]);
  });
});

test('what the server sets by itself is in the form, and cannot be changed', async () => {
  await openAda();
  await edit();
  const part = page.getByRole('region', { name: 'Set by the server' });
  for (const text of ['ada', 'Ada Lovelace', 'Unlimited', 'acme:seated']) {
    await expect.element(part.getByText(text, { exact: true })).toBeVisible();
  }
  await expect.element(part.getByText(/^Feb 1, 2026/)).toBeVisible();
  expect(part.getByRole('textbox').elements()).toEqual([]);
});
