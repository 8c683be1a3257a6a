import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { demoAdmin, demoUser } from '../../../main/demo/demo-accounts.ts';
import { createDeferred } from '../support/deferred.ts';
import { createFakeMain, demoSession, Refusal, serverSession } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { everythingInPage } from '../support/page-text.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

async function fillIn(address = 'ecm.example.com'): Promise<void> {
  await screen.address().fill(address);
  await screen.userId().fill('ada');
  await screen.password().fill('s3cret-canary');
}

describe('signing in', () => {
  test('sends what was typed and opens the directory', async () => {
    const main = createFakeMain({ people: peopleOfManyScripts(3) });
    await openApp(main);
    await fillIn(' ecm.example.com ');
    await screen.signIn().click();
    await expect.element(screen.count()).toHaveTextContent('3 people');
    expect(main.inputsOf('session:signIn')).toEqual([
      {
        address: 'ecm.example.com',
        userId: 'ada',
        password: 's3cret-canary',
        acceptPlainHttp: false,
        remember: true,
      },
    ]);
  });

  test('says where the password is kept, and keeps it for this run on request', async () => {
    const main = createFakeMain();
    await openApp(main);
    await expect
      .element(screen.remember())
      .toHaveAccessibleDescription(/kept in this computer’s keychain/);
    await screen.remember().click();
    await expect.element(screen.remember()).toHaveAccessibleDescription(/until you quit Rollcall/);
    await fillIn();
    await screen.signIn().click();
    await expect.element(screen.search()).toBeVisible();
    expect(main.inputsOf('session:signIn')[0]?.remember).toBe(false);
  });

  test('that does not reach the server offers to look closer', async () => {
    const main = createFakeMain();
    main.answer('session:signIn', () => {
      throw new Refusal({ message: 'The server does not answer.' });
    });
    await openApp(main);
    await fillIn();
    await screen.signIn().click();
    await screen.button('Test connection').click();
    await expect.element(page.getByText('The connection works.')).toBeVisible();
    expect(main.inputsOf('profiles:test')).toEqual([
      { address: 'ecm.example.com', acceptPlainHttp: false, profileId: null },
    ]);
  });

  test('leaves nothing of the password behind', async () => {
    const main = createFakeMain();
    await openApp(main);
    await fillIn();
    const field = screen.password().element() as HTMLInputElement;
    expect(field.value).toBe('s3cret-canary');
    await screen.signIn().click();
    await expect.element(screen.grid().or(screen.button('Fetch people'))).toBeVisible();
    expect(field.value).toBe('');
    expect(everythingInPage()).not.toContain('s3cret-canary');
  });

  test('forgets the password when the demo is taken instead', async () => {
    await openApp(createFakeMain());
    await fillIn();
    const field = screen.password().element() as HTMLInputElement;
    await screen.demo().click();
    await expect.element(page.getByText('Demo directory')).toBeVisible();
    expect(field.value).toBe('');
  });

  test('says at each empty field what is missing, and asks nothing of the server', async () => {
    const main = createFakeMain();
    await openApp(main);
    await screen.signIn().click();
    await expect
      .element(screen.address())
      .toHaveAccessibleDescription('Enter the address of your server.');
    await expect.element(screen.userId()).toHaveAccessibleDescription('Enter your user name.');
    await expect.element(screen.password()).toHaveAccessibleDescription('Enter your password.');
    await expect.element(screen.address()).toHaveFocus();
    expect(main.inputsOf('session:signIn')).toEqual([]);
  });

  test('shows the sentence of the server at its field', async () => {
    const main = createFakeMain();
    main.answer('session:signIn', () => {
      throw new Refusal({ code: 'invalid', fields: { address: 'There is no such host.' } });
    });
    await openApp(main);
    await fillIn();
    await screen.signIn().click();
    await expect.element(screen.address()).toHaveAccessibleDescription('There is no such host.');
    await expect.element(screen.address()).toHaveFocus();
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  });

  test('says why it failed, keeps what was typed, and works the next time', async () => {
    const main = createFakeMain();
    main.answer('session:signIn', () => {
      throw new Refusal({
        code: 'unauthorized',
        reason: 'bad-credentials',
        message: 'The user name or the password is wrong.',
        serverText: 'Login failed',
        logId: '0312',
        traceId: 'trace-77',
      });
    });
    await openApp(main);
    await fillIn();
    await screen.signIn().click();
    await expect
      .element(page.getByRole('alert').getByText('The user name or the password is wrong.'))
      .toBeVisible();
    await expect.element(screen.password()).toHaveFocus();
    await expect.element(page.getByText('Login failed')).not.toBeInTheDocument();
    await screen.button('Details').click();
    for (const detail of ['Login failed', '0312', 'trace-77']) {
      await expect.element(page.getByText(detail, { exact: true })).toBeVisible();
    }
    main.answer('session:signIn', () => serverSession);
    await screen.signIn().click();
    await expect.element(screen.search()).toBeVisible();
  });

  test('is asked once while an answer is on its way', async () => {
    const answer = createDeferred<typeof serverSession>();
    const main = createFakeMain({ answers: { 'session:signIn': () => answer.promise } });
    await openApp(main);
    await fillIn();
    await userEvent.keyboard('{Enter}{Enter}');
    await expect.element(screen.button('Signing in…')).toHaveAttribute('aria-disabled', 'true');
    expect(main.inputsOf('session:signIn')).toHaveLength(1);
    answer.resolve(serverSession);
    await expect.element(screen.search()).toBeVisible();
  });

  test('shows the password on request only', async () => {
    await openApp(createFakeMain());
    await expect.element(screen.password()).toHaveAttribute('type', 'password');
    await screen.button('Show password').click();
    await expect.element(screen.password()).toHaveAttribute('type', 'text');
    await screen.button('Hide password').click();
    await expect.element(screen.password()).toHaveAttribute('type', 'password');
  });
});

