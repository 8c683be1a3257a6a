import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexicon, type Place } from '../../../../../main/store/index/lexicon.ts';
import { spell, TextUnits } from '../../../../../main/store/index/words.ts';

const word = fc.string({
  unit: fc.constantFrom('a', 'b', 'é', '張', '😀', '\ud83d', '1'),
  minLength: 1,
  maxLength: 5,
});

const unitsOf = (text: string): Uint16Array => new TextUnits().set(text).units;

const textOf = (lexicon: Lexicon, word: number): string => spell(lexicon.unitsOf(word));

function add(lexicon: Lexicon, text: string): number {
  const inside = unitsOf(`x${text}x`);
  return lexicon.numberOf(inside, 1, inside.length - 1);
}

const isThere: Readonly<Record<Place, (text: string, part: string) => boolean>> = {
  anywhere: (text, part) => text.includes(part),
  start: (text, part) => text.startsWith(part),
  end: (text, part) => text.endsWith(part),
  whole: (text, part) => text === part,
};

describe('the lexicon', () => {
  it('gives each word one number, in the order in which they come', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 400 }), (words) => {
        const lexicon = new Lexicon();
        const distinct = [...new Set(words)];
        expect(words.map((each) => add(lexicon, each))).toEqual(
          words.map((each) => distinct.indexOf(each)),
        );
        expect(lexicon.size).toBe(distinct.length);
        expect(distinct.map((_, number) => textOf(lexicon, number))).toEqual(distinct);
      }),
    );
  });

  it('finds the words with a part in a place, those included that have come since', () => {
    const batches = fc.array(fc.uniqueArray(word, { maxLength: 40 }), { maxLength: 3 });
    const place = fc.constantFrom(...(Object.keys(isThere) as Place[]));
    fc.assert(
      fc.property(batches, word, place, (added, part, where) => {
        const lexicon = new Lexicon();
        for (const words of added) {
          for (const each of words) add(lexicon, each);
          const found: string[] = [];
          lexicon.visitWith(unitsOf(part), where, (number) => found.push(textOf(lexicon, number)));
          const all = Array.from({ length: lexicon.size }, (_, number) => textOf(lexicon, number));
          expect(found).toEqual(all.filter((each) => isThere[where](each, part)));
        }
      }),
    );
  });

  it('takes words of any length', () => {
    const lexicon = new Lexicon();
    const long = 'ab'.repeat(200_000);
    expect(textOf(lexicon, add(lexicon, long))).toBe(long);
  });
});
