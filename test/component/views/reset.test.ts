import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { createDeferred } from '../support/deferred.ts';
import { createFakeMain, Refusal, serverSession } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { everythingInPage } from '../support/page-text.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const dialog = () => page.getByRole('dialog');
const address = () => dialog().getByRole('textbox', { name: 'Server address' });
const userId = () => dialog().getByRole('textbox', { name: 'User name' });
const link = () => dialog().getByRole('textbox', { name: 'Link from the mail' });
const password = () => dialog().getByLabelText('New password', { exact: true });
const finish = () => screen.button('Set password and sign in');
const pasted = 'https://ecm.example.com/share/page/reset-password?key=key-canary&id=activiti$7';

async function openReset(main = createFakeMain({ people: peopleOfManyScripts(3) })) {
  await openApp(main);
  await screen.address().fill('ecm.example.com');
  await screen.userId().fill('ada');
  await screen.button('Forgot password?').click();
  return main;
}

test('begins with what was typed, and asks for the mail', async () => {
  const main = await openReset();
  await expect.element(address()).toHaveValue('ecm.example.com');
  await expect.element(userId()).toHaveFocus();
  await userId().fill('');
  await screen.button('Ask for the mail').click();
  await expect.element(userId()).toHaveAccessibleDescription('Enter your user name.');
  await userId().fill(' Ada ');
  await screen.button('Ask for the mail').click();
  await expect
    .element(dialog().getByRole('alert'))
    .toMatchTextContent(/If the account exists .* The server does not tell us more\./);
  expect(document.body.textContent).not.toMatch(/sent to|has been sent/i);
  expect(main.inputsOf('passwords:requestReset')).toEqual([
    { address: 'ecm.example.com', acceptPlainHttp: false, userId: 'Ada' },
  ]);
});

test('goes on with the mail, signs in, and keeps nothing of it', async () => {
  const main = await openReset();
  await screen.button('Ask for the mail').click();
  await screen.button('I have the mail').click();
  await expect.element(link()).toHaveFocus();
  await expect.element(userId()).toHaveValue('ada');
  await link().fill(`Hello,\n<${pasted}>\n`);
  await password().fill('s3cret-canary');
  await finish().click();
  await expect.element(screen.count()).toHaveTextContent('3 people');
  await expect.element(dialog()).not.toBeInTheDocument();
  expect(main.inputsOf('passwords:completeReset')).toEqual([
    {
      address: 'ecm.example.com',
      acceptPlainHttp: false,
      link: `Hello,\n<${pasted}>\n`,
      userId: 'ada',
      password: 's3cret-canary',
      remember: true,
    },
  ]);
  expect(everythingInPage()).not.toMatch(/key-canary|s3cret-canary/);
});

test('leaves whoever goes on with a mail alone when the answer to the request comes late', async () => {
  const answer = createDeferred<null>();
  await openReset(createFakeMain({ answers: { 'passwords:requestReset': () => answer.promise } }));
  await screen.button('Ask for the mail').click();
  await screen.button('I have the mail').click();
  await link().fill(pasted);
  answer.resolve(null);
  // By then, the answer has had every chance to change the dialog.
  await new Promise((resolve) => setTimeout(resolve));
  await expect.element(link()).toHaveValue(pasted);
});

describe('a link', () => {
  test.each([
    ['', 'Paste the link from the mail.'],
    ['https://ecm.example.com/share', /its id or its key is missing/],
    [pasted.replace(/&id=.*/u, ''), /its id or its key is missing/],
  ])('%j is told of at the field, before anything is sent', async (text, sentence) => {
    const main = await openReset();
    await screen.button('I have the mail').click();
    await link().fill(text);
    await password().fill('long enough for this');
    await finish().click();
    await expect.element(link()).toHaveAccessibleDescription(sentence);
    await expect.element(link()).toHaveFocus();
    expect(main.inputsOf('passwords:completeReset')).toEqual([]);
  });

  test('that was used before says so, and what was typed stays', async () => {
    const main = await openReset();
    main.answer('passwords:completeReset', () => {
      throw new Refusal({ code: 'forbidden', message: 'The link was used before, or is too old.' });
    });
    await screen.button('I have the mail').click();
    await link().fill(pasted);
    await password().fill('long enough for this');
    await finish().click();
    await expect
      .element(dialog().getByRole('alert'))
      .toMatchTextContent(/The link was used before/);
    await expect.element(link()).toHaveValue(pasted);
    await screen.button('Back').click();
    await expect.element(screen.button('Ask for the mail')).toBeVisible();
  });

  test('is forgotten when the dialog is closed', async () => {
    await openReset();
    await screen.button('I have the mail').click();
    await link().fill(pasted);
    const field = link().element() as HTMLTextAreaElement;
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog()).not.toBeInTheDocument();
    expect(field.value).toBe('');
    expect(everythingInPage()).not.toContain('key-canary');
  });
});

test('a connection without encryption is asked about once', async () => {
  const main = await openReset();
  const insist = ({ acceptPlainHttp }: { acceptPlainHttp: boolean }): void => {
    if (!acceptPlainHttp) throw new Refusal({ code: 'invalid', reason: 'plain-http' });
  };
  main.answer('passwords:requestReset', (input) => {
    insist(input);
    return null;
  });
  main.answer('passwords:completeReset', (input) => {
    insist(input);
    return serverSession;
  });
  await screen.button('Ask for the mail').click();
  await screen.button('Continue without encryption').click();
  await screen.button('I have the mail').click();
  await link().fill(pasted);
  await password().fill('long enough for this');
  await finish().click();
  await expect.element(screen.search()).toBeVisible();
  expect(main.inputsOf('passwords:completeReset')).toHaveLength(1);
});
