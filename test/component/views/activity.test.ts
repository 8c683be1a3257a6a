import { afterEach, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { personWith } from '../../support/people.ts';
import { createFakeMain, serverSession } from '../support/fake-bridge.ts';
import { activityWith } from '../support/fake-outbox.ts';
import { openApp } from '../support/open-app.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const applied = activityWith({
  id: 900,
  before: { jobTitle: 'Countess' },
  after: { jobTitle: 'Analyst' },
});
const refused = activityWith({
  id: 899,
  personId: 'zoe',
  displayName: 'Zoë Åkesson',
  outcome: 'refused',
  after: { location: 'Lund' },
  status: 403,
  message: 'Access Denied.',
});
const many = Array.from({ length: 60 }, (_, index) =>
  activityWith({ id: 800 - index, displayName: `Person ${index}`, outcome: 'already-there' }),
);

async function openActivity(size = {}) {
  const main = createFakeMain({
    session: serverSession,
    people: [personWith({ id: 'ada', firstName: 'Ada' })],
    activity: [applied, refused, ...many],
  });
  await openApp(main, size);
  await screen.button('Activity').click();
  await expect.element(line(/^Ada Lovelace/)).toBeVisible();
  return main;
}

const line = (name: RegExp) => page.getByRole('article', { name });
const countLines = () => page.getByRole('article').elements().length;

test('tells what was sent, by whom and with which answer, the newest first', async () => {
  await openActivity();
  expect(page.getByRole('article').elements()[0]).toBe(line(/^Ada/).element());
  await expect.element(line(/^Ada/).getByText('Countess')).toBeVisible();
  await expect.element(line(/^Ada/).getByText('Analyst')).toBeVisible();
  await expect.element(line(/^Ada/).getByText('by admin')).toBeVisible();
  await expect.element(line(/^Zoë.*Refused/).getByText('HTTP 403')).toBeVisible();
  await expect.element(line(/^Zoë.*Refused/).getByText('Access Denied.')).toBeVisible();
});

test('is searched and filtered', async () => {
  const main = await openActivity();
  await page.getByRole('searchbox', { name: 'Search activity' }).fill('lund');
  await expect.poll(countLines).toBe(1);
  await page.getByRole('searchbox', { name: 'Search activity' }).fill('');
  await page.getByRole('combobox', { name: 'Outcome' }).selectOptions('Applied');
  await expect.poll(() => main.inputsOf('activity:list').at(-1)?.outcome).toBe('applied');
  await expect.poll(countLines).toBe(1);
  await page.getByRole('searchbox', { name: 'Search activity' }).fill('nobody');
  await screen.button('Show all').click();
  await expect.poll(countLines).toBe(50);
});

test('loads older lines, and the focus goes on with them', async () => {
  await openActivity();
  expect(countLines()).toBe(50);
  (screen.button('Load more').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(countLines).toBe(62);
  await expect.element(line(/^Person 48 /)).toHaveFocus();
});

test('takes back what was applied', async () => {
  const main = await openActivity();
  await screen.button('Undo').click();
  await expect.poll(() => main.inputsOf('edits:undo')).toEqual([{ changeId: 'change-900' }]);
  await expect.element(page.getByText(/^Taken back: the change back/)).toBeVisible();
});

test('is exported, and kept for as long as the user likes', async () => {
  const main = await openActivity();
  await screen.button('Export as CSV').click();
  await expect.element(page.getByText('The log is written.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Kept for' }).selectOptions('30 days');
  expect(main.settings.activityDays).toBe(30);
});

test('is read again when something was sent', async () => {
  const main = await openActivity();
  main.answer('activity:list', () => ({ lines: [refused], hasMore: false }));
  main.push('activity:changed', null);
  await expect.poll(countLines).toBe(1);
});

test('is left by Escape', async () => {
  await openActivity();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.grid()).toBeVisible();
});
