import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { personWith } from '../../support/people.ts';
import { createFakeMain, type FakeMainOptions, serverSession } from '../support/fake-bridge.ts';
import { changeWith } from '../support/fake-outbox.ts';
import { openApp } from '../support/open-app.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const ada = personWith({
  id: 'ada',
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.com',
  jobTitle: 'Analyst',
  company: { organization: 'Engines' },
});

const question = () => screen.dialog('Discard this new person?');
const dialog = () => screen.dialog('New person');
const field = (name: string) => dialog().getByRole('textbox', { name, exact: true });

async function openDialog(options: FakeMainOptions = {}) {
  const main = createFakeMain({ session: serverSession, people: [ada], ...options });
  await openApp(main);
  await screen.button('New person').click();
  await expect.element(field('User name')).toHaveFocus();
  return main;
}

async function fill(id: string): Promise<void> {
  await field('User name').fill(id);
  await field('First name').fill('Grace');
  await field('Last name').fill('Hopper');
  await field('E-mail').fill('grace@example.com');
  await dialog().getByLabelText('Password', { exact: true }).fill('correct horse battery');
}

const create = () => dialog().getByRole('button', { name: 'Create', exact: true });

test('is created, shown in the list as waiting, and opened', async () => {
  const main = await openDialog();
  await fill('grace');
  await create().click();
  await expect.element(dialog()).not.toBeInTheDocument();
  expect(main.inputsOf('edits:create')).toEqual([
    {
      id: 'grace',
      password: 'correct horse battery',
      values: expect.objectContaining({
        firstName: 'Grace',
        lastName: 'Hopper',
        email: 'grace@example.com',
        enabled: true,
      }) as unknown,
    },
  ]);
  await expect.element(screen.row(/^Grace Hopper,.*Waiting to be sent$/)).toBeVisible();
  await expect.element(screen.person('Grace Hopper')).toBeVisible();
});

test('may be one who cannot sign in yet', async () => {
  const main = await openDialog();
  await fill('grace');
  await dialog().getByRole('checkbox', { name: 'Enabled' }).click();
  await create().click();
  await expect.poll(() => main.inputsOf('edits:create')[0]?.values.enabled).toBe(false);
});

test.each(['{Control>}n{/Control}', '{Meta>}n{/Meta}'])('%s opens the form', async (keys) => {
  await openApp(createFakeMain({ session: serverSession, people: [ada] }));
  await expect.element(screen.grid()).toBeVisible();
  await userEvent.keyboard(keys);
  await expect.element(field('User name')).toHaveFocus();
});

test('where the server does not tell who is an administrator, anybody may try', async () => {
  const session = { ...serverSession, isAdmin: null, tellsCapabilities: false };
  await openApp(createFakeMain({ session, people: [ada] }));
  await screen.button('New person').click();
  await expect.element(dialog()).toBeVisible();
});

test('only administrators create people, and others are told so', async () => {
  const session = { ...serverSession, isAdmin: false };
  await openApp(createFakeMain({ session, people: [ada] }));
  await expect.element(screen.grid()).toBeVisible();
  const button = screen.button('New person');
  await expect.element(button).toHaveAccessibleDescription('Only administrators can do this.');
  await userEvent.keyboard('{Control>}n{/Control}');
  await expect.element(dialog()).not.toBeInTheDocument();
});

describe('the user name', () => {
  test('is checked while it is typed', async () => {
    await openDialog();
    await field('User name').fill('GROUP_x');
    await expect.element(field('User name')).toHaveAccessibleDescription(/keeps names/);
    await field('User name').fill('ADA');
    await expect
      .element(field('User name'))
      .toHaveAccessibleDescription('Somebody has this user name already.');
    await field('User name').fill('grace');
    await expect.element(dialog().getByText('This user name is free.')).toBeVisible();
    await field('User name').fill('gra ce');
    await expect.element(field('User name')).toHaveAccessibleDescription(/unusual characters/);
  });

  test('is free as far as this computer knows', async () => {
    await openDialog({
      answers: { 'edits:isTaken': () => ({ isTaken: false, isCertain: false }) },
    });
    await field('User name').fill('grace');
    await expect.element(dialog().getByText(/^Free as far as this computer knows/)).toBeVisible();
  });

  test('that is taken stops the form', async () => {
    const main = await openDialog();
    await fill('ada');
    await expect.element(field('User name')).toHaveAccessibleDescription(/already/);
    await create().click();
    await expect.element(field('User name')).toHaveFocus();
    expect(main.inputsOf('edits:create')).toEqual([]);
  });
});

test('what is missing is said at its field', async () => {
  await openDialog();
  await create().click();
  await expect.element(field('User name')).toHaveFocus();
  await expect
    .element(field('First name'))
    .toHaveAccessibleDescription('The server wants a value here.');
  await expect.element(field('E-mail')).toHaveAccessibleDescription(/wants a value/);
});

test('a password is made, shown and copied', async () => {
  const main = await openDialog();
  await screen.button('Generate').click();
  const password = dialog().getByLabelText('Password', { exact: true });
  await expect.element(password).toHaveAttribute('type', 'text');
  const { value } = password.element() as HTMLInputElement;
  expect(value.length).toBeGreaterThanOrEqual(16);
  await screen.button('Copy password').click();
  expect(main.inputsOf('people:copyText')).toEqual([{ text: value }]);
});

