import { afterEach, describe, expect, test } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { columnIds } from '../../../preload/model/settings.ts';
import { createFakeMain, type FakeMainOptions, serverSession } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.ts';
import { peopleOfManyScripts } from '../support/people.ts';
import { activeRow, drawnNames, drawnRows, focusGrid, screen } from '../support/screen.ts';

afterEach(cleanup);

const people = peopleOfManyScripts(16);
const signedIn = (options: FakeMainOptions = {}) =>
  createFakeMain({ session: serverSession, people, ...options });

const everyColumn = columnIds.map((id) => ({ id, widthPx: 180 }));

function headings(): (string | undefined)[] {
  return [...document.querySelectorAll('[role=columnheader]')].map((cell) =>
    cell.textContent.trim(),
  );
}

describe('sorting', () => {
  test('by a heading, and the other way round with the next click, is remembered', async () => {
    const main = signedIn();
    await openApp(main);
    await expect.element(screen.heading('Name')).toHaveAttribute('aria-sort', 'ascending');
    await expect.element(screen.heading('E-mail')).toHaveAttribute('aria-sort', 'none');
    await screen.button('E-mail').click();
    await expect.element(screen.heading('E-mail')).toHaveAttribute('aria-sort', 'ascending');
    expect(main.settings.sort).toEqual({ by: 'email', isDescending: false });
    await screen.button('E-mail').click();
    await expect.element(screen.heading('E-mail')).toHaveAttribute('aria-sort', 'descending');
    await expect
      .poll(() => drawnNames()[0])
      .toBe('Maximiliane Friederike von Hohenstein-Wolkersdorf');
    expect(main.settings.sort).toEqual({ by: 'email', isDescending: true });
  });

  test('by what is no column, from the menu', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.button('Sort').click();
    await screen.choice('Location').click();
    await expect
      .poll(() => main.inputsOf('people:window').at(-1)?.sort)
      .toEqual({ by: 'location', isDescending: false });
  });

  test('by the last change begins with the latest, and calls that descending', async () => {
    const sort = { by: 'changedAt', isDescending: false } as const;
    const columns = [
      { id: 'name', widthPx: 200 },
      { id: 'changedAt', widthPx: 200 },
    ] as const;
    await openApp(signedIn({ settings: { sort, columns: [...columns] } }));
    await expect
      .element(screen.heading('Last change seen'))
      .toHaveAttribute('aria-sort', 'descending');
  });

  test('is as it was left', async () => {
    const main = signedIn({ settings: { sort: { by: 'id', isDescending: true } } });
    await openApp(main);
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    expect(main.inputsOf('people:window')[0]?.sort).toEqual({ by: 'id', isDescending: true });
  });
});

