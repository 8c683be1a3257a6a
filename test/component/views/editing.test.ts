import { afterEach, describe, expect, test, vi } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import {
  createFakeMain,
  type FakeMainOptions,
  online,
  Refusal,
  serverProfile,
  serverSession,
} from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { personWith } from '../../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const ada = personWith({
  id: 'ada',
  firstName: 'Ada',
  lastName: 'Lovelace',
  description: '<p>Writes the <b>first</b> programs.</p>',
  email: 'ada@example.com',
  jobTitle: 'Analyst',
  mobile: '+44 20 1234',
  company: { organization: 'Engines Ltd' },
  properties: { 'acme:floor': 3, 'acme:days': ['Mon', 'Tue'], 'acme:onSite': true },
});
const zoe = personWith({ id: 'zoe', firstName: 'Zoë', email: 'zoe@example.com' });

async function openAda(options: FakeMainOptions = {}, size?: Parameters<typeof openApp>[1]) {
  const main = createFakeMain({ session: serverSession, people: [ada, zoe], ...options });
  await openApp(main, size);
  await screen.row(/^Ada/).click();
  await expect.element(screen.button('Edit')).toBeVisible();
  return main;
}

async function edit(): Promise<void> {
  await screen.button('Edit').click();
  await expect.element(field('First name')).toHaveFocus();
}

const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const news = () => page.getByRole('status', { name: 'Editing' });
const toggle = (name: string) => page.getByRole('switch', { name });

