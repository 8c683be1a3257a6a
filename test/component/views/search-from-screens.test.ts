import { afterEach, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { createFakeMain, serverSession } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { ada, zoe } from '../support/photo-people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const ways: readonly [name: string, go: () => Promise<void>][] = [
  ['Waiting changes', () => page.getByRole('button', { name: /^Waiting changes/ }).click()],
  ['Activity', () => screen.button('Activity').click()],
  [
    'Match photos',
    async () => {
      await screen.button('Photos').click();
      await screen.item('Match a folder of photos…').click();
    },
  ],
];

async function open(go: () => Promise<void>) {
  await openApp(createFakeMain({ session: serverSession, people: [ada, zoe] }));
  await expect.element(screen.row(/^Zoë/)).toBeVisible();
  await go();
  await expect.element(screen.count()).not.toBeInTheDocument();
}

test.each(ways)('what is typed on the screen %s is found in the list', async (_name, go) => {
  await open(go);
  await screen.search().click();
  await userEvent.keyboard('zo');
  await expect.element(screen.row(/^Zoë/)).toBeVisible();
  await expect.element(screen.count()).toHaveTextContent('1 of 2 people');
  await expect.element(screen.search()).toHaveFocus();
  await expect.element(screen.search()).toHaveValue('zo');
});

test('Enter shows what was searched for before', async () => {
  await openApp(createFakeMain({ session: serverSession, people: [ada, zoe] }));
  await screen.search().fill('zo');
  await screen.button('Activity').click();
  await expect.element(page.getByRole('heading', { name: 'Activity' })).toBeVisible();
  await screen.search().click();
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.count()).toHaveTextContent('1 of 2 people');
  await expect.element(screen.grid()).toHaveFocus();
});

test('Escape clears the box where it is, and leads back from there', async () => {
  await openApp(createFakeMain({ session: serverSession, people: [ada, zoe] }));
  await screen.search().fill('zo');
  await screen.button('Activity').click();
  const heading = page.getByRole('heading', { name: 'Activity' });
  await expect.element(heading).toBeVisible();
  await screen.search().click();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.search()).toHaveValue('');
  await expect.element(heading).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.count()).toHaveTextContent('2 people');
  await expect.element(heading).not.toBeInTheDocument();
});