test('another one can follow, with an empty form', async () => {
  const main = await openDialog();
  await fill('grace');
  await dialog().getByRole('checkbox', { name: 'Create another' }).click();
  await create().click();
  await expect.element(field('User name')).toHaveFocus();
  await expect.element(field('User name')).toHaveValue('');
  await expect.element(field('First name')).toHaveValue('');
  await expect.element(dialog().getByLabelText('Password', { exact: true })).toHaveValue('');
  await fill('grace2');
  await create().click();
  await expect
    .poll(() => main.inputsOf('edits:create').map(({ id }) => id))
    .toEqual(['grace', 'grace2']);
});

test('is like another person in all but what is that person’s own', async () => {
  const main = createFakeMain({ session: serverSession, people: [ada] });
  await openApp(main);
  await screen.row(/^Ada/).click({ button: 'right' });
  await screen.item('Duplicate').click();
  await expect.element(field('Job title')).toHaveValue('Analyst');
  await expect.element(field('User name')).toHaveValue('');
  await expect.element(field('E-mail')).toHaveValue('');
  await screen.button('More fields').click();
  await expect.element(field('Organization')).toHaveValue('Engines');
});

test('a refused one goes on under another user name', async () => {
  const creation = changeWith({
    id: 'creation',
    personId: 'grace',
    displayName: 'Grace Hopper',
    kind: 'create',
    mine: { firstName: 'Grace', email: 'grace@example.com' },
    state: 'refused',
  });
  const main = createFakeMain({ session: serverSession, people: [ada], changes: [creation] });
  await openApp(main);
  await page.getByRole('button', { name: /^Waiting changes/ }).click();
  await screen.button('Edit again').click();
  await expect.element(field('User name')).toHaveValue('grace');
  await fill('grace2');
  await create().click();
  // Main exchanges them in one go: neither both nor none of them is left.
  await expect
    .poll(() => main.inputsOf('edits:create'))
    .toMatchObject([{ id: 'grace2', replaces: 'creation' }]);
});

test('the password is gone from the page with the dialog', async () => {
  await openDialog();
  await fill('grace');
  await userEvent.keyboard('{Escape}');
  await question().getByRole('button', { name: 'Discard' }).click();
  await expect.element(dialog()).not.toBeInTheDocument();
  await expect.element(screen.button('New person')).toHaveFocus();
  expect(document.body.innerHTML).not.toContain('correct horse battery');
});

test('is said to have the name or the address of somebody who is there', async () => {
  await openDialog();
  await field('E-mail').fill('ada@example.com');
  await userEvent.tab();
  await expect
    .element(field('E-mail'))
    .toHaveAccessibleDescription(/same e-mail address or name: Ada Lovelace \(ada\)/);
  await field('First name').fill('Ada');
  await field('Last name').fill('Lovelace');
  await userEvent.tab();
  await expect.element(field('Last name')).toHaveAccessibleDescription(/Ada Lovelace \(ada\)/);
  await field('E-mail').fill('grace@example.com');
  await userEvent.tab();
  await expect.element(field('E-mail')).not.toHaveAccessibleDescription(/Ada Lovelace/);
});

describe('what is typed', () => {
  const sheet = () => dialog().element();
  const ways: readonly (readonly [string, () => unknown])[] = [
    ['Escape', () => userEvent.keyboard('{Escape}')],
    ['Cancel', () => dialog().getByRole('button', { name: 'Cancel' }).click()],
    ['Close', () => dialog().getByRole('button', { name: 'Close' }).click()],
    [
      'a click beside it',
      () => sheet().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })),
    ],
  ];

  test.each(ways)('is not given up by %s without a question', async (_, go) => {
    await openDialog();
    await field('First name').fill('Grace');
    await go();
    await expect.element(question()).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(question()).not.toBeInTheDocument();
    await expect.element(field('First name')).toHaveValue('Grace');
    await go();
    await question().getByRole('button', { name: 'Discard' }).click();
    await expect.element(dialog()).not.toBeInTheDocument();
    await expect.element(screen.button('New person')).toHaveFocus();
  });

  test.each(ways)('stands in the way of nothing where it is nothing: %s', async (_, go) => {
    await openDialog();
    await go();
    await expect.element(dialog()).not.toBeInTheDocument();
  });
});

test('what the template had and the user has cleared is not created', async () => {
  const main = createFakeMain({ session: serverSession, people: [ada] });
  await openApp(main);
  await screen.row(/^Ada/).click({ button: 'right' });
  await screen.item('Duplicate').click();
  await field('Job title').fill('');
  await fill('grace');
  await create().click();
  await expect.poll(() => main.inputsOf('edits:create')).toHaveLength(1);
  const [created] = main.inputsOf('edits:create');
  expect(created?.values).not.toHaveProperty('jobTitle');
  expect(created?.values).toMatchObject({ 'company.organization': 'Engines' });
});

test('is not given up by closing the window without a question', async () => {
  await openDialog();
  const leave = (): boolean => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(leave()).toBe(false);
  await field('First name').fill('Grace');
  expect(leave()).toBe(true);
});
