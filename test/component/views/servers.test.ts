import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { createDeferred } from '../support/deferred.ts';
import {
  createFakeMain,
  demoProfile,
  type FakeMainOptions,
  Refusal,
  serverProfile,
  serverSession,
  sessionOf,
  workingConnection,
} from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { everythingInPage } from '../support/page-text.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const archive = {
  ...serverProfile,
  id: 'profile-2',
  name: 'Archive',
  colour: 'green' as const,
  serverUrl: 'https://archive.example.org/alfresco',
  userId: 'mira',
  displayName: 'Mira Okonkwo',
  refreshedAt: null,
};
const profiles = [serverProfile, archive, demoProfile];
const people = peopleOfManyScripts(3);
const known = (options: FakeMainOptions = {}) => createFakeMain({ profiles, people, ...options });
const card = (name: string) =>
  page
    .getByRole('region', { name: 'Your directories' })
    .getByRole('button', { name: new RegExp(`^${name}`) });

/** Opens a server's dialog, by the options in the list of servers. */
async function choose(option: string, name = serverProfile.name): Promise<void> {
  await screen.button('Servers…').click();
  await screen.button(`Options of ${name}`).click();
  await screen.item(option).click();
}

describe('Welcome', () => {
  test('shows the servers that are known, and the way to another one', async () => {
    const main = known({
      profiles: [{ ...serverProfile, refreshedAt: new Date().toISOString() }, archive],
    });
    await openApp(main);
    const first = card('ecm.example.com');
    await expect.element(first).toMatchTextContent(/Administrator/);
    await expect.element(first).toMatchTextContent(/ecm\.example\.com\/alfresco/);
    await expect.element(first).toMatchTextContent(/Copy of just now/);
    await expect.element(card('Archive')).toMatchTextContent(/No copy on this computer yet/);
    await expect.element(first).toHaveFocus();
    await expect.element(page.getByRole('heading', { name: 'Add a server' })).toBeVisible();
    await expect.element(screen.signIn()).toBeInTheDocument();
  });

  test.each(['{Enter}', ' '])('opens one with %j', async (key) => {
    const main = known();
    await openApp(main);
    await expect.element(card('ecm.example.com')).toHaveFocus();
    await userEvent.keyboard(`{Tab}${key}`);
    await expect.element(screen.count()).toHaveTextContent('3 people');
    expect(main.inputsOf('profiles:open')).toEqual([{ id: 'profile-2' }]);
  });

  test('says why one does not open', async () => {
    const main = known();
    main.answer('profiles:open', () => {
      throw new Refusal({ code: 'storage', message: 'The copy cannot be read.' });
    });
    await openApp(main);
    await card('Archive').click();
    await expect.element(page.getByRole('alert')).toMatchTextContent(/The copy cannot be read\./);
  });

  test('says why the servers cannot be told, and lets one sign in', async () => {
    const main = known();
    main.answer('profiles:list', () => {
      throw new Refusal({ code: 'storage', message: 'The disk cannot be read.' });
    });
    await openApp(main);
    await expect.element(page.getByRole('alert')).toMatchTextContent(/The disk cannot be read\./);
    await expect.element(screen.address()).toHaveFocus();
  });

  test.each([
    { width: 640, height: 480 },
    { width: 420, height: 300 },
    { width: 320, height: 240 },
  ])('fits a window of $width x $height', async (size) => {
    const long = { ...archive, name: 'Archive of a ministry with a very long name indeed' };
    await openApp(known({ profiles: [serverProfile, long] }), size);
    await expect.element(card('ecm.example.com')).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(size.width);
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    await expect.element(screen.button('Servers…')).toBeInViewport();
  });
});

describe('the shortcut', () => {
  test.each(['{Control>}2{/Control}', '{Meta>}2{/Meta}'])(
    '%s opens the second server',
    async (keys) => {
      const main = known();
      await openApp(main);
      await screen.address().fill('somewhere else');
      await userEvent.keyboard(keys);
      await expect.element(screen.switcher()).toMatchTextContent(/Archive/);
      await userEvent.keyboard('{Control>}3{/Control}');
      await expect.element(screen.switcher()).toMatchTextContent(/Demo directory/);
      expect(main.inputsOf('profiles:open')).toEqual([{ id: 'profile-2' }, { id: 'profile-demo' }]);
    },
  );

  test('of no server does nothing, nor does the one of the open server', async () => {
    const main = known({ session: serverSession });
    await openApp(main);
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    await userEvent.keyboard('{Control>}1{/Control}{Control>}9{/Control}');
    expect(main.inputsOf('profiles:open')).toEqual([]);
  });

  test('does not take away what is being typed into a dialog', async () => {
    const main = known({ session: serverSession });
    await openApp(main);
    await screen.switcher().click();
    await screen.item('Add a server…').click();
    await screen.address().fill('new.example.com');
    await userEvent.keyboard('{Control>}2{/Control}');
    await expect.element(screen.address()).toHaveValue('new.example.com');
    expect(main.inputsOf('profiles:open')).toEqual([]);
  });

  test('pressed twice in a row opens the last one', async () => {
    const main = known({ session: serverSession });
    const answers = new Map(profiles.map(({ id }) => [id, createDeferred<null>()]));
    main.answer('profiles:open', async ({ id }) => {
      await answers.get(id)?.promise;
      return sessionOf(profiles.find((profile) => profile.id === id) ?? serverProfile);
    });
    await openApp(main);
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    await userEvent.keyboard('{Control>}2{/Control}{Control>}3{/Control}');
    answers.get('profile-demo')?.resolve(null);
    await expect.element(screen.switcher()).toMatchTextContent(/Demo directory/);
    answers.get('profile-2')?.resolve(null);
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    await expect.element(screen.switcher()).toMatchTextContent(/Demo directory/);
  });
});

