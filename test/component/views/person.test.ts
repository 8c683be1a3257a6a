import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { createFakeMain, Refusal, serverSession } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { personWith } from '../../support/people.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const photo =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const ada = personWith({
  id: 'ada',
  firstName: 'Ada',
  lastName: 'Lovelace',
  description: '<p>Writes the <b>first</b> programs.</p><p>R&amp;D</p>',
  email: 'ada@example.com',
  jobTitle: 'Analyst',
  mobile: '+44 20 1234',
  userStatus: 'In London',
  enabled: false,
  emailNotificationsEnabled: false,
  quota: -1,
  quotaUsed: 2_500_000,
  company: { organization: 'Engines Ltd', postcode: 'W1', email: 'hello@engines.example' },
  aspectNames: ['papi:lunchable'],
  properties: { 'papi:lunch': 'Magical sandwich', 'papi:days': ['Mon', 'Tue'], 'papi:none': null },
  capabilities: { isAdmin: true, isGuest: false, isMutable: false },
});

/** What is written beside each term, but for the tips that appear on request. */
function fieldsShown(): Record<string, string> {
  const shown = document.querySelector('section')?.cloneNode(true) as HTMLElement;
  for (const tip of shown.querySelectorAll('[role=tooltip]')) tip.remove();
  const terms = [...shown.querySelectorAll('dt')];
  return Object.fromEntries(
    terms.map((term) => [term.textContent, term.nextElementSibling?.textContent ?? '']),
  );
}

