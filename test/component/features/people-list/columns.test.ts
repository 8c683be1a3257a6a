import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allColumnIds,
  type Column,
  columnsFitting,
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

test('a wide list shows all columns, a narrow one the first ones, the narrowest the name', () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 0, max: 4000 }), (all, widthPx) => {
      const fitting = columnsFitting(all, widthPx);
      expect(fitting).toEqual(all.slice(0, fitting.length));
      expect(fitting.length).toBeGreaterThanOrEqual(1);
    }),
  );
  const all = allColumnIds.map((id) => ({ id, widthPx: 100 }));
  expect(columnsFitting(all, 3000)).toHaveLength(10);
  expect(columnsFitting(all, 400)).toHaveLength(1);
});
