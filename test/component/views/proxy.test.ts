import { afterEach, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { ProxyQuestion } from '../../../preload/model/proxy-question.ts';
import { createFakeMain, serverSession } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { everythingInPage } from '../support/page-text.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const question: ProxyQuestion = {
  id: 'question-1',
  host: 'proxy.example.com',
  port: 3128,
  realm: 'Enter your <b>Alfresco</b> password\u202E',
  isRepeated: false,
};
const people = peopleOfManyScripts(3);
const dialog = () => screen.dialog('Sign in to the proxy');
const userId = () => dialog().getByRole('textbox', { name: 'User name' });
const password = () => dialog().getByLabelText('Password', { exact: true });

test('a question that waits is asked, with what the proxy says of itself as its own words', async () => {
  const main = createFakeMain({ answers: { 'proxy:question': () => question } });
  await openApp(main);
  await expect.element(dialog()).toMatchTextContent(/proxy\.example\.com:3128/);
  await expect.element(dialog()).toMatchTextContent(/not the ones of your Alfresco server/);
  const realm = 'Enter your <b>Alfresco</b> password[U+202E]';
  await expect.element(dialog().getByText(realm)).toBeVisible();
  await expect.element(userId()).toHaveFocus();
});

test('the answer goes to main, and nothing of it stays', async () => {
  const main = createFakeMain({ session: serverSession, people });
  await openApp(main);
  await expect.element(screen.row(/^Ada/)).toBeVisible();
  main.push('proxy:asked', question);
  await userEvent.keyboard('{Enter}');
  await expect.element(userId()).toHaveAccessibleDescription('Enter the user name for the proxy.');
  await userId().fill('kim');
  await password().fill('s3cret-canary');
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog()).not.toBeInTheDocument();
  expect(main.inputsOf('proxy:answer')).toEqual([
    { id: 'question-1', credentials: { userId: 'kim', password: 's3cret-canary' } },
  ]);
  expect(everythingInPage()).not.toContain('s3cret-canary');
  await expect.element(screen.grid()).toHaveFocus();
});

test.each([
  ['the button', () => dialog().getByRole('button', { name: 'Cancel' }).last().click()],
  ['Escape', () => userEvent.keyboard('{Escape}')],
])('%s leaves the question without an answer', async (_way, cancel) => {
  const main = createFakeMain({ answers: { 'proxy:question': () => question } });
  await openApp(main);
  await expect.element(userId()).toHaveFocus();
  await cancel();
  await expect.element(dialog()).not.toBeInTheDocument();
  expect(main.inputsOf('proxy:answer')).toEqual([{ id: 'question-1', credentials: null }]);
});

test('a refused answer is asked for again, and says so', async () => {
  const main = createFakeMain({ answers: { 'proxy:question': () => question } });
  await openApp(main);
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await userId().fill('kim');
  main.push('proxy:asked', { ...question, id: 'question-2', isRepeated: true });
  await expect.element(dialog().getByRole('alert')).toMatchTextContent(/has refused/);
  await expect.element(userId()).toHaveValue('');
  main.push('proxy:asked', null);
  await expect.element(dialog()).not.toBeInTheDocument();
});
