import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { createDeferred, type Deferred } from '../support/deferred.ts';
import {
  createFakeMain,
  type FakeMainOptions,
  Refusal,
  serverSession,
} from '../support/fake-bridge.ts';
import { rowOf } from '../support/fake-directory.ts';
import { openApp } from '../support/open-app.ts';
import { personWith } from '../../support/people.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { activeRow, drawnRows, screen, signOut } from '../support/screen.ts';

afterEach(cleanup);

const signedIn = (options: FakeMainOptions) =>
  createFakeMain({ session: serverSession, ...options });

describe('the list', () => {
  test('shows everybody with name, job title, organization and e-mail', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(16) }));
    await expect.element(screen.count()).toHaveTextContent('16 people');
    await expect.element(screen.grid()).toHaveAttribute('aria-rowcount', '16');
    const row = screen.row(/^Ada Lovelace/);
    await expect.element(row).toHaveAttribute('aria-rowindex', '1');
    for (const text of ['Archivist', 'Northwind', 'person000000@example.com']) {
      await expect.element(row.getByRole('gridcell', { name: text })).toBeVisible();
    }
    await expect.element(screen.row(/^ليلى حداد/)).toBeVisible();
    await expect.element(screen.row(/^小明 王, Disabled/)).toBeVisible();
  });

  test('counts one person as one', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(1) }));
    await expect.element(screen.count()).toHaveTextContent('1 person');
  });

  test('draws few rows of 10,000 and reaches the last one', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(10_000) }));
    await expect.element(screen.count()).toHaveTextContent('10,000 people');
    expect(drawnRows().length).toBeLessThan(100);
    const grid = screen.grid().element();
    grid.scrollTo({ top: grid.scrollHeight });
    await expect.element(page.getByText('person009999@example.com')).toBeVisible();
    expect(drawnRows().length).toBeLessThan(100);
    expect(drawnRows().at(-1)?.getAttribute('aria-rowindex')).toBe('10000');
  });

  test('asks for at most 200 rows at a time, and for those near the visible ones only', async () => {
    const main = signedIn({ people: peopleOfManyScripts(10_000) });
    await openApp(main);
    await expect.element(screen.count()).toHaveTextContent('10,000 people');
    const grid = screen.grid().element();
    grid.scrollTo({ top: grid.scrollHeight / 2 });
    await expect.element(page.getByText('person005000@example.com')).toBeVisible();
    const windows = main.inputsOf('people:window');
    expect(Math.max(...windows.map(({ limit }) => limit))).toBeLessThanOrEqual(200);
    expect(windows.every(({ offset }) => offset < 200 || Math.abs(offset - 5000) < 300)).toBe(true);
  });

  test('holds the place of rows that are on their way', async () => {
    const held = createDeferred<null>();
    const people = peopleOfManyScripts(300);
    const main = signedIn({ people });
    await openApp(main);
    await expect.element(screen.row(/^Ada Lovelace/).first()).toBeVisible();
    main.answer('people:window', async ({ offset, limit }) => {
      await held.promise;
      const rows = people.slice(offset, offset + limit).map((person) => rowOf(person));
      return { rows, offset, matched: 300, total: 300 };
    });
    const grid = screen.grid().element();
    grid.scrollTo({ top: grid.scrollHeight });
    await expect.element(screen.row(/^Loading…/).first()).toBeVisible();
    held.resolve(null);
    await expect.element(page.getByText('person000299@example.com')).toBeVisible();
    await expect.element(screen.row(/^Loading…/)).not.toBeInTheDocument();
  });

  test('keeps its place when the cache changes, and shows the change', async () => {
    const people = peopleOfManyScripts(1000);
    const main = signedIn({ people });
    await openApp(main);
    await expect.element(screen.count()).toHaveTextContent('1,000 people');
    const grid = screen.grid().element();
    grid.scrollTo({ top: 24_000 });
    await expect.element(page.getByText('person000505@example.com')).toBeVisible();
    main.change(
      people
        .map((one) =>
          one.id === 'person000505' ? personWith({ ...one, email: 'new@x.org' }) : one,
        )
        .concat(personWith({ id: 'zz' })),
    );
    await expect.element(page.getByText('new@x.org')).toBeVisible();
    await expect.element(screen.count()).toHaveTextContent('1,001 people');
    expect(grid.scrollTop).toBe(24_000);
  });

  test('falls back to initials where a photo cannot be shown', async () => {
    const photos = new Map([['person000000', 'data:image/png;base64,AAAA']]);
    await openApp(signedIn({ people: peopleOfManyScripts(1), photos }));
    await expect.element(screen.row(/^Ada/).getByText('AL')).toBeVisible();
  });
});

