import { describe, expect, it } from 'vitest';
import { foldPlainly, oracle, type PersonTexts } from '../../../../scripts/bench/people-texts.ts';
import { typedSearches } from '../../../../scripts/bench/typing.ts';

function person(id: string, ...texts: string[]): PersonTexts {
  return { id, displayName: texts[0] ?? '', texts, folded: texts.map(foldPlainly).join('\n') };
}

const people = [
  person('ada', 'Ada Lovelace', 'Analyst', 'London'),
  person('jose', 'José Núñez', 'Head of Sales', 'Zürich'),
];

describe('the oracle of the bench', () => {
  it('finds every word anywhere, without case and accents, and never across fields', () => {
    expect(oracle(people, 'NUNEZ jos')).toEqual(['jose']);
    expect(oracle(people, 'ana')).toEqual(['ada']);
    expect(oracle([person('x', 'Groß')], 'gross')).toEqual(['x']);
    expect(oracle(people, 'lovelaceanalyst')).toEqual([]);
    expect(oracle(people, 'ada zurich')).toEqual([]);
  });
});

describe('the typed searches', () => {
  const searches = typedSearches(people, 200);

  it('are typed letter by letter, and are the same in each run', () => {
    expect(searches.flat().length).toBeGreaterThanOrEqual(200);
    for (const typed of searches) {
      for (const [at, text] of typed.entries()) {
        expect(typed[at + 1] ?? text).toMatch(new RegExp(`^${text}`));
      }
    }
    expect(typedSearches(people, 200)).toEqual(searches);
  });

  it('look for people who are there', () => {
    for (const typed of searches) {
      const [first = ''] = typed;
      expect(oracle(people, first), first).not.toEqual([]);
    }
  });
});
