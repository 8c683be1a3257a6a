import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { personWith } from '../../support/people.ts';
import {
  createFakeMain,
  type FakeMainOptions,
  Refusal,
  serverSession,
} from '../support/fake-bridge.ts';
import { changeWith } from '../support/fake-outbox.ts';
import { openApp } from '../support/open-app.ts';
import { screen } from '../support/screen.ts';

afterEach(cleanup);

const ada = personWith({ id: 'ada', firstName: 'Ada', lastName: 'Lovelace', jobTitle: 'Countess' });
const zoe = personWith({ id: 'zoe', firstName: 'Zoë', lastName: 'Åkesson' });

const waiting = changeWith({
  id: 'waits',
  personId: 'zoe',
  displayName: 'Zoë Åkesson',
  base: { location: null },
  mine: { location: 'Lund' },
});
const refused = changeWith({
  id: 'refused',
  personId: 'zoe',
  displayName: 'Zoë Åkesson',
  base: { jobTitle: 'Clerk' },
  mine: { jobTitle: 'Head clerk' },
  state: 'refused',
  attempts: 1,
  error: new Refusal({
    code: 'forbidden',
    message: 'The server does not let you change this person.',
    serverText: 'Access Denied.',
    retryable: false,
  }).data,
});
const conflict = changeWith({
  id: 'conflict',
  personId: 'ada',
  displayName: 'Ada Lovelace',
  base: { jobTitle: 'Countess', mobile: '1', location: null },
  mine: { jobTitle: 'Analyst', mobile: '2', location: 'London' },
  theirs: { jobTitle: 'Programmer', mobile: '3' },
  state: 'conflict',
});

async function openWaiting(options: FakeMainOptions = {}, size = {}) {
  const main = createFakeMain({
    session: serverSession,
    people: [ada, zoe],
    changes: [waiting, refused, conflict],
    ...options,
  });
  await openApp(main, size);
  await page.getByRole('button', { name: /^Waiting changes/ }).click();
  await expect.element(page.getByRole('region', { name: 'Waiting changes' })).toBeVisible();
  return main;
}

const card = (name: RegExp) => page.getByRole('article', { name });
const group = (name: RegExp) => page.getByRole('group', { name });
const radio = (field: string, name: string) =>
  page.getByRole('row', { name: new RegExp(`^${field}`) }).getByRole('radio', { name });

test('the number of waiting changes is in the name of the button, and follows', async () => {
  const main = createFakeMain({ session: serverSession, people: [ada], changes: [refused] });
  await openApp(main);
  await expect.element(screen.button('Waiting changes: 1')).toBeVisible();
  main.outbox.put([refused, conflict, waiting]);
  await expect.element(screen.button('Waiting changes: 3')).toBeVisible();
  await expect.element(screen.button('1 waiting, 2 to decide')).toBeVisible();
});

test('rows and cards say how far a change is', async () => {
  const main = createFakeMain({
    session: serverSession,
    people: [ada, zoe],
    changes: [conflict, waiting],
  });
  await openApp(main);
  await expect.element(screen.row(/^Ada Lovelace,.*Conflict to decide$/)).toBeVisible();
  await screen.radio('Grid').click();
  await expect.element(screen.row(/^Zoë Åkesson,.*Waiting to be sent$/)).toBeVisible();
  await expect.element(page.getByRole('img', { name: 'Conflict to decide' })).toBeVisible();
});

test('a lens shows the people who have something waiting', async () => {
  const main = createFakeMain({ session: serverSession, people: [ada, zoe], changes: [waiting] });
  await openApp(main);
  await screen
    .lenses()
    .getByRole('button', { name: /^Not sent yet/ })
    .click();
  await expect.element(screen.count()).toHaveTextContent('1 of 2 people');
  expect(main.inputsOf('people:window').at(-1)).toMatchObject({ filters: ['waiting'] });
});

describe('the screen', () => {
  test('groups what waits, with what is to be decided first', async () => {
    await openWaiting();
    const names = [...document.querySelectorAll('[role=group] h3')].map((one) =>
      one.textContent.trim().replace(/\s+/g, ' '),
    );
    expect(names).toEqual(['To decide 1', 'Refused by the server 1', 'Waiting to be sent 1']);
    await expect.element(group(/^Waiting to be sent/).getByText('Lund')).toBeVisible();
  });

  test('says why nothing is sent', async () => {
    const pausedBy = new Refusal({ message: 'The server cannot be reached.' }).data;
    await openWaiting({ pausedBy });
    const notice = page.getByRole('region', { name: 'Waiting changes' }).getByRole('note');
    await expect.element(notice.getByText('The server cannot be reached.')).toBeVisible();
  });

  test('is left by Escape, and the list has the focus', async () => {
    await openWaiting();
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.grid()).toHaveFocus();
  });

  test('says that everything is at the server', async () => {
    await openWaiting({ changes: [] });
    await expect.element(page.getByText('Everything is at the server')).toBeVisible();
  });

  test('shows hostile values as text', async () => {
    const mine = { location: '<img src=x onerror=alert(1)>' };
    await openWaiting({ changes: [{ ...waiting, mine }] });
    await expect.element(page.getByText(mine.location)).toBeVisible();
    expect(document.querySelector('article img')).toBeNull();
  });
});

