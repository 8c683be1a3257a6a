import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { connectionSteps } from '../../../preload/model/connection-report.ts';
import { profileColours } from '../../../preload/model/server-profile.ts';
import type { SignInState } from '../../../preload/model/sign-in-state.ts';
import { personWith } from '../../support/people.ts';
import {
  createFakeMain,
  demoProfile,
  type FakeMainOptions,
  passwordWanted,
  Refusal,
  serverProfile,
  serverSession,
  signedIn,
  workingConnection,
} from './fake-bridge.ts';
import { openApp } from './open-app.ts';
import { screen } from './screen.ts';

const profiles = [
  serverProfile,
  demoProfile,
  ...profileColours.map((colour) => ({ ...serverProfile, id: colour, name: colour, colour })),
];
const people = [
  personWith({
    id: 'bo',
    firstName: 'Bo',
    capabilities: { isAdmin: false, isGuest: false, isMutable: false },
  }),
  personWith({ id: 'ada', firstName: 'Ada' }),
];
const failure = new Refusal({ message: 'It failed.', serverText: 'Why', logId: '1' }).data;
const repository = {
  edition: 'Community',
  version: '25.2.0',
  isReadOnly: true,
  isThumbnailGenerationEnabled: false,
};

async function openDirectory(options: FakeMainOptions = {}): Promise<void> {
  await openApp(createFakeMain({ session: serverSession, profiles, people, ...options }));
  await expect.element(screen.grid()).toBeVisible();
}

/** Opens a dialog of the first server from Welcome. */
async function openServer(option: string, options: FakeMainOptions = {}): Promise<void> {
  await openApp(createFakeMain({ profiles: profiles.slice(0, 2), ...options }));
  await screen.button('Servers…').click();
  await screen.button('Options of ecm.example.com').click();
  await screen.item(option).click();
}

/** The screens of servers, sign-in and passwords, in each state that looks different. */
export const accountScreens: Record<string, () => Promise<void>> = {
  'Welcome with servers': async () => {
    await openApp(createFakeMain({ profiles }));
    await expect.element(page.getByRole('region', { name: 'Your directories' })).toBeVisible();
  },
  'the menu of servers': async () => {
    await openDirectory();
    await screen.switcher().click();
    await expect.element(screen.item('Sign out')).toBeVisible();
  },
  'your account, with an action that is not possible': async () => {
    await openDirectory({ session: { ...serverSession, repository } });
    await screen.button('Your account').click();
    await expect.element(page.getByRole('tooltip')).toBeVisible();
  },
  'the prompt for a password, with a reason': async () => {
    await openDirectory({ signIn: { ...passwordWanted, reason: failure } });
    await screen.button('Details').click();
  },
  'a keychain that asks and does not keep the password': async () => {
    const signIn: SignInState = {
      ...signedIn,
      phase: 'waiting-for-keychain',
      passwordIn: 'this-run',
    };
    await openDirectory({ signIn: { ...signIn, keychainProblem: failure } });
    await expect.element(screen.button('Dismiss')).toBeVisible();
  },
  'the list of servers': async () => {
    await openDirectory();
    await screen.switcher().click();
    await screen.item('Servers…').click();
    await expect.element(screen.dialog('Servers')).toBeVisible();
  },
  'name and colour of a server': async () => {
    await openServer('Edit…');
    await screen.button('Save').click();
  },
  'another address': async () => {
    await openServer('Change address…');
    await screen.button('Change address').click();
  },
  'forgetting a server': async () => {
    await openServer('Forget…');
    await expect.element(screen.button('Forget')).toBeVisible();
  },
  'a connection under test': async () => {
    await openServer('Test connection', {
      answers: { 'profiles:test': () => new Promise(() => undefined) },
    });
    await expect.element(page.getByText('Testing the connection…')).toBeVisible();
  },
  'a connection that was tested': async () => {
    const statuses = ['ok', 'warning', 'failed', 'skipped'] as const;
    const steps = connectionSteps.map((step, place) => {
      const status = statuses[place % statuses.length] ?? 'ok';
      return { step, status, error: status === 'ok' ? null : failure };
    });
    const report = { ...workingConnection, steps };
    await openServer('Test connection', { answers: { 'profiles:test': () => report } });
    await expect.element(page.getByText('The connection does not work.')).toBeVisible();
  },
  'the password of somebody else': async () => {
    await openDirectory();
    await screen.row(/^Ada/).click();
    await screen.button('Set password').click();
    await screen.button('Generate').click();
  },
  'a password that is easy to guess': async () => {
    await openDirectory();
    await screen.row(/^Ada/).click();
    await screen.button('Set password').click();
    await page.getByLabelText('New password', { exact: true }).fill('Ada1');
    await expect.element(page.getByText('Easy to guess')).toBeVisible();
  },
  'actions that are not possible': async () => {
    await openDirectory();
    await screen.row(/^Bo/).click();
    await expect.element(screen.button('Set password')).toBeVisible();
  },
  'the change of one’s own password': async () => {
    await openDirectory();
    await screen.button('Your account').click();
    await screen.button('Change password').click();
    await expect.element(screen.dialog('Change your password')).toBeVisible();
  },
  'a forgotten password': async () => {
    await openApp(createFakeMain());
    await screen.button('Forgot password?').click();
    await screen.button('Ask for the mail').click();
  },
  'an accepted request': async () => {
    await openDirectory();
    await screen.row(/^Ada/).click();
    await screen.button('Send password reset').click();
    await screen.button('Ask for the mail').click();
    await expect.element(screen.button('Done')).toBeVisible();
  },
  'the link from the mail': async () => {
    await openApp(createFakeMain());
    await screen.button('Forgot password?').click();
    await screen.button('I have the mail').click();
    await screen.button('Set password and sign in').click();
  },
  'the question of a proxy': async () => {
    const question = { id: '1', host: 'proxy', port: 3128, realm: 'Proxy', isRepeated: true };
    await openApp(createFakeMain({ answers: { 'proxy:question': () => question } }));
    await expect.element(screen.dialog('Sign in to the proxy')).toBeVisible();
  },
};
