import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import {
  createFakeMain,
  type FakeMainOptions,
  online,
  passwordWanted,
  Refusal,
  serverProfile,
  serverSession,
  signedIn,
} from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { everythingInPage } from '../support/page-text.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const people = peopleOfManyScripts(16);
const open = (options: FakeMainOptions = {}) =>
  createFakeMain({ session: serverSession, profiles: [serverProfile], people, ...options });
const refused = new Refusal({
  code: 'unauthorized',
  reason: 'bad-credentials',
  message: 'The server refuses the password.',
}).data;
const keychainProblem = new Refusal({
  code: 'keychain',
  message: 'No keychain service is running.',
}).data;

describe('the status bar', () => {
  test('says how far the sign-in is', async () => {
    const main = open({ signIn: { ...signedIn, phase: 'signing-in' } });
    await openApp(main);
    await expect.element(page.getByText('Signing in…')).toBeVisible();
    main.push('session:signInChanged', { ...signedIn, phase: 'waiting-for-keychain' });
    await expect
      .element(page.getByRole('status').filter({ hasText: 'The keychain is asking' }))
      .toBeVisible();
    main.push('session:signInChanged', signedIn);
    await expect.element(page.getByText('The keychain is asking')).not.toBeInTheDocument();
  });

  test('says “Offline” alone while the server cannot be reached', async () => {
    const main = open({ signIn: { ...signedIn, phase: 'signing-in' } });
    await openApp(main);
    await expect.element(page.getByText('Signing in…')).toBeVisible();
    main.push('connection:changed', { ...online, status: 'offline' });
    await expect.element(page.getByText('Signing in…')).not.toBeInTheDocument();
  });
});

describe('the password that is wanted', () => {
  test('is asked for beside the list, which can be used meanwhile', async () => {
    await openApp(open({ signIn: passwordWanted }));
    const prompt = screen.prompt();
    await expect
      .element(prompt.getByText('Sign in as Administrator to refresh from ecm.example.com.'))
      .toBeVisible();
    await expect.element(screen.password()).toHaveFocus();
    await screen.search().fill('ada');
    await expect.element(screen.count()).toHaveTextContent('1 of 16 people');
    await screen.row(/^Ada/).click();
    await expect.element(screen.person('Ada Lovelace')).toBeVisible();
    await expect.element(prompt).toBeVisible();
  });

  test('is sent once, and nothing of it stays', async () => {
    const main = open({ signIn: passwordWanted });
    await openApp(main);
    await screen.button('Sign in').click();
    await expect.element(screen.password()).toHaveAccessibleDescription('Enter your password.');
    await screen.password().fill('s3cret-canary');
    await screen.remember().click();
    await screen.password().click();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.prompt()).not.toBeInTheDocument();
    expect(main.inputsOf('session:signInAgain')).toEqual([
      { password: 's3cret-canary', remember: false },
    ]);
    expect(everythingInPage()).not.toContain('s3cret-canary');
    await expect.element(screen.grid()).toHaveFocus();
  });

  test('does not tear anybody away from what is being typed', async () => {
    const main = open();
    await openApp(main);
    await screen.search().fill('ad');
    main.push('session:signInChanged', { ...passwordWanted, reason: refused });
    await expect.element(screen.prompt()).toMatchTextContent(/The server refuses the password\./);
    await expect.element(screen.search()).toHaveFocus();
  });

  test('that is refused again says so, and keeps the prompt', async () => {
    const main = open({ signIn: passwordWanted });
    main.answer('session:signInAgain', () => {
      throw new Refusal({ ...refused, serverText: 'Login failed' });
    });
    await openApp(main);
    await screen.password().fill('wrong');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert')).toMatchTextContent(/refuses the password/);
    await expect.element(screen.password()).toHaveFocus();
    await screen.button('Details').click();
    await expect.element(page.getByText('Login failed')).toBeVisible();
    expect(main.inputsOf('session:signInAgain')).toHaveLength(1);
  });

  test.each([
    ['the button', () => screen.button('Later').click()],
    ['Escape', () => userEvent.keyboard('{Escape}')],
  ])('can wait: %s takes the prompt away, until it is asked for', async (_way, later) => {
    const main = open({ signIn: passwordWanted });
    await openApp(main);
    await screen.password().fill('s3cret-canary');
    await later();
    await expect.element(screen.prompt()).not.toBeInTheDocument();
    expect(everythingInPage()).not.toContain('s3cret-canary');
    await expect.element(screen.grid()).toHaveFocus();
    // The same news once more is no new question.
    main.push('session:signInChanged', { ...passwordWanted, reason: refused });
    await expect.element(page.getByText('Password wanted')).toBeVisible();
    await expect.element(screen.prompt()).not.toBeInTheDocument();
    await screen.button('Sign in to refresh').click();
    await expect.element(screen.password()).toHaveFocus();
    await expect.element(screen.password()).toHaveValue('');
  });

  test('comes first where a refresh is asked for', async () => {
    const main = open({ signIn: passwordWanted });
    await openApp(main);
    await screen.button('Later').click();
    await screen.refresh().click();
    await expect.element(screen.password()).toHaveFocus();
    expect(main.inputsOf('refresh:start')).toEqual([]);
  });

  test('that was forgotten leads to the mail for a new one', async () => {
    const main = open({ signIn: passwordWanted });
    await openApp(main);
    await screen.button('Forgot password?').click();
    await screen.button('Ask for the mail').click();
    expect(main.inputsOf('passwords:requestReset')).toEqual([
      { address: serverSession.serverUrl, acceptPlainHttp: false, userId: 'admin' },
    ]);
  });

  test('is asked for anew by another server', async () => {
    const main = open({ signIn: passwordWanted });
    await openApp(main);
    await screen.button('Later').click();
    main.push('session:changed', { ...serverSession, profileId: 'other', serverName: 'Archive' });
    await expect.element(screen.prompt()).toMatchTextContent(/refresh from Archive\./);
  });

  test('leaves the list in sight in a low window', async () => {
    await openApp(open({ signIn: passwordWanted }), { width: 640, height: 480 });
    await expect.element(screen.prompt()).toBeVisible();
    await expect.element(screen.button('Later')).toBeInViewport();
    await expect.element(screen.count()).toBeInViewport();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(640);
  });
});

