import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitset } from '../../../../../main/store/index/bitset.ts';
import { Postings } from '../../../../../main/store/index/postings.ts';

function slotsWith(postings: Postings, word: number): number[] {
  const slots: number[] = [];
  const into = new Bitset();
  postings.collect(word, into);
  into.forEach((slot) => slots.push(slot));
  return slots;
}

describe('the postings', () => {
  it('tell who has a word, whatever lies between them', () => {
    const step = fc.oneof(fc.nat(3), fc.nat(300), fc.nat(100_000));
    const posting = fc.tuple(step, fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(posting, { maxLength: 200, size: 'max' }), (added) => {
        const postings = new Postings();
        const oracle = new Map<number, Set<number>>();
        let slot = 0;
        for (const [ahead, word] of added) {
          slot += ahead;
          postings.add(word, slot);
          oracle.set(word, (oracle.get(word) ?? new Set()).add(slot));
        }
        for (let word = 0; word < 6; word += 1) {
          expect(slotsWith(postings, word)).toEqual([...(oracle.get(word) ?? [])]);
        }
      }),
    );
  });

  it('tell it of words that everybody has, and of many words', () => {
    const postings = new Postings();
    const slots = Array.from({ length: 20_000 }, (_, slot) => slot);
    // One in forty is too few for a set, and its list is a long one.
    const seldom = Array.from({ length: 5000 }, (_, at) => at * 40);
    for (const slot of seldom) postings.add(5004, slot);
    for (const slot of slots) {
      postings.add(0, slot);
      if (slot % 3 === 0) postings.add(1, slot);
      // Common, but not from the beginning, and twice for many.
      if (slot > 9000 && slot % 5 < 2) for (const _ of [1, 2]) postings.add(5002, slot);
      postings.add(2 + (slot % 5000), slot);
    }
    expect(slotsWith(postings, 0)).toEqual(slots);
    expect(slotsWith(postings, 1)).toEqual(slots.filter((slot) => slot % 3 === 0));
    expect(slotsWith(postings, 4321)).toEqual([4319, 9319, 14_319, 19_319]);
    const late = slots.filter((slot) => slot > 9000 && slot % 5 < 2);
    expect(slotsWith(postings, 5002)).toEqual(late);
    expect(slotsWith(postings, 5004)).toEqual(seldom);
    expect(slotsWith(postings, 5003)).toEqual([]);
  });
});