describe('searching', () => {
  test('filters while typing, in any script, and counts', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(16) }));
    await screen.search().fill('nunez');
    await expect.element(screen.count()).toHaveTextContent('1 of 16 people');
    await expect.element(screen.row(/^José Núñez/)).toBeVisible();
    await screen.search().fill('соколова');
    await expect.element(screen.row(/^Ирина Соколова/)).toBeVisible();
    await expect.element(screen.row(/^José/)).not.toBeInTheDocument();
  });

  test('never paints an answer to an earlier text', async () => {
    const people = peopleOfManyScripts(16);
    const main = signedIn({ people });
    await openApp(main);
    await expect.element(screen.count()).toHaveTextContent('16 people');
    const answers = new Map<string, Deferred<null>>();
    main.answer('people:window', async ({ text, offset }) => {
      const held = createDeferred<null>();
      answers.set(text, held);
      await held.promise;
      const rows = [rowOf(personWith({ id: text, displayName: `Answer to ${text}` }))];
      return { rows, offset, matched: 1, total: 16 };
    });
    const painted: string[] = [];
    const watcher = new MutationObserver(() => {
      painted.push(...drawnRows().map((row) => row.getAttribute('aria-label') ?? ''));
    });
    watcher.observe(document.body, { childList: true, subtree: true, attributes: true });
    await screen.search().fill('a');
    await screen.search().fill('ab');
    answers.get('ab')?.resolve(null);
    await expect.element(screen.row(/^Answer to ab$/)).toBeVisible();
    answers.get('a')?.resolve(null);
    await screen.search().fill('abc');
    answers.get('abc')?.resolve(null);
    await expect.element(screen.row(/^Answer to abc$/)).toBeVisible();
    watcher.disconnect();
    expect(painted).toContain('Answer to ab');
    expect(painted).not.toContain('Answer to a');
  });

  test('begins at the top of what is found', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(1000) }));
    await expect.element(screen.count()).toHaveTextContent('1,000 people');
    screen.grid().element().scrollTo({ top: 20_000 });
    await screen.search().fill('example');
    await expect.element(screen.count()).toHaveTextContent('889 of 1,000 people');
    await expect.poll(() => screen.grid().element().scrollTop).toBe(0);
    await expect.element(screen.row(/^Ada Lovelace, /).first()).toBeVisible();
  });

  test('says that nobody matches, and clears', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(16) }));
    await screen.search().fill('zebra');
    await expect
      .element(page.getByRole('heading', { name: 'Nobody matches “zebra”' }))
      .toBeVisible();
    await screen.button('Clear search').click();
    await expect.element(screen.count()).toHaveTextContent('16 people');
    await expect.element(screen.search()).toHaveFocus();
  });

  test('tells which prefix names no field where nobody matches', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(16) }));
    await screen.search().fill('org:northwind foo:bar');
    await expect
      .element(page.getByText('There is no field “foo:”.', { exact: false }))
      .toBeVisible();
    await screen.search().fill('org:nowhere');
    await expect.element(page.getByText('Every word must occur', { exact: false })).toBeVisible();
  });

  test.each(['/', '{Control>}f{/Control}', '{Meta>}f{/Meta}'])(
    '%s leads to the box',
    async (keys) => {
      await openApp(signedIn({ people: peopleOfManyScripts(16) }));
      await expect.element(screen.grid()).toBeVisible();
      await userEvent.keyboard(keys);
      await expect.element(screen.search()).toHaveFocus();
      await expect.element(screen.search()).toHaveValue('');
    },
  );

  test('Escape clears, and leaves for the list the next time', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(16) }));
    await screen.search().fill('ada');
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.search()).toHaveValue('');
    await expect.element(screen.search()).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.grid()).toHaveFocus();
  });
});

