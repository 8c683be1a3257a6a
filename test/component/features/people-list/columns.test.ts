import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allColumnIds,
  type Column,
  isCompact,
  leastLinePx,
  minimumWidthPx,
  moveBorder,
  moveColumn,
  nameFirst,
  toggleColumn,
} from '../../../../renderer/features/people-list/columns.ts';

const columns = fc
  .tuple(
    fc.shuffledSubarray([...allColumnIds].filter((id) => id !== 'name')),
    fc.array(fc.integer({ min: 48, max: 2000 }), { minLength: 10, maxLength: 10 }),
  )
  .map(([ids, widths]): readonly Column[] =>
    (['name', ...ids] as const).map((id, place) => ({ id, widthPx: widths[place] ?? 100 })),
  );

const sum = (all: readonly Column[]): number => all.reduce((px, { widthPx }) => px + widthPx, 0);
const ids = (all: readonly Column[]): string[] => all.map(({ id }) => id);

describe('moving a border', () => {
  test('takes from one column what it gives to its neighbour, and leaves the rest alone', () => {
    fc.assert(
      fc.property(columns, fc.nat(), fc.integer({ min: -3000, max: 3000 }), (all, at, deltaPx) => {
        const place = at % all.length;
        const moved = moveBorder(all, place, deltaPx);
        expect(sum(moved)).toBe(sum(all));
        for (const [other, { widthPx }] of moved.entries()) {
          const before = all[other]?.widthPx ?? 0;
          if (other !== place && other !== place + 1) expect(widthPx).toBe(before);
          expect(widthPx).toBeGreaterThanOrEqual(Math.min(before, minimumWidthPx));
        }
      }),
    );
  });
});

describe('moving a column', () => {
  test('keeps all columns and their widths, and the name first', () => {
    fc.assert(
      fc.property(columns, fc.constantFrom(...allColumnIds), fc.nat(12), (all, id, place) => {
        const moved = moveColumn(all, id, place);
        expect(moved[0]?.id).toBe('name');
        expect(new Set(moved)).toEqual(new Set(all));
        expect(moved).toHaveLength(all.length);
      }),
    );
  });

  test('puts it where it was asked for', () => {
    const all = (['name', 'id', 'email', 'location'] as const).map((id) => ({ id, widthPx: 100 }));
    expect(ids(moveColumn(all, 'location', 1))).toEqual(['name', 'location', 'id', 'email']);
    expect(ids(moveColumn(all, 'id', 2))).toEqual(['name', 'email', 'id', 'location']);
    expect(ids(moveColumn(all, 'name', 2))).toEqual(ids(all));
  });
});

test('a column is shown at the end, and hidden again', () => {
  fc.assert(
    fc.property(columns, fc.constantFrom(...allColumnIds), (all, id) => {
      const isShown = all.some((column) => column.id === id);
      const toggled = toggleColumn(all, id);
      expect(toggled.some((column) => column.id === id)).toBe(!isShown);
      if (!isShown) expect(toggled.at(-1)?.id).toBe(id);
    }),
  );
});

test('the name comes first, even where the settings have none', () => {
  expect(ids(nameFirst([{ id: 'email', widthPx: 90 }]))).toEqual(['name', 'email']);
});

test('a line is the wider the more columns it has, and as narrow as its list with the name alone', () => {
  fc.assert(
    fc.property(columns, (all) => {
      const fewer = all.slice(0, Math.max(1, all.length - 1));
      const addedPx = (all.length - fewer.length) * minimumWidthPx;
      expect(leastLinePx(all) - leastLinePx(fewer)).toBeGreaterThanOrEqual(addedPx);
    }),
  );
  expect(leastLinePx(nameFirst([]))).toBe(0);
});

test('a narrow list has room for the names alone', () => {
  expect(isCompact(480)).toBe(true);
  expect(isCompact(600)).toBe(false);
});
