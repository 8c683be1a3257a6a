import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { Person } from '../../../preload/model/person.ts';
import { createDeferred } from '../support/deferred.ts';
import { createFakeMain, type FakeMainOptions, serverSession } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { personWith } from '../../support/people.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { activeRow, drawnNames, drawnRows, focusGrid, screen } from '../support/screen.ts';

afterEach(cleanup);

const signedIn = (options: FakeMainOptions) =>
  createFakeMain({ session: serverSession, ...options });

function marks(): string[] {
  return [...document.querySelectorAll('mark')].map((mark) => mark.textContent);
}

describe('100,000 people', () => {
  let many: readonly Person[] = [];
  beforeAll(() => {
    many = peopleOfManyScripts(100_000);
  });

  test.each(['list', 'grid'] as const)('are few elements as a %s, at any place', async (view) => {
    const main = signedIn({ people: many, settings: { view } });
    await openApp(main, { width: 1600, height: 1000 });
    await expect.element(screen.count()).toHaveTextContent('100,000 people');
    const grid = screen.grid().element();
    for (const share of [0, 0.33, 0.999, 0.5]) {
      grid.scrollTo({ top: share * grid.scrollHeight });
      await expect.poll(() => drawnNames().includes('Loading…')).toBe(false);
      expect(document.querySelectorAll('*').length).toBeLessThanOrEqual(1500);
    }
  });

  test('come in messages of 40 rows and 16 KB at most', async () => {
    const main = signedIn({ people: many });
    const sizes: number[] = [];
    const bridge = {
      ...main.bridge,
      async invoke(channel: string, input: unknown) {
        const result = await main.bridge.invoke(channel, input);
        if (channel === 'people:window') sizes.push(JSON.stringify(result).length);
        return result;
      },
    };
    await openApp({ ...main, bridge });
    await expect.element(screen.count()).toHaveTextContent('100,000 people');
    const grid = screen.grid().element();
    grid.scrollTo({ top: 1_000_000 });
    await expect.poll(() => sizes.length).toBeGreaterThan(1);
    await expect.poll(() => drawnNames().includes('Loading…')).toBe(false);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16 * 1024);
    const limits = main.inputsOf('people:window').map(({ limit }) => limit);
    expect(Math.max(...limits)).toBeLessThanOrEqual(40);
  });

  test('are not all fetched by dragging the scroll bar from end to end', async () => {
    const main = signedIn({ people: many });
    await openApp(main);
    await expect.element(screen.count()).toHaveTextContent('100,000 people');
    const grid = screen.grid().element();
    const steps = 60;
    for (let step = 1; step <= steps; step += 1) {
      grid.scrollTo({ top: (step / steps) * grid.scrollHeight });
      await new Promise((done) => requestAnimationFrame(done));
    }
    await expect.element(page.getByText('person099999@example.com')).toBeVisible();
    expect(main.inputsOf('people:window').length).toBeLessThan(steps);
  });
});

describe('while a refresh runs', () => {
  test('what is in sight stays there when people come in above', async () => {
    const people = peopleOfManyScripts(1000);
    const main = signedIn({ people });
    await openApp(main);
    await expect.element(screen.count()).toHaveTextContent('1,000 people');
    const grid = screen.grid().element();
    grid.scrollTo({ top: 24_010 });
    await expect.element(page.getByText('person000505@example.com')).toBeVisible();
    const topOf = () =>
      drawnRows()
        .find((row) => row.textContent.includes('person000505@'))
        ?.getBoundingClientRect().top;
    const before = topOf();
    const newcomers = Array.from({ length: 150 }, (_, at) => personWith({ id: `aa${at}` }));
    main.change([...newcomers, ...people]);
    await expect.element(screen.count()).toHaveTextContent('1,150 people');
    await expect.poll(topOf).toBe(before);
    expect(grid.scrollTop).toBe(24_010 + 150 * 48);
  });

  test('the top of the list stays the top', async () => {
    const people = peopleOfManyScripts(100);
    const main = signedIn({ people });
    await openApp(main);
    await expect.element(screen.count()).toHaveTextContent('100 people');
    main.change([personWith({ id: 'aaa' }), ...people]);
    await expect.element(screen.row(/^aaa/)).toBeInViewport();
    expect(screen.grid().element().scrollTop).toBe(0);
  });
});

describe('letters typed on the list', () => {
  test('lead to names that begin so, even far away', async () => {
    const people = [...peopleOfManyScripts(2000), personWith({ id: 'zz', firstName: 'Zuzana' })];
    await openApp(signedIn({ people }));
    await expect.element(screen.count()).toHaveTextContent('2,001 people');
    focusGrid();
    await userEvent.keyboard('zuz');
    await expect.poll(() => activeRow()?.getAttribute('aria-label')).toBe('Zuzana');
    await expect.element(screen.row(/^Zuzana/)).toBeInViewport();
  });

  test('walk through the names with one letter, going round', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(20) }));
    await expect.element(screen.row(/^Ada Lovelace,/)).toBeVisible();
    focusGrid();
    const name = () => activeRow()?.getAttribute('aria-label')?.split(',')[0];
    await userEvent.keyboard('a');
    await expect.poll(name).toBe('Ada Lovelace 1');
    await userEvent.keyboard('a');
    await expect.poll(name).toBe('Ada Lovelace');
  });

  test('do nothing where the list is another one by the time of the answer', async () => {
    const main = signedIn({ people: peopleOfManyScripts(20) });
    const held = createDeferred<number>();
    main.answer('people:find', () => held.promise);
    await openApp(main);
    await expect.element(screen.row(/^Ada Lovelace,/)).toBeVisible();
    focusGrid();
    await userEvent.keyboard('z');
    await screen.search().fill('example');
    await expect.element(screen.count()).toHaveTextContent('18 of 20 people');
    held.resolve(7);
    await expect.poll(() => activeRow()?.getAttribute('aria-rowindex')).toBe('1');
  });
});

describe('matches', () => {
  test('are marked in the list and beside it, with accents and in any script', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(16) }));
    await screen.search().fill('nunez officer');
    await expect.poll(marks).toEqual(['Núñez', 'officer']);
    await screen.row(/^José/).click();
    await expect.element(screen.person('José Núñez').getByText('Last name')).toBeVisible();
    await expect.poll(marks).toEqual(['Núñez', 'officer', 'Núñez', 'officer', 'officer', 'Núñez']);
  });

  test('of one field are marked in that field alone', async () => {
    const people = [
      personWith({ id: 'a', firstName: 'North', company: { organization: 'Northwind' } }),
    ];
    await openApp(signedIn({ people }));
    await screen.search().fill('org:north');
    await expect.poll(marks).toEqual(['North']);
    const organization = screen.row(/^North/).getByRole('gridcell', { name: 'Northwind' });
    await expect.element(organization.getByText('North', { exact: true })).toBeVisible();
  });
});

describe('help with searching', () => {
  test('shows how to look for a user name', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(16) }));
    await screen.button('How to search').click();
    const help = screen.dialog('How to search');
    await expect.element(help.getByText('id:smith', { exact: true })).toBeVisible();
  });

  test('puts the prefix of a field into the box', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(16) }));
    await screen.search().fill('ada');
    await screen.button('How to search').click();
    await screen.button('title: Job title').click();
    await expect.element(screen.search()).toHaveFocus();
    await expect.element(screen.search()).toHaveValue('ada title:');
    await userEvent.keyboard('arch');
    await expect.element(screen.count()).toHaveTextContent('1 of 16 people');
  });
});
