import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../preload/rules/fold.ts';
import { findMatches } from '../../../preload/rules/highlight.ts';
import { parseSearch, unknownFieldsIn } from '../../../preload/rules/search-terms.ts';

it.each<[string, string[]]>([
  ['', []],
  ['foo:bar', ['foo']],
  ['title:x Foo:bar nosuch:"two words"', ['Foo', 'nosuch']],
  ['ORG:x e-mail:y', []],
  ['10:30 foo: "foo:bar"', []],
])('the prefixes of "%s" that name no field are %j', (text, names) => {
  expect(unknownFieldsIn(text)).toEqual(names);
});

describe('a search as typed', () => {
  it.each<[string, [string | null, string][]]>([
    ['', []],
    ['  ', []],
    ['Ada', [[null, 'ada']]],
    [
      '  Löve  ADA ',
      [
        [null, 'love'],
        [null, 'ada'],
      ],
    ],
    ['title:Engineer', [['jobTitle', 'engineer']]],
    [
      'TITLE:engineer org:sky',
      [
        ['jobTitle', 'engineer'],
        ['organization', 'sky'],
      ],
    ],
    [
      'org:"Blue  Sky" x',
      [
        ['organization', 'blue sky'],
        [null, 'x'],
      ],
    ],
    ['"head of"', [[null, 'head of']]],
    ['"not closed', [[null, 'not closed']]],
    ['title:', []],
    ['nosuch:field', [[null, 'nosuch:field']]],
    ['10:30', [[null, '10:30']]],
    ['id:ada@example.com', [['id', 'ada@example.com']]],
    ['papi:lunch', [[null, 'papi:lunch']]],
    ['email:@', [['email', '@']]],
    ['""', []],
    ['e-mail:x', [['email', 'x']]],
  ])('reads %j', (text, terms) => {
    expect(parseSearch(text).map((term) => [term.field, term.text])).toEqual(terms);
  });

  it('never fails, and never asks for the empty text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const term of parseSearch(text)) {
          expect(term.text).not.toBe('');
          expect(fold(term.text)).toBe(term.text);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the highlighting of matches', () => {
  const shown = (text: string, ...words: string[]): string =>
    findMatches(text, words).reduceRight(
      (marked, [start, end]) =>
        `${marked.slice(0, start)}[${marked.slice(start, end)}]${marked.slice(end)}`,
      text,
    );

  it.each([
    [['Zoë Brontë', 'bronte'], 'Zoë [Brontë]'],
    [['Nguyễn Thị Hương', 'huong', 'ng'], '[Ng]uyễn Thị [Hương]'],
    [['Straße', 'ss'], 'Stra[ß]e'],
    [['Straße', 's'], '[S]tra[ß]e'],
    [['aaaa', 'aa'], '[aaaa]'],
    [['Head  of  Sales', 'head of'], '[Head  of]  Sales'],
    [['张伟', '伟'], '张[伟]'],
    [['Ada', 'x'], 'Ada'],
    [['Ada'], 'Ada'],
    [['👩‍💻 Ada', 'ada'], '👩‍💻 [Ada]'],
  ])('marks %j', ([text = '', ...words], marked) => {
    expect(shown(text, ...words)).toBe(marked);
  });

  it('marks something exactly where the search finds something', () => {
    const unit = fc.constantFrom(...'aáàAbßøŁz 张ي्'.split(''), 'é');
    const texts = fc.string({ unit, maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.string({ unit, minLength: 1, maxLength: 3 }), (text, typed) => {
        const word = fold(typed);
        fc.pre(word !== '' && !word.includes(' '));
        const isFound = fold(text).includes(word);
        expect(findMatches(text, [word]).length > 0).toBe(isFound);
      }),
      { numRuns: 1000 },
    );
  });
});