describe('the menu of servers', () => {
  test('tells the servers with their shortcuts, and switches', async () => {
    const main = known({ session: serverSession });
    await openApp(main);
    await screen.switcher().click();
    await expect.element(screen.choice('ecm.example.com')).toHaveAttribute('aria-checked', 'true');
    await expect.element(screen.choice('Archive')).toMatchTextContent(/Ctrl\+2/);
    await screen.choice('Archive').click();
    await expect.element(screen.switcher()).toMatchTextContent(/Mira Okonkwo/);
    await expect.element(screen.grid()).toHaveFocus();
  });

  test('tells two users of one server apart', async () => {
    const twice = [serverProfile, { ...archive, name: serverProfile.name }];
    await openApp(known({ session: serverSession, profiles: twice }));
    await screen.switcher().click();
    await expect.element(screen.choice('ecm.example.com · Mira Okonkwo')).toBeVisible();
  });

  test('leads to another server, while this one stays open', async () => {
    const main = known({ session: serverSession });
    await openApp(main);
    await screen.switcher().click();
    await screen.item('Add a server…').click();
    await expect.element(screen.dialog('Add a server')).toBeVisible();
    await expect.element(screen.address()).toHaveFocus();
    expect(document.body.textContent).toContain('Ada Lovelace');
    await screen.address().fill('ecm.example.com');
    await screen.userId().fill('admin');
    await screen.password().fill('s3cret-canary');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(everythingInPage()).not.toContain('s3cret-canary');
  });

  test('a server of another name and colour shows them at once', async () => {
    const main = known({ session: serverSession });
    await openApp(main);
    await screen.row(/^Ada/).click();
    main.push('session:changed', { ...serverSession, serverName: 'Intranet', colour: 'red' });
    await expect.element(screen.switcher()).toMatchTextContent(/Intranet/);
    // The directory is the same one, and stays as it was.
    await expect.element(screen.person('Ada Lovelace')).toBeVisible();
  });
});

