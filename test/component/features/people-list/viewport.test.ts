import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  rowAfterKey,
  rowHeightPx,
  scrollTopToShow,
  viewportOf,
} from '../../../../renderer/features/people-list/viewport.ts';

const lists = fc.record({
  rowCount: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5_000_000 })),
  viewportPx: fc.integer({ min: 1, max: 2000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

function scrollingOf({
  rowCount,
  viewportPx,
  share,
}: {
  rowCount: number;
  viewportPx: number;
  share: number;
}) {
  const { trackPx } = viewportOf({ rowCount, viewportPx, scrollTopPx: 0 });
  return { rowCount, viewportPx, scrollTopPx: share * Math.max(0, trackPx - viewportPx) };
}

describe('the rows to draw', () => {
  test('cover the visible part, lie within the list, and are few', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const scrolling = scrollingOf(list);
        const { first, end, offsetPx } = viewportOf(scrolling);
        const listEndPx = list.rowCount * rowHeightPx;
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(list.rowCount);
        expect(end - first).toBeLessThanOrEqual(Math.ceil(list.viewportPx / rowHeightPx) + 18);
        const bottomPx = offsetPx + (end - first) * rowHeightPx;
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
        const { trackPx } = viewportOf({ rowCount, viewportPx: 800, scrollTopPx: 0 });
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
        fc.pre(list.viewportPx >= 2 * rowHeightPx);
        const scrolling = scrollingOf(list);
        const index = anywhere % list.rowCount;
        const scrollTopPx = scrollTopToShow(index, scrolling);
        const { first, offsetPx } = viewportOf({ ...scrolling, scrollTopPx });
        const topPx = offsetPx + (index - first) * rowHeightPx - scrollTopPx;
        expect(topPx).toBeGreaterThanOrEqual(-0.01);
        expect(topPx + rowHeightPx).toBeLessThanOrEqual(list.viewportPx + 0.01);
      }),
    );
  });

  test('does not move what is in sight already', () => {
    const scrolling = { rowCount: 100, viewportPx: 480, scrollTopPx: 960 };
    expect(scrollTopToShow(20, scrolling)).toBe(960);
    expect(scrollTopToShow(29, scrolling)).toBe(960);
    expect(scrollTopToShow(30, scrolling)).toBe(1008);
    expect(scrollTopToShow(19, scrolling)).toBe(912);
  });
});

describe('keys', () => {
  const list = { viewportPx: 480, rowCount: 100 };

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
