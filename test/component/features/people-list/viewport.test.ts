import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cardLinePx,
  lanesIn,
  rowAfterKey,
  rowHeightPx,
  scrollTopAfterShift,
  scrollTopOfLineToShow,
  scrollTopToShow,
  viewportOf,
} from '../../../../renderer/features/people-list/viewport.ts';

const rows = { lanes: 1, linePx: rowHeightPx };

const lists = fc.record({
  rowCount: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5_000_000 })),
  viewportPx: fc.integer({ min: 1, max: 2000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  lanes: fc.integer({ min: 1, max: 12 }),
  linePx: fc.constantFrom(rowHeightPx, cardLinePx),
});

interface List {
  readonly rowCount: number;
  readonly viewportPx: number;
  readonly lanes: number;
  readonly linePx: number;
}

function scrollingOf({ share, ...list }: List & { readonly share: number }) {
  const { viewportPx } = list;
  const { trackPx } = viewportOf({ ...list, scrollTopPx: 0 });
  return { ...list, scrollTopPx: share * Math.max(0, trackPx - viewportPx) };
}

describe('the rows to draw', () => {
  test('cover the visible part, lie within the list, and are few', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const scrolling = scrollingOf(list);
        const { first, end, offsetPx } = viewportOf(scrolling);
        const { lanes, linePx } = list;
        const listEndPx = Math.ceil(list.rowCount / lanes) * linePx;
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(list.rowCount);
        const drawnLines = Math.ceil((end - first) / lanes);
        expect(drawnLines).toBeLessThanOrEqual(Math.ceil(list.viewportPx / linePx) + 18);
        const bottomPx = offsetPx + drawnLines * linePx;
        expect(offsetPx).toBeLessThanOrEqual(scrolling.scrollTopPx + 0.001);
        expect(bottomPx).toBeGreaterThanOrEqual(
          Math.min(scrolling.scrollTopPx + list.viewportPx, listEndPx) - 0.001,
        );
      }),
    );
  });

  test('never need an element taller than browsers can draw', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (rowCount) => {
        const { trackPx } = viewportOf({ ...rows, rowCount, viewportPx: 800, scrollTopPx: 0 });
        expect(trackPx).toBeLessThanOrEqual(10_000_000);
      }),
    );
  });

  test('end with the last row at the end of the scroll bar', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(viewportOf(scrollingOf({ ...list, share: 1 })).end).toBe(list.rowCount);
      }),
    );
  });
});

describe('showing a row', () => {
  test('brings it wholly into sight where it fits', () => {
    fc.assert(
      fc.property(lists, fc.nat(), (list, anywhere) => {
        fc.pre(list.viewportPx >= 2 * list.linePx);
        const scrolling = scrollingOf(list);
        const index = anywhere % list.rowCount;
        const scrollTopPx = scrollTopToShow(index, scrolling);
        const { first, offsetPx } = viewportOf({ ...scrolling, scrollTopPx });
        const { lanes, linePx } = list;
        const line = Math.floor(index / lanes) - first / lanes;
        const topPx = offsetPx + line * linePx - scrollTopPx;
        expect(topPx).toBeGreaterThanOrEqual(-0.01);
        expect(topPx + linePx).toBeLessThanOrEqual(list.viewportPx + 0.01);
      }),
    );
  });

  test('does not move what is in sight already', () => {
    const scrolling = { ...rows, rowCount: 100, viewportPx: 480, scrollTopPx: 960 };
    expect(scrollTopToShow(20, scrolling)).toBe(960);
    expect(scrollTopToShow(29, scrolling)).toBe(960);
    expect(scrollTopToShow(30, scrolling)).toBe(1008);
    expect(scrollTopToShow(19, scrolling)).toBe(912);
  });
});

test('a list laid out anew begins with a whole line, and shows what is wanted', () => {
  const cards = { viewportPx: 600, rowCount: 100, lanes: 5, linePx: cardLinePx, scrollTopPx: 0 };
  expect(scrollTopOfLineToShow(14, cards)).toBe(0);
  expect(scrollTopOfLineToShow(15, cards)).toBe(cardLinePx);
  expect(scrollTopOfLineToShow(15, { ...cards, scrollTopPx: 5000 })).toBe(3 * cardLinePx);
});

describe('keys', () => {
  const list = { ...rows, viewportPx: 480, rowCount: 100 };

  test.each([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 5, 4],
    ['PageDown', 5, 14],
    ['PageUp', 50, 41],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['PageUp', 3, 0],
    ['PageDown', 95, 99],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(rowAfterKey(key, from, list)).toBe(to);
  });

  test('other keys, and any key in an empty list, lead nowhere', () => {
    expect(rowAfterKey('x', 5, list)).toBeNull();
    expect(rowAfterKey('toString', 5, list)).toBeNull();
    expect(rowAfterKey('End', 0, { ...list, rowCount: 0 })).toBeNull();
  });
});

describe('keys among cards', () => {
  const cards = { viewportPx: 600, rowCount: 23, lanes: 5, linePx: cardLinePx };

  test.each([
    ['ArrowDown', 7, 12],
    ['ArrowUp', 7, 2],
    ['ArrowUp', 2, 2],
    ['ArrowRight', 4, 5],
    ['ArrowLeft', 5, 4],
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 22, 22],
    // The last line is short: it is reached, and not left.
    ['ArrowDown', 19, 22],
    ['ArrowDown', 21, 21],
    ['PageDown', 1, 11],
    ['Home', 12, 0],
    ['End', 3, 22],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(rowAfterKey(key, from, cards)).toBe(to);
  });

  test('there are as many side by side as fit, and one at least', () => {
    expect(lanesIn(1000)).toBe(5);
    expect(lanesIn(10)).toBe(1);
  });
});

test('what is in sight stays where it is when others come in above', () => {
  const scrolling = { ...rows, rowCount: 500, viewportPx: 480, scrollTopPx: 960 };
  expect(scrollTopAfterShift(3, scrolling)).toBe(960 + 3 * rowHeightPx);
  expect(scrollTopAfterShift(-5, scrolling)).toBe(960 - 5 * rowHeightPx);
});