describe('a keychain that does not keep the password', () => {
  test('is told of once, with the reason', async () => {
    const main = open({ signIn: { ...signedIn, passwordIn: 'this-run', keychainProblem } });
    await openApp(main);
    const notice = page.getByRole('note').filter({ hasText: 'until you quit Rollcall' });
    await expect.element(notice).toMatchTextContent(/No keychain service is running\./);
    await screen.button('Dismiss').click();
    await expect.element(notice).not.toBeInTheDocument();
    main.push('session:signInChanged', { ...signedIn, passwordIn: 'this-run', keychainProblem });
    main.push('session:changed', { ...serverSession, profileId: 'other', serverName: 'Archive' });
    await expect.element(screen.switcher()).toMatchTextContent(/Archive/);
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    await expect.element(notice).not.toBeInTheDocument();
  });
});

test('a keychain without the password is told of by the question for it, and nowhere else', async () => {
  await openApp(open({ signIn: { ...passwordWanted, reason: keychainProblem, keychainProblem } }));
  await expect.element(screen.prompt()).toMatchTextContent(/No keychain service is running\./);
  expect(page.getByText('No keychain service is running.').elements()).toHaveLength(1);
});

describe('your account', () => {
  const repository = {
    edition: 'Community',
    version: '25.2.0',
    isReadOnly: false,
    isThumbnailGenerationEnabled: true,
  };
  const card = () => screen.dialog('Your account');

  test('tells who you are, where, and what you may do', async () => {
    const session = { ...serverSession, repository };
    await openApp(open({ session, signIn: { ...signedIn, passwordIn: 'this-run' } }));
    await screen.button('Your account').click();
    for (const fact of [
      'admin',
      'https://ecm.example.com/alfresco',
      'Community 25.2.0',
      'Administrator: may change everybody',
      'Kept until you quit Rollcall',
    ]) {
      await expect.element(card().getByText(fact, { exact: true })).toBeVisible();
    }
    await expect.element(card().getByText('Read-only')).not.toBeInTheDocument();
  });

  test('tells an ordinary user, a read-only server, and photos that are off', async () => {
    const session = {
      ...serverSession,
      isAdmin: false,
      repository: { ...repository, isReadOnly: true, isThumbnailGenerationEnabled: false },
    };
    await openApp(open({ session }));
    await screen.button('Your account').click();
    await expect.element(card()).toMatchTextContent(/Ordinary user/);
    await expect.element(card()).toMatchTextContent(/nothing can be changed there/);
    await expect.element(card()).toMatchTextContent(/makes no thumbnails/);
    const change = card().getByRole('button', { name: 'Change password' });
    await expect.element(change).toHaveAttribute('aria-disabled', 'true');
    await expect
      .element(change)
      .toHaveAccessibleDescription('This server is read-only at the moment.');
  });

  test('does not claim rights that the server does not tell', async () => {
    await openApp(open({ session: { ...serverSession, isAdmin: null, tellsCapabilities: false } }));
    await screen.button('Your account').click();
    await expect
      .element(
        card().getByText('This server does not tell who is an administrator', { exact: true }),
      )
      .toBeVisible();
  });

  test('leads to the change of the password, and back', async () => {
    await openApp(open());
    await screen.button('Your account').click();
    await screen.button('Change password').click();
    await expect.element(screen.dialog('Change your password')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.button('Your account')).toHaveFocus();
  });
});

describe('the settings of accounts', () => {
  test('say what ending the session at the server brings about', async () => {
    const main = open();
    await openApp(main);
    await screen.button('Settings').click();
    const box = page.getByRole('checkbox', {
      name: 'Signing out ends the session at the server too',
    });
    await expect.element(box).not.toBeChecked();
    await expect.element(box).toHaveAccessibleDescription(/signs you out of Share/);
    await box.click();
    expect(main.settings.endsTicketOnSignOut).toBe(true);
  });

  test('keep the program of password mails once it is typed, and never an empty one', async () => {
    const main = open();
    await openApp(main);
    await screen.button('Settings').click();
    const field = page.getByRole('textbox', { name: 'Program for password mails' });
    await field.fill(' workspace ');
    await screen.button('Close').click();
    expect(main.settings.resetClient).toBe('workspace');
    await screen.button('Settings').click();
    await field.fill(' ');
    await page.getByRole('checkbox', { name: 'Show lenses in a side bar' }).click();
    await expect.element(field).toHaveValue('workspace');
    expect(main.settings.resetClient).toBe('workspace');
  });
});
