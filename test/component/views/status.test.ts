import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { Connection } from '../../../preload/model/connection.ts';
import {
  createFakeMain,
  type FakeMainOptions,
  idle,
  online,
  Refusal,
  serverSession,
} from '../support/fake-bridge.ts';
import { changeWith } from '../support/fake-outbox.ts';
import { openApp } from '../support/open-app.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const people = peopleOfManyScripts(16);
const signedIn = (options: FakeMainOptions = {}) =>
  createFakeMain({ session: serverSession, people, ...options });
const offline: Connection = {
  ...online,
  status: 'offline',
  reason: new Refusal({ message: 'ecm.example.com does not answer.' }).data,
  nextTryAt: '2026-03-01T09:30:00',
};

describe('the connection', () => {
  test('is told, and follows', async () => {
    const main = signedIn();
    await openApp(main);
    await expect.element(screen.connection('Online')).toBeVisible();
    main.push('connection:changed', offline);
    await expect.element(screen.connection('Offline')).toBeVisible();
    await expect.element(page.getByText('ecm.example.com does not answer.')).toBeVisible();
    await expect.element(page.getByText('Next try at 9:30 AM')).toBeVisible();
    await expect.element(screen.row(/^Ada/)).toBeVisible();
  });

  test('is tried again on request', async () => {
    const main = signedIn({ connection: offline });
    await openApp(main);
    await screen.button('Try now').click();
    expect(main.inputsOf('connection:retry')).toHaveLength(1);
    main.push('connection:changed', online);
    await expect.element(screen.connection('Online')).toBeVisible();
    await expect.element(screen.button('Try now')).not.toBeInTheDocument();
  });

  test('is told once: the failed refresh is not complained of as well', async () => {
    const refresh = { ...idle, phase: 'failed' as const, error: offline.reason };
    await openApp(signedIn({ connection: offline, refresh }));
    await expect.element(screen.connection('Offline')).toBeVisible();
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  });
});

describe('the bar, in any width', () => {
  const sentences = {
    'a server that is not running':
      'directory.of.people.example.com:8443 refuses the connection. Check the address and the port, or ask whether the server is running.',
    'an authority that is not known':
      'The certificate of ecm.example.com comes from an authority that this computer does not trust. Get the certificate of that authority, and add it with: certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n company -i company.crt (from the package libnss3-tools or nss-tools). Then start Rollcall again.',
    'a host without an end': `${'ecm'.repeat(40)}.example.com does not answer.`,
  };
  const widths = [420, 480, 640, 720, 815, 1000];
  const running = { ...idle, phase: 'running' as const, fetched: 1200, expected: 5000 };
  const exported = { phase: 'done', written: 1200, seen: 5000, total: 5000, missed: 12 } as const;
  const cases = Object.entries(sentences).flatMap(([name, message]) =>
    widths.map((width) => [name, width, message] as const),
  );

  test.each(cases)(
    'says all of it and cuts off nothing: %s, %i pixels',
    async (...[, width, message]) => {
      const connection = { ...offline, reason: new Refusal({ message }).data };
      const changes = people.slice(0, 3).map(({ id: personId }) => changeWith({ personId }));
      const refresh = { ...running, pages: 12, secondsLeft: 95 };
      const main = signedIn({ connection, changes, refresh });
      await openApp(main, { width, height: 800 });
      main.push('photos:exportProgress', { ...exported, message: null });
      await userEvent.keyboard('{Control>}a{/Control}');
      const sentence = page.getByText(message).element();
      const bar = page.getByRole('contentinfo').element();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      expect(bar.getBoundingClientRect().bottom).toBeLessThanOrEqual(800);
      for (const part of [sentence, ...bar.querySelectorAll('*')]) {
        expect(part.getBoundingClientRect().right, part.outerHTML).toBeLessThanOrEqual(width);
      }
      expect(sentence.scrollWidth).toBeLessThanOrEqual(sentence.clientWidth);
      expect(sentence.scrollHeight).toBeLessThanOrEqual(sentence.clientHeight);
    },
  );
});

