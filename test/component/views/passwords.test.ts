import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { Session } from '../../../preload/model/session.ts';
import { personWith } from '../../support/people.ts';
import {
  createFakeMain,
  type FakeMainOptions,
  Refusal,
  serverSession,
} from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { everythingInPage } from '../support/page-text.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const capabilities = { isAdmin: false, isGuest: false, isMutable: true };
const people = [
  personWith({ id: 'ada', firstName: 'Ada', lastName: 'Lovelace', capabilities }),
  personWith({
    id: 'bo',
    firstName: 'Bo',
    lastName: 'Managed',
    capabilities: { ...capabilities, isMutable: false },
  }),
  personWith({ id: 'admin', firstName: 'Admin', lastName: 'Istrator', capabilities: null }),
];
const newPassword = () => page.getByLabelText('New password', { exact: true });
const oldPassword = () => page.getByLabelText('Old password', { exact: true });

/** Opens the panel of a person. */
async function show(name: RegExp, session: Partial<Session> = {}, options: FakeMainOptions = {}) {
  const main = createFakeMain({ session: { ...serverSession, ...session }, people, ...options });
  await openApp(main);
  await screen.row(name).click();
  await expect.element(page.getByRole('group', { name: 'Password actions' })).toBeVisible();
  return main;
}

