import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { everybody } from '../../../preload/rules/everybody.ts';
import {
  createFakeMain,
  idle,
  online,
  passwordWanted,
  Refusal,
  serverSession,
} from '../support/fake-bridge.ts';
import { activityWith, changeWith } from '../support/fake-outbox.ts';
import { openApp } from '../support/open-app.ts';
import { personWith } from '../../support/people.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { chooseFile, drag } from '../support/drops.ts';
import { pictureFile, pixelUrl } from '../support/photo-people.ts';
import { screen } from '../support/screen.ts';
import { accountScreens } from '../support/account-screens.ts';
import { emulateScheme, schemes } from '../support/schemes.ts';

afterEach(cleanup);

const people = peopleOfManyScripts(60);
const rich = personWith({
  id: 'rich',
  firstName: 'Aaron',
  description: 'Text',
  enabled: false,
  aspectNames: ['papi:lunchable'],
  properties: { 'papi:lunch': 'Soup' },
  capabilities: { isAdmin: true, isGuest: true, isMutable: false },
});
const failure = new Refusal({ message: 'It failed.', serverText: 'Why', logId: '1' }).data;

const fields = { base: { jobTitle: 'Clerk' }, mine: { jobTitle: 'Head clerk' } };
const sent = {
  changes: [
    changeWith({ id: '1', personId: 'a', ...fields }),
    changeWith({ id: '2', personId: 'b', ...fields, state: 'refused', error: failure }),
    changeWith({
      id: '3',
      personId: 'c',
      ...fields,
      state: 'conflict',
      theirs: { jobTitle: 'Judge' },
    }),
  ],
  activity: [
    activityWith({ id: 2, before: fields.base, after: fields.mine }),
    activityWith({ id: 1, outcome: 'refused', status: 403, message: 'No.' }),
  ],
  pausedBy: failure,
};

