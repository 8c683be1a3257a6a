import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayNameOf } from '../../../preload/rules/display-name.ts';
import { fold } from '../../../preload/rules/fold.ts';
import { initialsOf } from '../../../preload/rules/initials.ts';

describe('fold', () => {
  it.each([
    ['Ådne Müller-Østby', 'adne muller-ostby'],
    ['ΓΙΏΡΓΟΣ', 'γιωργοσ'],
    ['Ёлкина', 'елкина'],
    ['STRASSE straße', 'strasse strasse'],
    ['Łódź İzmir Isparta', 'lodz izmir isparta'],
    ['ﬁnance Ⅳ', 'finance iv'],
    ['  two\t\n blanks ', 'two blanks'],
    ['\0nul\0', 'nul'],
    ['张伟', '张伟'],
  ])('folds %j to %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('is idempotent and blind to case for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('folds plain text like any other', () => {
    const ascii = fc.string({ unit: fc.constantFrom(...'aZ0 ~!\t'.split('')), maxLength: 12 });
    fc.assert(
      fc.property(ascii, (text) => {
        // An accent beside it keeps a text from the short way.
        expect(fold(`${text} é`)).toBe(`${fold(text)} e`.trim());
      }),
    );
  });

  it('finds what is typed without accents in what is stored with them', () => {
    expect(fold('Zoë Brontë')).toContain(fold('bronte'));
    expect(fold('Nguyễn Thị Hương')).toContain(fold('nguyen thi huong'));
  });
});

describe('displayNameOf', () => {
  it('joins first and last name, and falls back to the id', () => {
    expect(displayNameOf({ id: 'x', firstName: 'Ada', lastName: 'Lovelace' })).toBe('Ada Lovelace');
    expect(displayNameOf({ id: 'x', firstName: 'Ada', lastName: null })).toBe('Ada');
    expect(displayNameOf({ id: 'x', firstName: ' ', lastName: null })).toBe('x');
  });
});

describe('initialsOf', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['Ada King Countess of Lovelace', 'AL'],
    ['ada', 'A'],
    ['张伟', '张'],
    ['élodie (temp) öz', 'ÉÖ'],
    ['🙂 Smile', 'S'],
    ['', ''],
    ['…', ''],
  ])('takes %j to %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