describe('columns', () => {
  test('are shown, hidden and put in order, and remembered', async () => {
    const main = signedIn();
    await openApp(main, { width: 1600 });
    await screen.button('Columns').click();
    await page.getByRole('checkbox', { name: 'User name' }).click();
    await page.getByRole('checkbox', { name: 'Organization' }).click();
    await expect.poll(headings).toEqual(['Name', 'Job title', 'E-mail', 'User name']);
    await screen.button('Move User name up').click();
    await expect.poll(headings).toEqual(['Name', 'Job title', 'User name', 'E-mail']);
    await expect.element(page.getByRole('checkbox', { name: 'Name', exact: true })).toBeDisabled();
    expect(main.settings.columns.map(({ id }) => id)).toEqual(['name', 'jobTitle', 'id', 'email']);
    await screen.button('Reset columns').click();
    await expect.poll(headings).toEqual(['Name', 'Job title', 'Organization', 'E-mail']);
  });

  test('cannot be moved beyond the ends', async () => {
    const main = signedIn();
    await openApp(main);
    await screen.button('Columns').click();
    const up = screen.button('Move Job title up');
    await expect.element(up).toHaveAttribute('aria-disabled', 'true');
    await expect
      .element(screen.button('Move E-mail down'))
      .toHaveAttribute('aria-disabled', 'true');
    await expect.element(screen.button('Move E-mail up')).not.toHaveAttribute('aria-disabled');
    await screen.button('Move Organization up').click();
    await expect.element(screen.button('Move Organization up')).toHaveFocus();
    await expect
      .element(screen.button('Move Organization up'))
      .toHaveAttribute('aria-disabled', 'true');
    await expect.element(up).not.toHaveAttribute('aria-disabled');
    await screen.button('Move Organization up').click({ force: true });
    expect(main.inputsOf('settings:update')).toHaveLength(1);
  });

  test('are made wider and narrower with the keyboard, and remembered', async () => {
    const main = signedIn();
    await openApp(main);
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    const before = screen.heading('Name').element().getBoundingClientRect().width;
    (page.getByRole('separator', { name: 'Width of Name' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await expect
      .poll(() => Math.round(screen.heading('Name').element().getBoundingClientRect().width))
      .toBe(Math.round(before) + 32);
    const width = main.settings.columns.find(({ id }) => id === 'name')?.widthPx ?? 0;
    expect(width).toBe(Math.round(before) + 32);
  });

  test('are made wider with the mouse, and saved once', async () => {
    const main = signedIn();
    await openApp(main);
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    const border = page.getByRole('separator', { name: 'Width of Name' }).element();
    const before = screen.heading('Name').element().getBoundingClientRect().width;
    border.setPointerCapture = () => undefined;
    const at = (type: string, clientX: number) =>
      border.dispatchEvent(new PointerEvent(type, { clientX, bubbles: true, cancelable: true }));
    at('pointerdown', 500);
    for (let x = 505; x <= 560; x += 5) at('pointermove', x);
    at('pointerup', 560);
    await expect
      .poll(() => Math.round(screen.heading('Name').element().getBoundingClientRect().width))
      .toBe(Math.round(before) + 60);
    expect(main.inputsOf('settings:update')).toHaveLength(1);
  });

  test('show what they are named for', async () => {
    const columns = (['name', 'id', 'location', 'account', 'changedAt'] as const).map((id) => ({
      id,
      widthPx: 200,
    }));
    await openApp(signedIn({ settings: { columns } }), { width: 1600 });
    const row = screen.row(/^小明/);
    for (const text of ['person000005', 'Freiburg', 'Disabled', 'Mar 1, 2026']) {
      await expect.element(row.getByRole('gridcell', { name: text, exact: true })).toBeVisible();
    }
  });

  test('give way in a narrow window, the job title going below the name, and this is told', async () => {
    await openApp(signedIn(), { width: 420, height: 700 });
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    expect(headings()).toEqual(['Name']);
    await expect.element(screen.row(/^Ada/).getByText('Archivist')).toBeVisible();
    await screen.button('Columns').click();
    const hint = page.getByText('There is room for the names alone.', { exact: false });
    await expect.element(hint).toBeVisible();
    await page.viewport(1200, 700);
    await screen.button('Columns').click();
    await expect.element(screen.button('Reset columns')).toBeVisible();
    await expect.element(hint).not.toBeInTheDocument();
  });

  test('that do not fit are scrolled to sideways, with their headings, past the names', async () => {
    await openApp(signedIn({ settings: { columns: everyColumn } }));
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    expect(headings()).toHaveLength(10);
    const grid = screen.grid().element();
    expect(grid.scrollWidth).toBeGreaterThan(grid.clientWidth);
    const widthOf = (name: string) => screen.heading(name).element().getBoundingClientRect().width;
    expect(widthOf('Name')).toBeGreaterThanOrEqual(180);
    expect(widthOf('Last change seen')).toBeGreaterThanOrEqual(112);
    const row = screen.row(/^Ada/);
    const name = row.getByText('Ada Lovelace').element();
    const leftOf = (element: Element) => Math.round(element.getBoundingClientRect().left);
    const before = leftOf(name);
    focusGrid();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => grid.scrollLeft).toBeGreaterThan(0);
    grid.scrollTo({ left: grid.scrollWidth });
    const last = row.getByRole('gridcell', { name: 'Mar 1, 2026' });
    await expect.element(last).toBeInViewport({ ratio: 1 });
    await expect
      .poll(() => leftOf(screen.heading('Last change seen').element()))
      .toBe(leftOf(last.element()));
    expect(leftOf(name)).toBe(before);
    expect(leftOf(screen.heading('Name').element())).toBe(leftOf(grid));
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(1200);
  });

  test('come into sight with the focus on their heading', async () => {
    await openApp(signedIn({ settings: { columns: everyColumn } }));
    await expect.element(screen.row(/^Ada/)).toBeVisible();
    (screen.button('Last change seen').element() as HTMLElement).focus();
    const cell = screen.row(/^Ada/).getByRole('gridcell', { name: 'Mar 1, 2026' });
    await expect.element(cell).toBeInViewport({ ratio: 1 });
  });
});

describe('the grid of photos', () => {
  test('shows the same people as cards, and is remembered', async () => {
    const main = signedIn();
    await openApp(main);
    await expect.element(screen.radio('List')).toBeChecked();
    await userEvent.click(screen.radio('Grid').element(), { force: true });
    await expect.element(screen.grid()).toHaveAttribute('aria-rowcount', '16');
    await expect.element(page.getByRole('table')).not.toBeInTheDocument();
    await screen.row(/^Zoë/).click();
    await expect.element(screen.person('Zoë Åkesson')).toBeVisible();
    expect(main.settings.view).toBe('grid');
  });

  test('is walked in two directions', async () => {
    const main = signedIn({ people: peopleOfManyScripts(300), settings: { view: 'grid' } });
    await openApp(main);
    await expect.element(screen.row(/^Ada Lovelace,/).first()).toBeVisible();
    const tops = [...screen.grid().element().querySelectorAll('[role=row]')].map(
      (card) => card.getBoundingClientRect().top,
    );
    const lanes = tops.filter((top) => top === tops[0]).length;
    expect(lanes).toBeGreaterThan(2);
    focusGrid();
    const place = () => Number(activeRow()?.getAttribute('aria-rowindex'));
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(place).toBe(1 + lanes);
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(place).toBe(2 + lanes);
    await userEvent.keyboard('{ArrowUp}{ArrowLeft}');
    await expect.poll(place).toBe(1);
    await userEvent.keyboard('{End}');
    await expect.poll(place).toBe(300);
    expect(activeRow()?.getBoundingClientRect().bottom).toBeLessThanOrEqual(800);
  });

  test('begins with a whole line of cards when the view changes', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(500) }));
    await expect.element(screen.count()).toHaveTextContent('500 people');
    focusGrid();
    await userEvent.keyboard('{ArrowDown}'.repeat(25));
    await userEvent.click(screen.radio('Grid').element(), { force: true });
    await expect.poll(() => screen.grid().element().scrollTop).toBeGreaterThan(0);
    const { top, bottom } = screen.grid().element().getBoundingClientRect();
    const edges = drawnRows().map((card) => card.getBoundingClientRect().top);
    expect(Math.min(...edges.map((edge) => Math.abs(edge - top)))).toBeLessThan(1);
    expect(activeRow()?.getBoundingClientRect().bottom).toBeLessThanOrEqual(bottom);
  });

  test('keeps the place of the keyboard when the view changes', async () => {
    await openApp(signedIn({ people: peopleOfManyScripts(500) }));
    await expect.element(screen.count()).toHaveTextContent('500 people');
    focusGrid();
    await userEvent.keyboard('{End}');
    await expect.poll(() => activeRow()?.getAttribute('aria-rowindex')).toBe('500');
    await userEvent.click(screen.radio('Grid').element(), { force: true });
    await expect.poll(() => activeRow()?.getAttribute('aria-rowindex')).toBe('500');
    await expect.element(screen.row(/^Ελένη Παπαδοπούλου 31,/)).toBeInViewport();
  });
});