describe('the panel', () => {
  test('shows every field that is set, in groups, and no other', async () => {
    await openApp(createFakeMain({ session: serverSession, people: [ada] }));
    await screen.row(/^Ada/).click();
    const panel = screen.person('Ada Lovelace');
    await expect.element(panel.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible();
    await expect.element(panel.getByRole('heading', { name: 'Contact' })).toBeVisible();
    await expect.element(panel.getByText('papi:lunchable')).toBeVisible();
    expect(fieldsShown()).toEqual({
      'E-mail': 'ada@example.com',
      Mobile: '+44 20 1234',
      'Job title': 'Analyst',
      Organization: 'Engines Ltd',
      Postcode: 'W1',
      'Company e-mail': 'hello@engines.example',
      'First name': 'Ada',
      'Last name': 'Lovelace',
      Description: 'Writes the first programs.\nR&D',
      'User status': 'In London',
      'User name': 'ada',
      Enabled: 'No',
      'E-mail notifications': 'Off',
      'Storage limit': 'Unlimited',
      'Storage used': '2.5 MB',
      'papi:lunch': 'Magical sandwich',
      'papi:days': 'Mon\nTue',
    });
  });

  test('marks disabled people, administrators and managed accounts', async () => {
    await openApp(createFakeMain({ session: serverSession, people: [ada] }));
    await screen.row(/^Ada/).click();
    const panel = screen.person('Ada Lovelace');
    for (const badge of ['Disabled', 'Administrator', 'Managed by a directory service']) {
      await expect.element(panel.getByText(badge, { exact: true })).toBeVisible();
    }
  });

  test('does not call people managed where the signed-in user may change nobody', async () => {
    const session = { ...serverSession, isAdmin: false };
    await openApp(createFakeMain({ session, people: [ada] }));
    await screen.row(/^Ada/).click();
    await expect.element(screen.person('Ada Lovelace').getByText('Account')).toBeVisible();
    await expect.element(page.getByText('Managed by')).not.toBeInTheDocument();
  });

  test('does not call a guest managed: nobody can change that account', async () => {
    const guest = personWith({
      id: 'guest',
      firstName: 'Guest',
      capabilities: { isAdmin: false, isGuest: true, isMutable: false },
    });
    await openApp(createFakeMain({ session: serverSession, people: [guest] }));
    await screen.row(/^Guest/).click();
    const panel = screen.person('Guest');
    await expect.element(panel.getByText('Guest', { exact: true }).nth(1)).toBeVisible();
    await expect.element(panel.getByText('Managed by')).not.toBeInTheDocument();
  });

  test('shows the photo by name', async () => {
    const photos = new Map([['ada', photo]]);
    await openApp(createFakeMain({ session: serverSession, people: [ada], photos }));
    await screen.row(/^Ada/).click();
    await expect.element(page.getByRole('img', { name: 'Photo of Ada Lovelace' })).toBeVisible();
  });

  test('follows changes of the cache', async () => {
    const main = createFakeMain({ session: serverSession, people: [ada] });
    await openApp(main);
    await screen.row(/^Ada/).click();
    await expect.element(screen.person('Ada Lovelace').getByText('+44 20 1234')).toBeVisible();
    main.change([personWith({ ...ada, mobile: '+44 99' })]);
    await expect.element(screen.person('Ada Lovelace').getByText('+44 99')).toBeVisible();
  });

  test('says where a person is gone by now', async () => {
    const main = createFakeMain({ session: serverSession, people: [ada] });
    main.answer('people:get', () => null);
    await openApp(main);
    await screen.row(/^Ada/).click();
    await expect
      .element(page.getByRole('heading', { name: 'No longer in the directory' }))
      .toBeVisible();
  });

  test('says why it could not be read, and tries again', async () => {
    const main = createFakeMain({ session: serverSession, people: [ada] });
    main.answer('people:get', () => {
      throw new Refusal({ code: 'storage', message: 'The database is locked.' });
    });
    await openApp(main);
    await screen.row(/^Ada/).click();
    await expect.element(page.getByText('The database is locked.')).toBeVisible();
    main.answer('people:get', () => ({ person: ada, photoUrl: null, photoState: 'none' }));
    await screen.button('Try again').click();
    await expect.element(screen.person('Ada Lovelace').getByText('+44 20 1234')).toBeVisible();
    await expect.element(page.getByText('The database is locked.')).not.toBeInTheDocument();
  });

  test('closes by its button and gives the focus back to the list', async () => {
    await openApp(createFakeMain({ session: serverSession, people: [ada] }));
    await screen.row(/^Ada/).click();
    await screen.button('Close').click();
    await expect.element(screen.person('Ada Lovelace')).not.toBeInTheDocument();
    await expect.element(screen.grid()).toHaveFocus();
  });
});

describe('in a narrow window', () => {
  test('covers the list, keeps the focus inside, and leads back', async () => {
    const people = peopleOfManyScripts(200);
    await openApp(createFakeMain({ session: serverSession, people }), { width: 420, height: 700 });
    await expect.element(screen.count()).toHaveTextContent('200 people');
    const grid = screen.grid().element();
    grid.scrollTo({ top: 4_800 });
    await screen.row(/^さくら 佐藤 6,/).click();
    await expect.element(screen.button('Back to the list')).toHaveFocus();
    expect(grid.closest('[inert]')).not.toBeNull();
    await screen.button('Back to the list').click();
    await expect.element(screen.grid()).toHaveFocus();
    expect(grid.scrollTop).toBe(4_800);
  });

  test('goes back with Escape', async () => {
    const people = peopleOfManyScripts(3);
    await openApp(createFakeMain({ session: serverSession, people }), { width: 420, height: 700 });
    await screen.row(/^Ada/).click();
    await expect.element(screen.button('Back to the list')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.grid()).toHaveFocus();
  });
});

describe('hostile texts', () => {
  const attacks = [
    '<script>window.attacked = true</script>',
    '<img src=x onerror="window.attacked = true">',
    '"><svg onload="window.attacked = true">',
    'javascript:window.attacked=true',
    '{{constructor.constructor("window.attacked=true")()}}',
    '{@html window.attacked = true}',
    '</textarea></title><iframe srcdoc="<script>parent.attacked=true</script>">',
    '<b onmouseover="window.attacked = true">bold</b>',
    '__proto__',
    '<details open ontoggle=window.attacked=true>',
  ];

  test.each(attacks)('%s is shown as it is, in every field', async (text) => {
    const fields = { description: text, email: text, skypeId: text, googleId: text };
    const person = personWith({
      id: text,
      firstName: text,
      lastName: text,
      ...fields,
      instantMessageId: text,
      jobTitle: text,
      location: text,
      mobile: text,
      telephone: text,
      userStatus: text,
      statusUpdatedAt: text,
      company: {
        organization: text,
        address1: text,
        address2: text,
        address3: text,
        postcode: text,
        telephone: text,
        fax: text,
        email: text,
      },
      aspectNames: [text],
      properties: { hostile: text },
    });
    await openApp(createFakeMain({ session: serverSession, people: [person] }));
    await expect.element(screen.grid()).toBeVisible();
    const row = screen.grid().element().querySelector('[role=row]');
    expect(row).toHaveAccessibleName(`${text} ${text}, ${text}, ${text}, ${text}`);
    (row as HTMLElement).click();
    await expect.element(page.getByText('Aspects')).toBeVisible();
    const values = Object.entries(fieldsShown()).filter(
      ([label]) => label !== 'Enabled' && label !== 'E-mail notifications',
    );
    expect(values).toHaveLength(23);
    for (const [label, value] of values) expect(value, label).toBe(text);
    expect('attacked' in window).toBe(false);
    expect(document.querySelectorAll('main script, main iframe, main img')).toHaveLength(0);
  });

  test('marks that cannot be seen are made visible in ids', async () => {
    const people = [personWith({ id: 'adm\u200bin\u202egnp', firstName: 'Mallory' })];
    await openApp(createFakeMain({ session: serverSession, people }));
    await screen.row(/^Mallory/).click();
    await expect.element(page.getByText('adm[U+200B]in[U+202E]gnp')).toBeVisible();
  });

  test('a name that changes the direction of writing does not turn its neighbours round', async () => {
    const people = [personWith({ id: 'm', firstName: '\u202ecilam', jobTitle: 'Archivist' })];
    await openApp(createFakeMain({ session: serverSession, people }));
    const title = screen.row(/Archivist/).getByRole('gridcell', { name: 'Archivist' });
    await expect.element(title).toBeVisible();
    for (const cell of document.querySelectorAll('[role=gridcell] [dir], [role=gridcell][dir]')) {
      expect(getComputedStyle(cell).unicodeBidi).toMatch(/isolate|plaintext/);
    }
  });

  test('no text at all breaks the list or the panel', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (text) => {
        const person = personWith({ id: 'x', displayName: text, description: text, email: text });
        await openApp(createFakeMain({ session: serverSession, people: [person] }));
        await expect.element(screen.grid()).toBeVisible();
        const row = screen.grid().element().querySelector('[role=row]');
        (row as HTMLElement).click();
        await expect.element(page.getByText('Account', { exact: true })).toBeVisible();
        expect(document.querySelector('h2')?.textContent).toBe(text);
        cleanup();
      }),
      { numRuns: 25 },
    );
  });
});
