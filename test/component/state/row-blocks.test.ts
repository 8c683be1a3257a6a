import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  blocksBetween,
  blockSize,
  RowBlocks,
  windowsOf,
} from '../../../renderer/state/row-blocks.ts';
import { rowOf } from '../support/fake-directory.ts';
import { peopleOfManyScripts } from '../support/people.ts';

const rows = peopleOfManyScripts(500).map((person) => rowOf(person));

test('windows cover every row asked for, are no larger than 40 rows, and do not overlap', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(300), (first, count) => {
      const windows = windowsOf(blocksBetween(first, first + count));
      const covered = windows.flatMap(({ offset, limit }) =>
        Array.from({ length: limit }, (_, place) => offset + place),
      );
      expect(new Set(covered).size).toBe(covered.length);
      expect(Math.min(...covered)).toBeLessThanOrEqual(first);
      expect(Math.max(...covered)).toBeGreaterThanOrEqual(first + count);
      expect(Math.max(...windows.map(({ limit }) => limit))).toBeLessThanOrEqual(40);
    }),
  );
});

test('blocks that are apart are not asked for together', () => {
  expect(windowsOf([3, 5])).toEqual([
    { offset: 3 * blockSize, limit: blockSize },
    { offset: 5 * blockSize, limit: blockSize },
  ]);
});

test('a row is found again where its window put it', () => {
  fc.assert(
    fc.property(fc.nat(20), (block) => {
      const window = { offset: block * blockSize, limit: 2 * blockSize };
      const some = rows.slice(window.offset, window.offset + window.limit);
      const blocks = new RowBlocks().with(window, some);
      for (const [place, row] of some.entries()) {
        expect(blocks.rowAt(window.offset + place)).toBe(row);
        expect(blocks.indexOf(row.id)).toBe(window.offset + place);
      }
      expect(blocks.rowAt(window.offset + window.limit)).toBeUndefined();
    }),
  );
});

test('what is far away is forgotten first', () => {
  let blocks = new RowBlocks();
  for (let block = 0; block < 150; block += 1) {
    blocks = blocks.with({ offset: block * blockSize, limit: blockSize }, rows.slice(0, blockSize));
  }
  expect(blocks.has(0)).toBe(false);
  expect(blocks.has(149)).toBe(true);
  expect(blocks.has(60)).toBe(true);
});
