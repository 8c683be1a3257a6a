import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitset } from '../../../../../main/store/index/bitset.ts';
import { ValueColumn } from '../../../../../main/store/index/value-column.ts';

const values = fc.array(fc.constantFrom('', 'oslo', 'rome', 'roma'), { maxLength: 30 });

function slotsOf(numbers: readonly number[]): Bitset {
  const set = new Bitset();
  for (const number of numbers) set.add(number);
  return set;
}

describe('a column of values', () => {
  it('gives back values, who has them, and how many of some', () => {
    fc.assert(
      fc.property(values, fc.array(fc.nat(29)), (all, some) => {
        const column = new ValueColumn();
        for (const value of all) column.add(value);
        expect(all.map((_, slot) => column.valueAt(slot))).toEqual(all);
        const slots = column.slotsWhere((value) => value.startsWith('ro'));
        expect(all.map((_, slot) => slots.has(slot))).toEqual(
          all.map((value) => value.startsWith('ro')),
        );
        const among = some.filter((slot) => slot < all.length);
        const counted = column.countIn(slotsOf(among));
        for (const { value, count, slot } of counted) {
          const having = [...new Set(among)].filter((each) => all[each] === value);
          expect(having).toHaveLength(count);
          expect(having).toContain(slot);
        }
        const distinct = new Set(among.map((slot) => all[slot]));
        distinct.delete('');
        expect(new Set(counted.map(({ value }) => value))).toEqual(distinct);
      }),
    );
  });
});
