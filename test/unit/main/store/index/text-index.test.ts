import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bitset } from '../../../../../main/store/index/bitset.ts';
import { TextIndex } from '../../../../../main/store/index/text-index.ts';
import { foldedPart, foldedText } from './texts.ts';

const text = fc
  .array(foldedText, { maxLength: 4 })
  .map((lines) => lines.join('\n').replace(/\n+$/, ''));
const texts = fc.array(text, { maxLength: 30 });

function slotsIn(set: Bitset): number[] {
  const slots: number[] = [];
  set.forEach((slot) => slots.push(slot));
  return slots;
}

function indexOf(all: readonly string[]): TextIndex {
  const index = new TextIndex();
  for (const each of all) index.add(each);
  return index;
}

describe('the text index', () => {
  it('keeps texts as they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 9 })), { maxLength: 20 }),
        (all) => {
          const kept = all.map((each) => each.replace(/\n+$/, ''));
          const index = indexOf(kept);
          expect(kept.map((_, slot) => index.textOf(slot))).toEqual(kept);
          for (const [slot, each] of kept.entries()) {
            const lines = each.split('\n');
            expect(index.lineOf(slot, 1)).toBe(lines[1] ?? '');
          }
        },
      ),
    );
  });

  it('finds the texts that contain something, all of them and no other', () => {
    fc.assert(
      fc.property(texts, foldedPart, (all, part) => {
        const found = indexOf(all).slotsWith({ text: part, line: null });
        const expected = all.flatMap((each, slot) => (each.includes(part) ? [slot] : []));
        expect(slotsIn(found)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('finds what stands in a line, or at its start', () => {
    const line = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(texts, foldedPart, line, fc.boolean(), (all, part, number, isAtStart) => {
        const found = indexOf(all).slotsWith({
          text: part,
          line: number,
          ...(isAtStart ? { isAtStart } : {}),
        });
        const expected = all.flatMap((each, slot) => {
          const within = each.split('\n')[number] ?? '';
          return (isAtStart ? within.startsWith(part) : within.includes(part)) ? [slot] : [];
        });
        expect(slotsIn(found)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('finds every part of every text', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (all, from, length) => {
        const index = indexOf(all);
        for (const [slot, each] of all.entries()) {
          const lines = each.split('\n');
          const within = lines[from % lines.length] ?? '';
          const start = from % (within.length + 1);
          const part = within.slice(start, start + 1 + (length % 6)).trim();
          if (part === '') continue;
          expect(index.slotsWith({ text: part, line: null }).has(slot), part).toBe(true);
        }
      }),
    );
  });
});