describe('a conflict', () => {
  test('is decided field by field: mine, theirs or another value', async () => {
    const main = await openWaiting();
    await radio('Job title', 'Theirs: Programmer').click();
    await card(/^Ada/).getByRole('radio', { name: 'Another value' }).nth(1).click();
    await page.getByRole('textbox', { name: 'Another value of Mobile' }).fill('4');
    await screen.button('Apply').click();
    await expect
      .poll(() => main.inputsOf('outbox:resolve'))
      .toEqual([{ changeId: 'conflict', values: { jobTitle: 'Programmer', mobile: '4' } }]);
    await expect.element(group(/^To decide/)).not.toBeInTheDocument();
    expect(document.activeElement).not.toBe(document.body);
  });

  test('is decided by the keyboard alone', async () => {
    const main = await openWaiting({ changes: [{ ...conflict, theirs: { mobile: '3' } }] });
    for (let presses = 0; presses < 12; presses += 1) {
      if (document.activeElement?.getAttribute('type') === 'radio') break;
      await userEvent.keyboard('{Tab}');
    }
    await userEvent.keyboard(' {ArrowDown}');
    await expect.element(radio('Mobile', 'Theirs: 3')).toBeChecked();
    await userEvent.keyboard('{Enter}');
    await expect
      .poll(() => main.inputsOf('outbox:resolve'))
      .toEqual([{ changeId: 'conflict', values: { mobile: '3' } }]);
  });

  test('is not applied before every field is decided', async () => {
    const main = await openWaiting();
    await radio('Job title', 'Mine: Analyst').click();
    await screen.button('Apply').click();
    await expect.element(page.getByText('Choose a value for Mobile.')).toBeVisible();
    await expect.element(radio('Mobile', 'Mine: 2')).toHaveFocus();
    expect(main.inputsOf('outbox:resolve')).toEqual([]);
  });

  test('is decided at once for all fields', async () => {
    const main = await openWaiting();
    await screen.button('All mine').click();
    await screen.button('Apply').click();
    await expect
      .poll(() => main.inputsOf('outbox:resolve'))
      .toEqual([{ changeId: 'conflict', values: { jobTitle: 'Analyst', mobile: '2' } }]);
  });
});

describe('a refused change', () => {
  test('tells the server’s words, and is tried again', async () => {
    const main = await openWaiting();
    const shown = card(/^Zoë.*Job title/);
    await expect
      .element(shown.getByText('The server does not let you change this person.'))
      .toBeVisible();
    await shown.getByRole('button', { name: 'Details' }).click();
    await expect.element(shown.getByText('Access Denied.')).toBeVisible();
    await shown.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => main.inputsOf('outbox:retry')).toEqual([{ ids: ['refused'] }]);
  });

  test('goes on in the form of the person, with the field that it is about', async () => {
    // Main shows people with what is to become of them.
    const main = await openWaiting({ people: [ada, { ...zoe, jobTitle: 'Head clerk' }] });
    await card(/^Zoë.*Job title/)
      .getByRole('button', { name: 'Edit again' })
      .click();
    const jobTitle = screen.person('Zoë Åkesson').getByRole('textbox', { name: 'Job title' });
    await expect.element(jobTitle).toHaveFocus();
    await expect.element(jobTitle).toHaveValue('Head clerk');
    // As it was is a change as well: it takes back what was refused.
    await jobTitle.fill('Clerk');
    await userEvent.keyboard('{Control>}s{/Control}');
    const edit = {
      personId: 'zoe',
      base: { jobTitle: 'Head clerk' },
      mine: { jobTitle: 'Clerk' },
    };
    await expect.poll(() => main.inputsOf('edits:save')).toEqual([edit]);
  });

  test('shows the reason of the server where values are not taken, without being asked', async () => {
    const error = new Refusal({ code: 'invalid', message: 'No.', serverText: 'Found 1 violation' });
    await openWaiting({ changes: [{ ...refused, error: error.data }] });
    await expect.element(card(/^Zoë/).getByText('Found 1 violation')).toBeVisible();
  });

  test('is discarded at once, and can be had back', async () => {
    const main = await openWaiting();
    await card(/^Zoë.*Job title/)
      .getByRole('button', { name: 'Discard' })
      .click();
    await expect.element(page.getByText('Change discarded.')).toBeVisible();
    await expect.element(card(/^Zoë.*Location/)).toHaveFocus();
    await screen.button('Undo').click();
    await expect
      .poll(() => main.inputsOf('edits:save'))
      .toEqual([{ personId: 'zoe', base: refused.base, mine: refused.mine }]);
    expect(document.activeElement).not.toBe(document.body);
  });
});

describe('all at once', () => {
  test('are tried', async () => {
    const main = await openWaiting();
    await screen.button('Try all').click();
    await expect.poll(() => main.inputsOf('outbox:retry')).toEqual([{ ids: null }]);
  });

  test('are discarded after a question', async () => {
    const main = await openWaiting();
    await screen.button('Discard all').click();
    const question = screen.dialog('Discard 3 changes?');
    await question.getByRole('button', { name: 'Keep' }).click();
    expect(main.inputsOf('outbox:discard')).toEqual([]);
    await screen.button('Discard all').click();
    await question.getByRole('button', { name: 'Discard', exact: true }).click();
    await expect.element(page.getByText('Everything is at the server')).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'Waiting changes' })).toHaveFocus();
  });

  test('a new person is given up after a question', async () => {
    const creation = changeWith({ personId: 'new', kind: 'create', mine: { firstName: 'New' } });
    const main = await openWaiting({ changes: [creation] });
    await screen.button('Discard').click();
    await expect.element(page.getByText(/cannot be had back/)).toBeVisible();
    expect(main.inputsOf('outbox:discard')).toEqual([]);
  });
});