describe('the form', () => {
  test('has every text of a person, and sends only what was changed', async () => {
    const main = await openAda();
    await edit();
    for (const name of [
      ...['First name', 'Last name', 'E-mail', 'Job title', 'Location', 'Mobile', 'Telephone'],
      ...['Skype', 'Google user name', 'Instant message', 'User status', 'Description'],
      ...['Organization', 'Address line 1', 'Address line 2', 'Address line 3', 'Postcode'],
      ...['Company telephone', 'Company fax', 'Company e-mail'],
    ]) {
      await expect.element(field(name)).toBeInTheDocument();
    }
    await expect.element(field('Description')).toHaveValue('Writes the first programs.');
    await field('Job title').fill('Countess');
    await field('Mobile').fill('');
    await screen.button('Save').click();
    await expect.element(news()).toHaveTextContent('Saved');
    expect(main.inputsOf('edits:save')).toEqual([
      {
        personId: 'ada',
        base: { jobTitle: 'Analyst', mobile: '+44 20 1234' },
        mine: { jobTitle: 'Countess', mobile: '' },
      },
    ]);
    await expect.element(screen.button('Edit')).toHaveFocus();
    await expect.element(screen.person('Ada Lovelace').getByText('Countess').first()).toBeVisible();
  });

  test('saves with the keyboard alone', async () => {
    const main = await openAda();
    (screen.button('Edit').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(field('First name')).toHaveFocus();
    await userEvent.keyboard('Augusta{Control>}s{/Control}');
    await expect.element(screen.button('Edit')).toHaveFocus();
    expect(main.inputsOf('edits:save').map(({ mine }) => mine)).toEqual([{ firstName: 'Augusta' }]);
  });

  test('undoes and redoes steps over all fields', async () => {
    await openAda();
    await edit();
    await field('Job title').fill('Countess');
    await field('Location').fill('London');
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.element(field('Location')).toHaveValue('');
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.element(field('Job title')).toHaveValue('Analyst');
    await expect.element(field('Job title')).toHaveFocus();
    await userEvent.keyboard('{Control>}{Shift>}Z{/Shift}{/Control}');
    await expect.element(field('Job title')).toHaveValue('Countess');
    await expect.element(field('Location')).toHaveValue('');
  });

  test('says at the field what the server would not take, and does not save', async () => {
    const main = await openAda();
    await edit();
    await field('E-mail').fill('');
    await screen.button('Save').click();
    await expect.element(field('E-mail')).toHaveFocus();
    await expect
      .element(field('E-mail'))
      .toHaveAccessibleDescription('The server wants a value here.');
    expect(main.inputsOf('edits:save')).toEqual([]);
  });

  test('doubts what looks like a mistake, and saves it all the same', async () => {
    const main = await openAda();
    await edit();
    await field('E-mail').fill('zoe@example.com');
    await field('Last name').click();
    await expect.element(page.getByText(/Others have the same .*Zoë \(zoe\)/)).toBeVisible();
    await field('E-mail').fill('ada.example.com');
    await expect
      .element(page.getByText('This does not look like an e-mail address.'))
      .toBeVisible();
    await screen.button('Save').click();
    await expect.element(news()).toHaveTextContent('Saved');
    expect(main.inputsOf('edits:save')[0]?.mine).toEqual({ email: 'ada.example.com' });
  });

  test('shows errors of saving at their fields, and the others above', async () => {
    const main = await openAda();
    main.answer('edits:save', () => {
      throw new Refusal({ code: 'invalid', message: 'No.', fields: { jobTitle: 'Too grand.' } });
    });
    await edit();
    await field('Job title').fill('Empress');
    await screen.button('Save').click();
    await expect.element(field('Job title')).toHaveAccessibleDescription('Too grand.');
    main.answer('edits:save', () => {
      throw new Refusal({ code: 'storage', message: 'The disk is full.' });
    });
    await screen.button('Save').click();
    await expect.element(page.getByText('The disk is full.')).toBeVisible();
    await expect.element(field('Job title')).toHaveValue('Empress');
  });

  test('locks what the directory service manages, until the user insists', async () => {
    const answers = { 'edits:lockedFields': () => ['lastName' as const] };
    await openAda({ answers });
    await edit();
    await expect.element(field('Last name')).toHaveAttribute('readonly');
    await expect.element(field('Last name')).toHaveAccessibleDescription(/^Managed by/);
    await screen.button('Edit Last name anyway').click();
    await expect.element(field('Last name')).toHaveFocus();
    await expect.element(field('Last name')).not.toHaveAttribute('readonly');
  });

  test('follows the server in the fields that were not touched', async () => {
    const main = await openAda();
    await edit();
    await field('Job title').fill('Countess');
    main.change([personWith({ ...ada, jobTitle: 'Poet', location: 'London' }), zoe]);
    await expect.element(field('Location')).toHaveValue('London');
    await expect.element(field('Job title')).toHaveValue('Countess');
    await screen.button('Save').click();
    await expect
      .poll(() => main.inputsOf('edits:save'))
      .toEqual([
        { personId: 'ada', base: { jobTitle: 'Analyst' }, mine: { jobTitle: 'Countess' } },
      ]);
  });

  test('says so where it waits for the server', async () => {
    await openAda({ connection: { ...online, status: 'offline' } });
    await edit();
    await field('Job title').fill('Countess');
    await screen.button('Save').click();
    await expect
      .element(news())
      .toHaveTextContent('Saved on this computer; it is sent when the server is back.');
    const panel = screen.person('Ada Lovelace');
    await expect.element(panel.getByText('Waiting to be sent')).toBeVisible();
    await expect.element(panel.getByText('Waiting', { exact: true })).toBeVisible();
  });
});

describe('one field', () => {
  test('is edited in its place by Enter', async () => {
    const main = await openAda();
    (screen.button('Edit Job title').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(field('Job title')).toHaveFocus();
    await userEvent.keyboard('Countess{Enter}');
    await expect.element(screen.button('Edit Job title')).toHaveFocus();
    expect(main.inputsOf('edits:save')[0]?.mine).toEqual({ jobTitle: 'Countess' });
  });

  test('is edited in its place by a double click, and left with Escape', async () => {
    const main = await openAda();
    await screen.person('Ada Lovelace').getByText('ada@example.com').dblClick();
    await expect.element(field('E-mail')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(field('E-mail')).not.toBeInTheDocument();
    await expect.element(screen.person('Ada Lovelace')).toBeVisible();
    expect(main.inputsOf('edits:save')).toEqual([]);
  });
});

describe('unsaved changes', () => {
  test('hold the user back from another person', async () => {
    const main = await openAda();
    await edit();
    await field('Job title').fill('Countess');
    await screen.row(/^Zoë/).click();
    await expect.element(screen.dialog('Save your changes?')).toBeVisible();
    await screen.button('Keep editing').click();
    await expect.element(field('Job title')).toHaveValue('Countess');
    await screen.row(/^Zoë/).click();
    await screen.dialog('Save your changes?').getByRole('button', { name: 'Save' }).click();
    await expect.element(screen.person('Zoë')).toBeVisible();
    expect(main.inputsOf('edits:save')[0]?.mine).toEqual({ jobTitle: 'Countess' });
  });

  test('hold the user back from closing, by button and by Escape', async () => {
    const main = await openAda();
    await edit();
    await field('Job title').fill('Countess');
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.dialog('Save your changes?')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(field('Job title')).toHaveValue('Countess');
    await screen.button('Close').click();
    await screen.button('Discard').click();
    await expect.element(screen.person('Ada Lovelace')).not.toBeInTheDocument();
    expect(main.inputsOf('edits:save')).toEqual([]);
    expect(main.outbox.drafts.size).toBe(0);
  });

  describe('hold the user back from everything that closes the directory', () => {
    const archive = { ...serverProfile, id: 'profile-2', name: 'Archive' };
    const question = () => screen.dialog('Save your changes?');
    const calls = ['profiles:open', 'session:signOut', 'session:signIn'] as const;
    const switcher = async (option: string): Promise<void> => {
      await screen.switcher().click();
      await screen.item(option).click();
    };
    const options = (option: string) => async (): Promise<void> => {
      await switcher('Servers…');
      await screen.button(`Options of ${serverProfile.name}`).click();
      await screen.item(option).click();
    };
    const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['Ctrl-2', () => userEvent.keyboard('{Control>}2{/Control}')],
      [
        'another server',
        async () => {
          await screen.switcher().click();
          await screen.choice('Archive').click();
        },
      ],
      ['signing out', () => switcher('Sign out')],
      ['adding a server', () => switcher('Add a server…')],
      ['another address', options('Change address…')],
      ['forgetting the server', options('Forget…')],
    ];

    async function begin() {
      const main = await openAda({ profiles: [serverProfile, archive] });
      await edit();
      await field('Job title').fill('Countess');
      return main;
    }

    test.each(ways)('%s', async (_, go) => {
      const main = await begin();
      await go();
      await expect.element(question()).toBeVisible();
      await question().getByRole('button', { name: 'Keep editing' }).click();
      await expect.element(field('Job title')).toHaveValue('Countess');
      for (const call of calls) expect(main.inputsOf(call)).toEqual([]);
    });

    test('and goes on once the user has decided, with nothing left behind', async () => {
      const main = await begin();
      await expect.poll(() => main.outbox.drafts.size).toBe(1);
      await userEvent.keyboard('{Control>}2{/Control}');
      await question().getByRole('button', { name: 'Discard' }).click();
      await expect.poll(() => main.inputsOf('profiles:open')).toEqual([{ id: 'profile-2' }]);
      // Given up before the directory that it belongs to was closed.
      const names = main.calls
        .map(({ channel }) => channel)
        .filter((name) => /dropDraft|profiles:open/.test(name));
      expect(names).toEqual(['edits:dropDraft', 'profiles:open']);
      expect(main.inputsOf('edits:save')).toEqual([]);
    });

    test('also from another screen, where the form cannot be seen', async () => {
      const main = await begin();
      await page.getByRole('button', { name: /^Waiting changes/ }).click();
      await userEvent.keyboard('{Control>}2{/Control}');
      await expect.element(question()).toBeVisible();
      await question().getByRole('button', { name: 'Keep editing' }).click();
      await expect.element(field('Job title')).toBeVisible();
      await userEvent.keyboard('{Control>}2{/Control}');
      await question().getByRole('button', { name: 'Save' }).click();
      await expect.poll(() => main.inputsOf('profiles:open')).toHaveLength(1);
      expect(main.inputsOf('edits:save')[0]?.mine).toEqual({ jobTitle: 'Countess' });
    });

    test('and nothing is kept for the directory that is open next', async () => {
      const main = await begin();
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      await field('Job title').fill('Duchess');
      main.push('session:changed', null);
      await expect.element(screen.person('Ada Lovelace')).not.toBeInTheDocument();
      vi.runAllTimers();
      vi.useRealTimers();
      expect(main.inputsOf('edits:keepDraft').map(({ mine }) => mine.jobTitle)).not.toContain(
        'Duchess',
      );
    });
  });

  test('are kept soon after the last key, and offered again', async () => {
    const main = await openAda();
    await edit();
    await field('Job title').fill('Countess');
    await expect.poll(() => main.outbox.drafts.get('ada')?.mine).toEqual({ jobTitle: 'Countess' });
    cleanup();
    await openApp(main);
    await screen.row(/^Ada/).click();
    await expect.element(page.getByText(/^You had begun to change Ada Lovelace/)).toBeVisible();
    await screen.button('Continue').click();
    await expect.element(field('Job title')).toHaveValue('Countess');
    await screen.button('Save').click();
    await expect.poll(() => main.outbox.drafts.size).toBe(0);
  });

  test('are compared with what the user saw, whatever it is by now', async () => {
    const main = await openAda();
    await edit();
    await field('Job title').fill('Countess');
    await expect.poll(() => main.outbox.drafts.size).toBe(1);
    cleanup();
    main.change([personWith({ ...ada, jobTitle: 'Poet' }), zoe]);
    await openApp(main);
    await screen.row(/^Ada/).click();
    await screen.button('Continue').click();
    await screen.button('Save').click();
    const unsaved = {
      personId: 'ada',
      base: { jobTitle: 'Analyst' },
      mine: { jobTitle: 'Countess' },
    };
    await expect.poll(() => main.inputsOf('edits:save')).toEqual([unsaved]);
  });

  test('are kept at once where the window goes away', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const main = await openAda();
    await edit();
    await field('Job title').fill('Countess');
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    // Main asks the user then.
    expect(leaving.defaultPrevented).toBe(true);
    vi.useRealTimers();
    await expect.poll(() => main.outbox.drafts.get('ada')?.mine).toEqual({ jobTitle: 'Countess' });
  });
});

describe('after saving', () => {
  test('the save is taken back and done again by its button', async () => {
    const main = await openAda();
    await edit();
    await field('Job title').fill('Countess');
    await screen.button('Save').click();
    await screen.button('Undo').click();
    await expect.element(news()).toHaveTextContent('Taken back');
    expect(main.inputsOf('edits:save')[1]).toEqual({
      personId: 'ada',
      base: { jobTitle: 'Countess' },
      mine: { jobTitle: 'Analyst' },
    });
    await expect.element(screen.person('Ada Lovelace').getByText('Analyst').first()).toBeVisible();
    await screen.button('Redo').click();
    await expect.element(news()).toHaveTextContent('Saved again');
  });

  test('the save is taken back by the keyboard', async () => {
    const main = await openAda();
    await edit();
    await field('Job title').fill('Countess');
    await userEvent.keyboard('{Control>}s{/Control}');
    await expect.element(screen.button('Edit')).toHaveFocus();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => main.inputsOf('edits:save')[1]?.mine).toEqual({ jobTitle: 'Analyst' });
  });
});