describe('the age of the list', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    vi.setSystemTime('2026-03-01T08:05:10.000Z');
    return () => vi.useRealTimers();
  });

  test('is told, and grows', async () => {
    await openApp(signedIn());
    await expect.element(page.getByText('Updated 5 minutes ago')).toBeVisible();
    vi.advanceTimersByTime(60_000);
    await expect.element(page.getByText('Updated 6 minutes ago')).toBeVisible();
    vi.advanceTimersByTime(2 * 3_600_000);
    await expect.element(page.getByText('Updated 2 hours ago')).toBeVisible();
  });

  test('begins anew with a refresh', async () => {
    const main = signedIn();
    await openApp(main);
    await expect.element(page.getByText('Updated 5 minutes ago')).toBeVisible();
    main.push('refresh:progress', { ...idle, completedAt: '2026-03-01T08:05:15.000Z' });
    await expect.element(page.getByText('Updated just now')).toBeVisible();
  });
});

test('the progress of a refresh tells people, pages and the time left', async () => {
  const refresh = { ...idle, phase: 'running' as const, fetched: 1200, expected: 5000 };
  await openApp(signedIn({ refresh: { ...refresh, pages: 12, secondsLeft: 95 } }));
  await expect.element(page.getByText('1,200 of 5,000 fetched')).toBeVisible();
  await expect.element(page.getByText('12 pages')).toBeVisible();
  await expect.element(page.getByText('2 minutes left')).toBeVisible();
});

test.each(['{Control>}r{/Control}', '{Meta>}r{/Meta}'])('%s refreshes', async (keys) => {
  const main = signedIn();
  await openApp(main);
  await expect.element(screen.row(/^Ada/)).toBeVisible();
  await userEvent.keyboard(keys);
  expect(main.inputsOf('refresh:start')).toHaveLength(1);
});

test('a copy that had to be rebuilt is told of, until it has been read', async () => {
  const main = signedIn({ session: { ...serverSession, isRebuilt: true } });
  await openApp(main);
  const notice = page.getByText('The copy on this computer could not be used.', { exact: false });
  await expect.element(notice).toBeVisible();
  await screen.button('Dismiss').click();
  await expect.element(notice).not.toBeInTheDocument();
});

test('changes that were damaged are told of, until it has been read', async () => {
  await openApp(signedIn({ isPartial: true }));
  const notice = page.getByText('some of them may be lost.', { exact: false });
  await expect.element(notice).toBeVisible();
  await screen.button('Dismiss').click();
  await expect.element(notice).not.toBeInTheDocument();
});

describe('settings', () => {
  test('choose how often to refresh', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.button('Settings').click();
    const interval = page.getByRole('combobox', { name: 'Refresh from the server' });
    await expect.element(interval).toHaveValue('15');
    await interval.selectOptions('Only when I ask for it');
    await expect.poll(() => main.settings.refreshMinutes).toBe(0);
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.dialog('Settings')).not.toBeInTheDocument();
    await expect.element(screen.button('Settings')).toHaveFocus();
  });

  test('show or hide the side bar', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.button('Settings').click();
    await page.getByRole('checkbox', { name: 'Show lenses in a side bar' }).click();
    await screen.button('Close').click();
    await expect.element(screen.lenses()).not.toBeInTheDocument();
  });

  test('that cannot be kept say so', async () => {
    const main = signedIn();
    main.answer('settings:update', () => {
      throw new Refusal({ code: 'storage', message: 'The disk is full.' });
    });
    await openApp(main);
    await screen.button('Settings').click();
    await page.getByRole('checkbox', { name: 'Show lenses in a side bar' }).click();
    await expect.element(page.getByText('The disk is full.')).toBeVisible();
  });

  test('that cannot be read are the usual ones', async () => {
    const main = signedIn();
    main.answer('settings:get', () => {
      throw new Refusal({ code: 'storage', message: 'The disk cannot be read.' });
    });
    await openApp(main);
    await expect.element(screen.row(/^Ada/)).toBeVisible();
  });
});