/** Each screen, in each state that looks different. */
const screens: Record<string, () => Promise<void>> = {
  Welcome: async () => {
    await openApp(createFakeMain());
    await expect.element(screen.signIn()).toBeVisible();
  },
  'Welcome with errors at the fields': async () => {
    await openApp(createFakeMain());
    await screen.signIn().click();
    await expect.element(page.getByText('Enter your password.')).toBeVisible();
  },
  'Welcome after a failure': async () => {
    const main = createFakeMain();
    main.answer('session:startDemo', () => {
      throw new Refusal(failure);
    });
    await openApp(main);
    await screen.demo().click();
    await screen.button('Details').click();
  },
  'the question about encryption': async () => {
    const main = createFakeMain();
    main.answer('session:signIn', () => {
      throw new Refusal({ reason: 'plain-http' });
    });
    await openApp(main);
    await screen.address().fill('ecm');
    await screen.userId().fill('ada');
    await screen.password().fill('secret');
    await screen.signIn().click();
    await expect.element(page.getByRole('alertdialog')).toBeVisible();
  },
  Directory: async () => {
    const session = { ...serverSession, isPlainHttp: true };
    await openApp(createFakeMain({ session, people }));
    await expect.element(screen.grid()).toBeVisible();
  },
  'a person': async () => {
    await openApp(createFakeMain({ session: serverSession, people: [rich, ...people] }));
    await screen.row(/^Aaron/).click();
    await expect.element(page.getByText('Soup')).toBeVisible();
  },
  'a person in a narrow window': async () => {
    const main = createFakeMain({ session: serverSession, people: [rich, ...people] });
    await openApp(main, { width: 420, height: 760 });
    await screen.row(/^Aaron/).click();
    await expect.element(page.getByText('Soup')).toBeVisible();
  },
  'editing a person': async () => {
    const changes = [changeWith({ personId: 'rich', mine: { 'properties.papi:lunch': 'Soup' } })];
    const main = createFakeMain({ session: serverSession, people: [rich, ...people], changes });
    main.answer('edits:lockedFields', () => ['lastName']);
    await openApp(main);
    await screen.row(/^Aaron/).click();
    await expect.element(page.getByText('Waiting to be sent')).toBeVisible();
    await screen.button('Edit').click();
    await page.getByRole('textbox', { name: 'Job title' }).fill(' Cook ');
    await page.getByRole('textbox', { name: 'First name' }).fill('');
    await screen.button('Add property').click();
  },
  'a field in its place, and a change that was refused': async () => {
    const changes = [
      changeWith({
        personId: 'rich',
        mine: { jobTitle: '' },
        base: { jobTitle: 'Cook' },
        state: 'refused',
        error: failure,
      }),
    ];
    const main = createFakeMain({ session: serverSession, people: [rich, ...people], changes });
    await openApp(main, { width: 640, height: 760 });
    await screen.row(/^Aaron/).click();
    await expect.element(page.getByText('Refused by the server', { exact: true })).toBeVisible();
    await page.getByRole('switch', { name: 'E-mail notifications' }).click();
    await expect.element(screen.button('Undo')).toBeVisible();
    await screen.button('Edit First name').click();
  },
  'the question about unsaved changes': async () => {
    await openApp(createFakeMain({ session: serverSession, people: [rich, ...people] }));
    await screen.row(/^Aaron/).click();
    await screen.button('Edit').click();
    await page.getByRole('textbox', { name: 'Job title' }).fill('Cook');
    await screen.button('Close').click();
    await expect.element(screen.dialog('Save your changes?')).toBeVisible();
  },
  'the first fetch': async () => {
    const refresh = { ...idle, phase: 'running' as const, completedAt: null };
    await openApp(createFakeMain({ session: serverSession, refresh }));
    await expect.element(screen.progress()).toBeVisible();
  },
  'nobody matches': async () => {
    await openApp(createFakeMain({ session: serverSession, people }));
    await screen.search().fill('zebra');
    await expect.element(screen.button('Clear search')).toBeVisible();
  },
  'nobody at all': async () => {
    await openApp(createFakeMain({ session: serverSession }));
    await expect.element(screen.button('Fetch people')).toBeVisible();
  },
  'a failed first fetch': async () => {
    const refresh = { ...idle, phase: 'failed' as const, completedAt: null, error: failure };
    await openApp(createFakeMain({ session: serverSession, refresh }));
    await screen.button('Details').click();
  },
  'the grid of photos with a selection': async () => {
    await openApp(createFakeMain({ session: serverSession, people, settings: { view: 'grid' } }));
    await screen.row(/^Ada Lovelace,/).click({ modifiers: ['Control'] });
    await expect.element(page.getByRole('toolbar', { name: 'Selection' })).toBeVisible();
  },
  'filters, matches and a saved lens': async () => {
    const selection = { ...everybody, text: 'arch', filters: ['enabled' as const] };
    const savedLenses = [{ id: '1', name: 'Archivists', selection }];
    await openApp(createFakeMain({ session: serverSession, people, settings: { savedLenses } }));
    await screen.lenses().getByRole('button', { name: 'Archivists', exact: true }).click();
    await expect.element(screen.button('Clear all')).toBeVisible();
    await expect.element(screen.row(/^Ada/).first()).toBeVisible();
  },
  'the context menu': async () => {
    await openApp(createFakeMain({ session: serverSession, people }));
    await screen.row(/^Ada Lovelace,/).click({ button: 'right' });
    await expect.element(screen.item('Open')).toBeVisible();
  },
  'the lenses as a menu': async () => {
    const main = createFakeMain({ session: serverSession, people });
    await openApp(main, { width: 420, height: 760 });
    await screen.button('Lenses').click();
    await expect.element(screen.choice('Everyone')).toBeVisible();
  },
  'the values of a field': async () => {
    await openApp(createFakeMain({ session: serverSession, people }));
    await screen.button('Any organization').click();
    await expect.element(screen.button('Northwind 15')).toBeVisible();
  },
  'the choice of columns': async () => {
    await openApp(createFakeMain({ session: serverSession, people }));
    await screen.button('Columns').click();
    await expect.element(screen.button('Reset columns')).toBeVisible();
  },
  'help with searching': async () => {
    await openApp(createFakeMain({ session: serverSession, people }));
    await screen.button('How to search').click();
    await expect.element(screen.dialog('How to search')).toBeVisible();
  },
  Settings: async () => {
    await openApp(createFakeMain({ session: serverSession, people }));
    await screen.button('Settings').click();
    await expect.element(screen.dialog('Settings')).toBeVisible();
  },
  'offline, with a rebuilt copy': async () => {
    const connection = { ...online, status: 'offline' as const, reason: failure };
    const session = { ...serverSession, isRebuilt: true };
    await openApp(createFakeMain({ session, people, connection }));
    await expect.element(screen.connection('Offline')).toBeVisible();
  },
  'signing in again': async () => {
    const connection = { ...online, status: 'signed-out' as const };
    await openApp(
      createFakeMain({ session: serverSession, people, connection, signIn: passwordWanted }),
    );
    await expect.element(screen.password()).toBeVisible();
  },
  ...accountScreens,
  'what waits': async () => {
    await openApp(createFakeMain({ session: serverSession, people, ...sent }));
    await screen.button('Waiting changes: 3').click();
    await page.getByRole('radio', { name: 'Another value' }).first().click();
    await expect.element(page.getByRole('textbox', { name: /^Another value/ })).toBeVisible();
  },
  'what waits in a narrow window': async () => {
    const main = createFakeMain({ session: serverSession, people, ...sent });
    await openApp(main, { width: 640, height: 760 });
    await screen.button('Waiting changes: 3').click();
    await screen.button('Discard all').click();
    await expect.element(screen.dialog('Discard 3 changes?')).toBeVisible();
  },
  'the log of what was sent': async () => {
    await openApp(createFakeMain({ session: serverSession, people, ...sent }));
    await screen.button('Activity').click();
    await expect.element(screen.button('Undo')).toBeVisible();
  },
  'the form of a new person': async () => {
    await openApp(createFakeMain({ session: serverSession, people }));
    await screen.button('New person').click();
    await screen.button('More fields').click();
    await screen.button('Generate').click();
    await screen.dialog('New person').getByRole('button', { name: 'Create', exact: true }).click();
    await expect.element(page.getByText('The server wants a value here.').first()).toBeVisible();
  },
  'a photo that is being cropped': async () => {
    await openApp(createFakeMain({ session: serverSession, people: [rich] }));
    await screen.row(/^Aaron/).click();
    await expect.element(screen.button('Change photo')).toBeVisible();
    chooseFile(document, await pictureFile());
    await expect
      .element(page.getByRole('group', { name: 'Part of the picture' }))
      .toHaveAttribute('aria-busy', 'false');
  },
  'a file over a person': async () => {
    await openApp(createFakeMain({ session: serverSession, people: [rich] }));
    await expect.element(screen.row(/^Aaron/)).toBeVisible();
    drag('dragover', screen.row(/^Aaron/).element(), { files: [await pictureFile()] });
    await expect.element(page.getByText(/^Drop to set/)).toBeVisible();
  },
  'a photo that two have changed': async () => {
    const photo = {
      picture: null,
      baseAvatarId: null,
      before: null,
      mayHaveArrived: false,
      replaced: [],
      theirAvatarId: 'a',
      jobId: null,
    };
    const change = changeWith({ personId: 'rich', kind: 'photo', state: 'conflict', photo });
    const pictures = () => ({ mine: null, theirs: pixelUrl, before: pixelUrl });
    const answers = { 'photos:conflict': pictures };
    const changes = [change];
    await openApp(createFakeMain({ session: serverSession, people: [rich], changes, answers }));
    await page.getByRole('button', { name: /^Waiting changes/ }).click();
    await expect.element(page.getByText('Theirs')).toBeVisible();
  },
  'a failed refresh': async () => {
    const refresh = { ...idle, phase: 'failed' as const, error: failure };
    await openApp(createFakeMain({ session: serverSession, people, refresh }));
    await expect.element(page.getByText('It failed.')).toBeVisible();
  },
};

async function seriousViolations(): Promise<string[]> {
  const { violations } = await axe.run(document, {
    // The page's title and language are index.html's, which the test does not load.
    rules: { 'document-title': { enabled: false }, 'html-has-lang': { enabled: false } },
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

describe.each(schemes)('in %s', (scheme) => {
  beforeEach(() => emulateScheme(scheme));

  test.each(Object.entries(screens))('%s has no serious barrier', async (_name, open) => {
    await open();
    expect(matchMedia(`(prefers-color-scheme: ${scheme})`).matches).toBe(true);
    expect(await seriousViolations()).toEqual([]);
  });
});

test('a barrier would be found', async () => {
  await screens.Directory?.();
  document.querySelector('[role=grid]')?.removeAttribute('aria-label');
  document.querySelector('input')?.removeAttribute('aria-label');
  document.querySelector('input')?.removeAttribute('placeholder');
  expect((await seriousViolations()).join()).toContain('label');
});