describe('a connection without encryption', () => {
  async function openQuestion() {
    const main = createFakeMain({
      answers: {
        'session:signIn': ({ acceptPlainHttp }) => {
          if (!acceptPlainHttp) throw new Refusal({ code: 'invalid', reason: 'plain-http' });
          return { ...serverSession, isPlainHttp: true };
        },
      },
    });
    await openApp(main);
    await fillIn('http://ecm.example.com:8080/alfresco');
    await screen.signIn().click();
    await expect
      .element(page.getByRole('alertdialog', { name: 'This connection is not encrypted' }))
      .toHaveAccessibleDescription(/^The connection to ecm\.example\.com:8080 is not encrypted/);
    return main;
  }

  test('is asked about, and used after an explicit yes', async () => {
    const main = await openQuestion();
    await screen.button('Continue without encryption').click();
    await expect.element(page.getByText('Not encrypted')).toBeVisible();
    expect(main.inputsOf('session:signIn').map((input) => input.acceptPlainHttp)).toEqual([
      false,
      true,
    ]);
  });

  test('is not used when Enter is pressed again out of habit', async () => {
    const main = await openQuestion();
    await expect.element(screen.button('Go back')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.address()).toHaveFocus();
    await expect.element(screen.address()).toHaveValue('http://ecm.example.com:8080/alfresco');
    expect(main.inputsOf('session:signIn')).toHaveLength(1);
  });
});

describe('the demo', () => {
  test('opens with one click', async () => {
    const main = createFakeMain({ people: peopleOfManyScripts(4) });
    await openApp(main);
    await screen.demo().click();
    await expect.element(page.getByText('Demo directory')).toBeVisible();
    await expect.element(screen.count()).toHaveTextContent('4 people');
  });

  test('tells the accounts that its server knows', async () => {
    await openApp(createFakeMain());
    for (const { userId, password } of [demoAdmin, demoUser]) {
      await expect.element(page.getByText(`${userId} / ${password}`)).toBeVisible();
    }
  });

  test('says why it did not open, and tries again', async () => {
    const main = createFakeMain();
    main.answer('session:startDemo', () => {
      throw new Refusal({ code: 'storage', message: 'The disk is full.' });
    });
    await openApp(main);
    await screen.demo().click();
    await expect.element(page.getByRole('alert').getByText('The disk is full.')).toBeVisible();
    main.answer('session:startDemo', () => demoSession);
    await screen.button('Try again').click();
    await expect.element(screen.search()).toBeVisible();
  });
});

test('a session that main has already opened skips the Welcome screen', async () => {
  await openApp(createFakeMain({ session: serverSession, people: peopleOfManyScripts(2) }));
  await expect.element(screen.count()).toHaveTextContent('2 people');
  await expect.element(screen.signIn()).not.toBeInTheDocument();
});

test('closing the window ends every subscription', async () => {
  const main = createFakeMain({ session: serverSession, people: peopleOfManyScripts(2) });
  const { unmount } = await openApp(main);
  await expect.element(screen.count()).toHaveTextContent('2 people');
  expect(main.countListeners()).toBeGreaterThan(0);
  await unmount();
  expect(main.countListeners()).toBe(0);
});
