import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitset } from '../../../../../main/store/index/bitset.ts';

const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 60 });

function setOf(numbers: Iterable<number>): Bitset {
  const set = new Bitset();
  for (const number of numbers) set.add(number);
  return set;
}

function numbersIn(set: Bitset): number[] {
  const found: number[] = [];
  set.forEach((number) => found.push(number));
  return found;
}

const ascending = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b);

describe('a bitset', () => {
  it('is a set of numbers, visited in ascending order', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 0, max: 300 }), (added, deleted, size) => {
        const set = new Bitset(size);
        const oracle = new Set(added);
        for (const number of added) set.add(number);
        for (const number of deleted) {
          set.delete(number);
          oracle.delete(number);
        }
        expect(numbersIn(set)).toEqual(ascending(oracle));
        expect(set.count).toBe(oracle.size);
        for (const number of [...added, ...deleted, 1000]) {
          expect(set.has(number)).toBe(oracle.has(number));
        }
      }),
    );
  });

  it('is united, intersected and subtracted, whatever the sizes', () => {
    fc.assert(
      fc.property(numbers, numbers, (some, others) => {
        const [a, b] = [setOf(some), setOf(others)];
        const common = some.filter((number) => others.includes(number));
        const rest = some.filter((number) => !others.includes(number));
        const all = new Set([...some, ...others]);
        expect(numbersIn(a.copy().unite(b))).toEqual(ascending(all));
        expect(numbersIn(a.copy().intersect(b))).toEqual(ascending(common));
        expect(numbersIn(a.copy().subtract(b))).toEqual(ascending(rest));
        expect(a.countCommon(b)).toBe(common.length);
        const inOrder = fc.sample(fc.shuffledSubarray([...all], { minLength: all.size }), 1).flat();
        const picked = inOrder.filter((number) => some.includes(number));
        expect([...a.pick(Uint32Array.from(inOrder))]).toEqual(picked);
        expect(numbersIn(a)).toEqual(ascending(some));
      }),
    );
  });
});