describe('what is not possible', () => {
  test.each([
    [/^Bo/, {}, 'Set password', /directory service/],
    [/^Bo/, {}, 'Send password reset', /directory service/],
    [/^Ada/, { userId: 'bo', isAdmin: false }, 'Set password', /Only administrators/],
  ])('%s %j %s is shown, with the reason', async (name, session, action, reason) => {
    await show(name, session);
    const button = screen.button(action);
    await expect.element(button).toHaveAttribute('aria-disabled', 'true');
    await expect.element(button).toHaveAccessibleDescription(reason);
    await button.click({ force: true });
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  test('tells the reason to the eyes of whom the keyboard leads there', async () => {
    await show(/^Bo/);
    const tip = page.getByRole('tooltip').first();
    await expect.element(tip).not.toBeInTheDocument();
    (screen.button('Set password').element() as HTMLElement).focus();
    await expect.element(tip).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(tip).not.toBeInTheDocument();
    // Only the tip was taken away.
    await expect.element(screen.person('Bo Managed')).toBeVisible();
  });
});

describe('an administrator sets a password', () => {
  test('and nothing of it stays', async () => {
    const main = await show(/^Ada/);
    await screen.button('Set password').click();
    await expect.element(screen.dialog('Set password of Ada Lovelace')).toBeVisible();
    await expect.element(newPassword()).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(newPassword()).toHaveAccessibleDescription('Enter a new password.');
    await newPassword().fill('s3cret-canary');
    await userEvent.keyboard('{Enter}');
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('The server has set the password of Ada Lovelace.');
    expect(main.inputsOf('passwords:set')).toEqual([{ id: 'ada', password: 's3cret-canary' }]);
    expect(everythingInPage()).not.toContain('s3cret-canary');
    await expect.element(screen.button('Done')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.button('Set password')).toHaveFocus();
  });

  test('that chance has made, and copies it', async () => {
    const main = await show(/^Ada/);
    await screen.button('Set password').click();
    await expect.element(screen.button('Copy password')).not.toBeInTheDocument();
    await screen.button('Generate').click();
    const { value } = newPassword().element() as HTMLInputElement;
    expect(value).toHaveLength(23);
    await expect.element(newPassword()).toHaveAttribute('type', 'text');
    await screen.button('Copy password').click();
    await expect.element(page.getByRole('dialog').getByText('Copied')).toBeVisible();
    expect(main.inputsOf('people:copyText')).toEqual([{ text: value }]);
    await page.getByRole('dialog').getByRole('button', { name: 'Set password' }).click();
    await expect.element(screen.button('Done')).toBeVisible();
    expect(main.inputsOf('passwords:set')).toEqual([{ id: 'ada', password: value }]);
    expect(everythingInPage()).not.toContain(value);
  });

  test('and is told at the field what is wrong with it', async () => {
    const main = await show(/^Ada/);
    main.answer('passwords:set', () => {
      throw new Refusal({ code: 'invalid', fields: { password: 'Blanks alone will not do.' } });
    });
    await screen.button('Set password').click();
    await newPassword().fill('   ');
    await userEvent.keyboard('{Enter}');
    await expect.element(newPassword()).toHaveAccessibleDescription('Blanks alone will not do.');
    await expect.element(newPassword()).toHaveFocus();
  });

  test('is forgotten when the dialog is closed', async () => {
    await show(/^Ada/);
    await screen.button('Set password').click();
    await newPassword().fill('s3cret-canary');
    const field = newPassword().element() as HTMLInputElement;
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(field.value).toBe('');
    expect(everythingInPage()).not.toContain('s3cret-canary');
  });
});

describe('the strength hint', () => {
  test('follows what is typed, and knows the person', async () => {
    await show(/^Ada/);
    await screen.button('Set password').click();
    const hint = page.getByRole('status', { name: 'Password strength' });
    await expect.element(hint).toHaveTextContent('');
    await newPassword().fill('Lovelace2024');
    await expect.element(hint).toMatchTextContent(/A hint: the rules of your server decide\./);
    await expect.element(hint).toMatchTextContent(/Easy to guess/);
    await expect.element(hint).toMatchTextContent(/It holds a name or the server\./);
    await newPassword().fill('korrekt-pferd batterie-heft');
    await expect.element(hint).toMatchTextContent(/No weakness found/);
    await newPassword().fill('korrekt-pferd batterie-heft '.repeat(3));
    await expect.element(hint).toMatchTextContent(/the first 72 bytes only/);
  });
});

describe('one’s own password', () => {
  test('is changed with the old one', async () => {
    const main = await show(/^Admin/);
    await expect.element(screen.button('Set password')).not.toBeInTheDocument();
    await screen.button('Change password').click();
    await expect.element(oldPassword()).toHaveFocus();
    await oldPassword().fill('old-canary');
    await newPassword().fill('new-canary');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('Your password is changed.');
    expect(main.inputsOf('passwords:change')).toEqual([
      { oldPassword: 'old-canary', password: 'new-canary' },
    ]);
    expect(everythingInPage()).not.toMatch(/old-canary|new-canary/);
  });

  test('says at the field that the old one is wrong', async () => {
    const main = await show(/^Admin/);
    main.answer('passwords:change', () => {
      throw new Refusal({ code: 'invalid', fields: { oldPassword: 'This is not your password.' } });
    });
    await screen.button('Change password').click();
    await oldPassword().fill('wrong');
    await newPassword().fill('another one');
    await userEvent.keyboard('{Enter}');
    await expect.element(oldPassword()).toHaveAccessibleDescription('This is not your password.');
    await expect.element(oldPassword()).toHaveFocus();
  });
});

describe('a reset for somebody else', () => {
  test('claims no more than the server has said', async () => {
    const main = await show(/^Ada/);
    await screen.button('Send password reset').click();
    await expect.element(screen.dialog('Send password reset to Ada Lovelace?')).toBeVisible();
    await expect.element(screen.button('I have the mail')).not.toBeInTheDocument();
    await screen.button('Ask for the mail').click();
    await expect.element(screen.dialog('The server has accepted the request')).toBeVisible();
    await expect
      .element(page.getByText('If the account exists and has an e-mail address', { exact: false }))
      .toBeVisible();
    expect(document.body.textContent).not.toMatch(/sent to|has been sent/i);
    expect(main.inputsOf('passwords:requestReset')).toEqual([
      { address: serverSession.serverUrl, acceptPlainHttp: false, userId: 'ada' },
    ]);
    await screen.button('Done').click();
    await expect.element(screen.button('Send password reset')).toHaveFocus();
  });
});