describe('the switches', () => {
  test('act at once, with a way back', async () => {
    const main = await openAda();
    await toggle('E-mail notifications').click();
    await expect.element(toggle('E-mail notifications')).not.toBeChecked();
    await screen.button('Undo').click();
    await expect.element(toggle('E-mail notifications')).toBeChecked();
    expect(main.inputsOf('edits:save').map(({ mine }) => mine)).toEqual([
      { emailNotificationsEnabled: false },
      { emailNotificationsEnabled: true },
    ]);
  });

  test('ask before somebody is disabled, and say what it means', async () => {
    const main = await openAda();
    await toggle('Enabled').click();
    const dialog = screen.dialog('Disable Ada Lovelace?');
    await expect.element(dialog.getByText(/single sign-on/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await expect.element(toggle('Enabled')).not.toBeChecked();
    await toggle('Enabled').click();
    await expect.element(toggle('Enabled')).toBeChecked();
    expect(main.inputsOf('edits:save').map(({ mine }) => mine)).toEqual([
      { enabled: false },
      { enabled: true },
    ]);
  });

  test('say why an administrator cannot be disabled', async () => {
    const capabilities = { isAdmin: true, isGuest: false, isMutable: true };
    await openAda({ people: [personWith({ ...ada, capabilities })] });
    await expect.element(toggle('Enabled')).toHaveAttribute('aria-disabled', 'true');
    await expect
      .element(toggle('Enabled'))
      .toHaveAccessibleDescription('An administrator’s account cannot be disabled.');
  });

  test('stand in for deleting, which the server cannot do', async () => {
    await openAda();
    await screen.button('Why can’t I delete?').click();
    const dialog = screen.dialog('People cannot be deleted');
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await expect.element(screen.dialog('Disable Ada Lovelace?')).toBeVisible();
  });
});

describe('rights', () => {
  test('an ordinary user changes nobody else, and is told why', async () => {
    await openAda({ session: { ...serverSession, isAdmin: false, userId: 'zoe' } });
    await expect
      .element(screen.button('Edit'))
      .toHaveAccessibleDescription('Only administrators can do this for other people.');
    await expect.element(screen.button('Edit Job title')).not.toBeInTheDocument();
  });

  test('an ordinary user changes himself', async () => {
    await openAda({ session: { ...serverSession, isAdmin: false, userId: 'ada' } });
    await edit();
  });
});

describe('what becomes of a change', () => {
  const refused = {
    id: 'c1',
    place: 1,
    personId: 'ada',
    displayName: 'Ada Lovelace',
    kind: 'update' as const,
    base: { jobTitle: 'Clerk', mobile: '+44 20 1234' },
    mine: { jobTitle: 'Analyst', mobile: '' },
    maybeSent: {},
    state: 'refused' as const,
    theirs: {},
    notApplied: [],
    photo: null,
    wasAbsent: false,
    madeAt: '2026-03-01T09:00:00.000Z',
    attempts: 1,
    error: new Refusal({ code: 'invalid', message: 'The server does not take it.' }).data,
  };

  test('is told at the fields, also of those that were cleared', async () => {
    await openAda({ changes: [refused], people: [personWith({ ...ada, mobile: null }), zoe] });
    const panel = screen.person('Ada Lovelace');
    await expect.element(panel.getByText('The server does not take it.')).toBeVisible();
    await expect.element(panel.getByText('Refused', { exact: true })).toBeVisible();
    expect(panel.getByText('Refused by the server').elements()).toHaveLength(2);
    await expect.element(panel.getByText('Not set')).toBeVisible();
  });

  test('can be tried again', async () => {
    const main = await openAda({ changes: [refused] });
    await screen.button('Try again').click();
    expect(main.inputsOf('outbox:retry')).toEqual([{ ids: ['c1'] }]);
    const panel = screen.person('Ada Lovelace');
    await expect.element(panel.getByText('Waiting', { exact: true })).toBeVisible();
  });

  test('is told of a field that the directory service manages', async () => {
    await openAda({ changes: [{ ...refused, notApplied: ['jobTitle'], error: null }] });
    const panel = screen.person('Ada Lovelace');
    await expect.element(panel.getByText(/Not taken: managed by/)).toBeVisible();
  });

  test('is told of a conflict', async () => {
    const conflict = { ...refused, state: 'conflict' as const, theirs: { jobTitle: 'Poet' } };
    await openAda({ changes: [conflict] });
    const panel = screen.person('Ada Lovelace');
    await expect.element(panel.getByText('Conflict', { exact: true })).toBeVisible();
    await expect.element(panel.getByText('Changed by somebody else too')).toBeVisible();
  });
});

test('addresses and numbers open the programs that they are for', async () => {
  const main = await openAda();
  await screen.button('Write to ada@example.com').click();
  await screen.button('Call +44 20 1234').click();
  expect(main.inputsOf('links:open')).toEqual([
    { kind: 'mailto', value: 'ada@example.com' },
    { kind: 'tel', value: '+44 20 1234' },
  ]);
});

test('addresses, numbers and the user name are copied', async () => {
  const main = await openAda();
  for (const label of ['E-mail', 'Mobile', 'User name']) {
    await screen.button(`Copy ${label.toLowerCase()}`).click();
  }
  const copied = main.inputsOf('people:copyText').map(({ text }) => text);
  expect(copied).toEqual(['ada@example.com', '+44 20 1234', 'ada']);
});

test('in a narrow window, the form keeps within it', async () => {
  await openAda({}, { width: 640, height: 700 });
  await edit();
  await expect.element(screen.button('Save')).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(640);
  const panel = screen.person('Ada Lovelace').element();
  for (const part of [panel, ...panel.children]) {
    expect(part.scrollWidth).toBeLessThanOrEqual(part.clientWidth);
  }
});