describe('the keyboard', () => {
  test('walks, opens, follows and closes', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(16) }));
    await screen.search().click();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(screen.grid()).toHaveFocus();
    expect(activeRow()).toHaveAccessibleName(/^Ada Lovelace/);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(screen.person('Zoë Åkesson')).toBeVisible();
    await expect.element(screen.row(/^Zoë/)).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(screen.person('José Núñez')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(screen.person('José Núñez')).not.toBeInTheDocument();
    await expect.element(screen.grid()).toHaveFocus();
  });

  test('reaches both ends of a long list, and pages', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(5001) }));
    await expect.element(screen.count()).toHaveTextContent('5,001 people');
    (screen.grid().element() as HTMLElement).focus();
    await userEvent.keyboard('{End}');
    await expect.poll(() => activeRow()?.getAttribute('aria-rowindex')).toBe('5001');
    await expect.element(page.getByText('person005000@example.com')).toBeInViewport();
    await userEvent.keyboard('{Home}{PageDown}');
    await expect.poll(() => Number(activeRow()?.getAttribute('aria-rowindex'))).toBeGreaterThan(5);
    await userEvent.keyboard('{PageUp}');
    await expect.poll(() => activeRow()?.getAttribute('aria-rowindex')).toBe('1');
  });

  test('stays with its person when others are put in before', async () => {
    const people = peopleOfManyScripts(16);
    const main = signedIn({ people });
    await openApp(main);
    await expect.element(screen.grid()).toBeVisible();
    (screen.grid().element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(activeRow()).toHaveAccessibleName(/^José/);
    main.change([personWith({ id: 'aaa' }), ...people]);
    await expect.element(screen.count()).toHaveTextContent('17 people');
    expect(activeRow()).toHaveAccessibleName(/^José/);
    expect(activeRow()?.getAttribute('aria-rowindex')).toBe('4');
  });
});

describe('when the list cannot be read', () => {
  test('says so, and tries again', async () => {
    const main = signedIn({ people: peopleOfManyScripts(3) });
    const answerWell = createFakeMain({ people: peopleOfManyScripts(3) });
    main.answer('people:window', () => {
      throw new Refusal({ code: 'storage', message: 'The database cannot be opened.' });
    });
    await openApp(main);
    await expect
      .element(page.getByRole('alert').getByText('The database cannot be opened.'))
      .toBeVisible();
    main.answer('people:window', async (input) => {
      const result = await answerWell.bridge.invoke('people:window', input);
      if (!result.ok) throw new Refusal(result.error);
      return result.value as never;
    });
    await screen.button('Try again').click();
    await expect.element(screen.count()).toHaveTextContent('3 people');
  });
});

describe('signing out', () => {
  test('goes back to Welcome and takes the people along', async () => {
    const main = signedIn({ people: peopleOfManyScripts(3) });
    await openApp(main);
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    await signOut();
    await expect.element(screen.signIn()).toBeVisible();
    expect(main.inputsOf('session:signOut')).toHaveLength(1);
    expect(document.body.textContent).not.toContain('Lovelace');
  });

  test('says why it did not work', async () => {
    const main = signedIn({ people: peopleOfManyScripts(3) });
    main.answer('session:signOut', () => {
      throw new Refusal({ message: 'The ticket could not be ended.' });
    });
    await openApp(main);
    await signOut();
    await expect
      .element(page.getByRole('alert').getByText('The ticket could not be ended.'))
      .toBeVisible();
    await expect.element(screen.row(/^Ada/)).toBeVisible();
  });

  test('follows a session that main has ended', async () => {
    const main = signedIn({ people: peopleOfManyScripts(3) });
    await openApp(main);
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    main.push('session:changed', null);
    await expect.element(screen.signIn()).toBeVisible();
  });
});

test.each([
  { width: 420, height: 760 },
  { width: 640, height: 400 },
  { width: 720, height: 640 },
  { width: 760, height: 700 },
  { width: 900, height: 640 },
  { width: 1600, height: 900 },
])('fits a window of $width x $height', async (size) => {
  await openApp(signedIn({ people: peopleOfManyScripts(50) }), size);
  await screen.row(/^Zoë/).first().click();
  await expect.element(screen.person('Zoë Åkesson')).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(size.width);
  const settings = screen.button('Settings');
  for (const control of [screen.search(), screen.refresh(), screen.switcher(), settings]) {
    await expect.element(control).toBeInViewport({ ratio: 1 });
  }
});
