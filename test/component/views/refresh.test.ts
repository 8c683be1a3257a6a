import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { RefreshState } from '../../../preload/model/refresh.ts';
import {
  createFakeMain,
  demoSession,
  idle,
  Refusal,
  serverSession,
} from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const never: RefreshState = { ...idle, completedAt: null };
const running: RefreshState = { ...never, phase: 'running', fetched: 120, expected: 480 };
const failed: RefreshState = {
  ...never,
  phase: 'failed',
  error: new Refusal({ message: 'The server does not answer.', serverText: 'ECONNREFUSED' }).data,
};
const expired: RefreshState = {
  ...failed,
  error: new Refusal({
    code: 'unauthorized',
    reason: 'session-expired',
    message: 'Your session has ended.',
    retryable: false,
  }).data,
};

describe('a refresh', () => {
  test('starts on request, shows its progress, and ends', async () => {
    const main = createFakeMain({ session: serverSession, people: peopleOfManyScripts(3) });
    await openApp(main);
    await expect.element(screen.progress()).not.toBeInTheDocument();
    await screen.refresh().click();
    expect(main.inputsOf('refresh:start')).toHaveLength(1);
    main.push('refresh:progress', running);
    await expect.element(screen.progress()).toHaveAttribute('aria-valuenow', '120');
    await expect.element(screen.progress()).toHaveAttribute('aria-valuemax', '480');
    await expect.element(page.getByText('120 of 480 fetched')).toBeVisible();
    await expect.element(screen.refresh()).toHaveAttribute('aria-disabled', 'true');
    main.push('refresh:progress', idle);
    await expect.element(screen.progress()).not.toBeInTheDocument();
    await expect.element(page.getByText(/^Updated /)).toBeVisible();
  });

  test('has no end in sight before the first page', async () => {
    const refresh = { ...running, fetched: 0, expected: null };
    await openApp(createFakeMain({ session: serverSession, refresh }));
    await expect.element(screen.progress()).toBeVisible();
    await expect.element(screen.progress()).not.toHaveAttribute('aria-valuenow');
  });

  test('is cancelled, which is no failure', async () => {
    const main = createFakeMain({ session: serverSession, refresh: running });
    await openApp(main);
    await screen.button('Cancel').click();
    expect(main.inputsOf('refresh:cancel')).toHaveLength(1);
    main.push('refresh:progress', {
      ...failed,
      error: new Refusal({ code: 'cancelled', message: 'Cancelled.' }).data,
    });
    await expect.element(screen.progress()).not.toBeInTheDocument();
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  });

  test('keeps the list moving while people arrive faster than it reads', async () => {
    const people = peopleOfManyScripts(500);
    const main = createFakeMain({ session: serverSession, refresh: running });
    await openApp(main);
    for (let fetched = 20; fetched <= 500; fetched += 20) main.change(people.slice(0, fetched));
    await expect.element(screen.count()).toHaveTextContent('500 people');
    expect(main.inputsOf('people:window').length).toBeLessThan(20);
  });
});

describe('an empty directory', () => {
  test('says nothing of a number while the first fetch runs', async () => {
    await openApp(createFakeMain({ session: serverSession, refresh: running }));
    await expect.element(screen.progress()).toBeVisible();
    await expect.element(page.getByText('Loading people…')).toBeInTheDocument();
    await expect.element(screen.count()).toHaveTextContent('');
  });

  test('says why nobody knows how the fetch stands, until the next one runs', async () => {
    const main = createFakeMain({ session: serverSession });
    main.answer('refresh:state', () => {
      throw new Refusal({ code: 'storage', message: 'The disk cannot be read.' });
    });
    await openApp(main);
    await expect.element(page.getByText('The disk cannot be read.')).toBeVisible();
    await screen.button('Try again').click();
    main.push('refresh:progress', running);
    await expect.element(screen.progress()).toBeVisible();
    await expect.element(page.getByText('The disk cannot be read.')).not.toBeInTheDocument();
  });

  test('offers to fetch people', async () => {
    const main = createFakeMain({ session: serverSession, refresh: never });
    await openApp(main);
    await expect.element(page.getByRole('heading', { name: 'Nobody here yet' })).toBeVisible();
    await screen.button('Fetch people').click();
    expect(main.inputsOf('refresh:start')).toHaveLength(1);
  });

  test('says why the fetch failed, with details, and tries again', async () => {
    const main = createFakeMain({ session: serverSession, refresh: failed });
    await openApp(main);
    await expect
      .element(page.getByRole('heading', { name: 'The directory could not be fetched' }))
      .toBeVisible();
    await expect.element(page.getByText('The server does not answer.')).toBeVisible();
    await screen.button('Details').click();
    await expect.element(page.getByText('ECONNREFUSED')).toBeVisible();
    await screen.button('Try again').click();
    expect(main.inputsOf('refresh:start')).toHaveLength(1);
  });
});

describe('a refresh that failed', () => {
  test('leaves the list readable', async () => {
    const people = peopleOfManyScripts(16);
    const main = createFakeMain({ session: serverSession, people, refresh: failed });
    await openApp(main);
    await expect.element(page.getByText('The server does not answer.')).toBeVisible();
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    await screen.button('Try again').click();
    main.push('refresh:progress', running);
    await expect.element(page.getByText('The server does not answer.')).not.toBeInTheDocument();
  });

  test('asks for the password alone where the session has ended, and the list stays', async () => {
    const people = peopleOfManyScripts(16);
    const main = createFakeMain({ session: serverSession, people, refresh: expired });
    await openApp(main);
    await expect.element(page.getByText('Your session has ended.')).toBeVisible();
    await expect.element(screen.button('Try again')).not.toBeInTheDocument();
    await screen.button('Sign in again').click();
    await expect.element(screen.password()).toHaveValue('');
    await expect.element(screen.password()).toHaveFocus();
    expect(document.body.textContent).toContain('Ada Lovelace');
    await screen.password().fill('secret');
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.prompt()).not.toBeInTheDocument();
    expect(main.inputsOf('session:signInAgain')).toEqual([{ password: 'secret', remember: true }]);
  });
});

test('a connection without encryption is marked all the time', async () => {
  const session = { ...serverSession, isPlainHttp: true };
  const { unmount } = await openApp(createFakeMain({ session }));
  await expect.element(page.getByText('Not encrypted')).toBeVisible();
  await unmount();
  await openApp(createFakeMain({ session: demoSession }));
  await expect.element(page.getByText('Demo directory')).toBeVisible();
  await expect.element(page.getByText('Not encrypted')).not.toBeInTheDocument();
});