describe('a server', () => {
  test('gets another name and colour', async () => {
    const main = known();
    await openApp(main);
    await choose('Edit…');
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await expect.element(name).toHaveFocus();
    await name.fill('  ');
    await userEvent.keyboard('{Enter}');
    await expect.element(name).toHaveAccessibleDescription('Enter a name.');
    await name.fill(' Intranet ');
    await page.getByRole('radio', { name: 'Pink' }).click();
    await screen.button('Save').click();
    await expect.element(screen.dialog('Edit ecm.example.com')).not.toBeInTheDocument();
    expect(main.inputsOf('profiles:update')).toEqual([
      { id: 'profile-1', name: 'Intranet', colour: 'pink' },
    ]);
    await expect.element(screen.button('Options of Intranet')).toHaveFocus();
  });

  test('gets another address, once the password is typed again', async () => {
    const main = known();
    main.answer('profiles:move', ({ acceptPlainHttp }) => {
      if (!acceptPlainHttp) throw new Refusal({ code: 'invalid', reason: 'plain-http' });
      return serverProfile;
    });
    await openApp(main);
    await choose('Change address…');
    const dialog = screen.dialog('Change address of ecm.example.com');
    await expect.element(dialog.getByText(/signs in as admin at the new address/)).toBeVisible();
    const address = dialog.getByRole('textbox', { name: 'Server address' });
    await expect.element(address).toHaveValue('https://ecm.example.com/alfresco');
    await address.fill('http://ecm.example.net');
    await screen.button('Change address').click();
    const password = dialog.getByLabelText('Password', { exact: true });
    await expect.element(password).toHaveAccessibleDescription('Enter your password.');
    await password.fill('s3cret-canary');
    await userEvent.keyboard('{Enter}');
    await screen.button('Continue without encryption').click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(main.inputsOf('profiles:move').at(-1)).toEqual({
      id: 'profile-1',
      address: 'http://ecm.example.net',
      password: 's3cret-canary',
      acceptPlainHttp: true,
    });
    expect(everythingInPage()).not.toContain('s3cret-canary');
  });

  test('is forgotten with its copy, after saying what goes', async () => {
    const main = known();
    await openApp(main);
    await choose('Forget…');
    const dialog = screen.dialog('Forget ecm.example.com?');
    await expect
      .element(dialog.getByText('This cannot be undone.', { exact: false }))
      .toBeVisible();
    await expect.element(dialog.getByText('the copy of people and photos')).toBeVisible();
    await expect.element(dialog.getByText('your password, in the keychain too')).toBeVisible();
    // Enter, pressed out of habit, destroys nothing.
    await expect.element(screen.button('Cancel')).toHaveFocus();
    await screen.button('Forget').click();
    await expect.element(screen.button('Options of ecm.example.com')).not.toBeInTheDocument();
    expect(main.inputsOf('profiles:forget')).toEqual([{ id: 'profile-1', keepsCopy: false }]);
  });

  test('in which changes wait says so before it is forgotten', async () => {
    const main = known();
    main.answer('profiles:waiting', () => 1200);
    await openApp(main);
    await choose('Forget…');
    const lost = screen
      .dialog('Forget ecm.example.com?')
      .getByText('1,200 changes that wait to be sent: the server does not have them');
    await expect.element(lost).toBeVisible();
    await page.getByRole('checkbox', { name: /^Keep the copy/ }).click();
    await expect.element(lost).not.toBeInTheDocument();
  });

  test('is forgotten without its copy, on request', async () => {
    const main = known({ session: serverSession });
    await openApp(main);
    await screen.switcher().click();
    await screen.item('Servers…').click();
    await screen.button('Options of ecm.example.com').click();
    await screen.item('Forget…').click();
    await page.getByRole('checkbox', { name: /^Keep the copy/ }).click();
    await expect
      .element(page.getByText('the copy of people and photos', { exact: true }))
      .not.toBeInTheDocument();
    await screen.button('Forget').click();
    await expect.element(screen.signIn()).toBeInTheDocument();
    expect(main.inputsOf('profiles:forget')).toEqual([{ id: 'profile-1', keepsCopy: true }]);
  });

  test('that cannot be forgotten says why', async () => {
    const main = known();
    main.answer('profiles:forget', () => {
      throw new Refusal({ code: 'storage', message: 'The folder is in use.' });
    });
    await openApp(main);
    await choose('Forget…');
    await screen.button('Forget').click();
    await expect.element(page.getByRole('alert')).toMatchTextContent(/The folder is in use\./);
  });

  test('of the demo has neither address nor connection', async () => {
    await openApp(known());
    await screen.button('Servers…').click();
    await screen.button('Options of Demo directory').click();
    await expect.element(screen.item('Edit…')).toBeVisible();
    await expect.element(screen.item('Change address…')).not.toBeInTheDocument();
    await expect.element(screen.item('Test connection')).not.toBeInTheDocument();
  });
});

describe('the test of a connection', () => {
  const dialog = screen.dialog('Test connection to ecm.example.com');
  const step = (name: string) => dialog.getByRole('listitem').filter({ hasText: name });

  test('tells each step while it runs and when it is done', async () => {
    const answer = createDeferred<typeof workingConnection>();
    const main = known({ answers: { 'profiles:test': () => answer.promise } });
    await openApp(main);
    await choose('Test connection');
    await expect.element(dialog.getByRole('status')).toMatchTextContent(/Testing the connection…/);
    await expect.element(step('Encryption')).toMatchTextContent(/Waiting/);
    answer.resolve(workingConnection);
    await expect.element(dialog.getByRole('status')).toMatchTextContent(/The connection works\./);
    await expect.element(step('Edition and version')).toMatchTextContent(/Community 25\.2\.0/);
    await expect.element(step('What you may do')).toMatchTextContent(/Administrator/);
    expect(main.inputsOf('profiles:test')).toEqual([
      { address: serverProfile.serverUrl, acceptPlainHttp: false, profileId: 'profile-1' },
    ]);
  });

  test('says what is wrong, with the words of the server behind Details', async () => {
    const main = known();
    const error = new Refusal({
      message: 'The certificate has expired.',
      serverText: 'CERT_DATE_INVALID',
    }).data;
    main.answer('profiles:test', () => ({
      ...workingConnection,
      rights: null,
      steps: workingConnection.steps.map((one) => {
        if (one.step === 'reach') return one;
        return one.step === 'encryption'
          ? { ...one, status: 'failed' as const, error }
          : { ...one, status: 'skipped' as const };
      }),
    }));
    await openApp(main);
    await choose('Test connection');
    await expect.element(page.getByText('The connection does not work.')).toBeVisible();
    await expect.element(step('Encryption')).toMatchTextContent(/The certificate has expired\./);
    await expect.element(step('Clock')).toHaveTextContent('Clock Not tested');
    await screen.button('Details').click();
    await expect.element(page.getByText('CERT_DATE_INVALID')).toBeVisible();
    main.answer('profiles:test', () => workingConnection);
    await screen.button('Test again').click();
    await expect.element(page.getByText('The connection works.')).toBeVisible();
  });

  test('that could not be made says so', async () => {
    const main = known();
    main.answer('profiles:test', () => {
      throw new Refusal({ code: 'bug', message: 'Rollcall failed.' });
    });
    await openApp(main);
    await choose('Test connection');
    await expect.element(page.getByRole('alert')).toMatchTextContent(/Rollcall failed\./);
  });
});
