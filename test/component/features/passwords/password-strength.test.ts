import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatePassword } from '../../../../renderer/features/passwords/generate-password.ts';
import { commonPasswords } from '../../../../renderer/features/passwords/common-passwords.ts';
import { hintAt } from '../../../../renderer/features/passwords/password-strength.ts';

const personal = ['mokonkwo', 'Mira Okonkwo', 'mira@example.com', 'https://ecm.acme.com/alfresco'];
const hintOf = (password: string) => hintAt(password, personal);

test('there is nothing to say of no password', () => {
  expect(hintOf('')).toBeNull();
});

describe('a password is easy to guess', () => {
  test.each([
    ['password', 'common'],
    ['P@ssw0rd', 'common'],
    ['Passwort2024', 'common'],
    ['qwertzuiop', 'pattern'],
    ['1234567890123', 'pattern'],
    ['aaaaaaaaaaaaaaaa', 'pattern'],
    ['abcdefghijkl', 'pattern'],
    ['lkjhgfdsa', 'pattern'],
    ['Mira1999', 'personal'],
    ['M1RA-0KONKWO', 'personal'],
    ['acme-acme-acme', 'personal'],
    ['x7Rk2', 'short'],
    ['7394618250', 'uniform'],
  ] as const)('%s, for being %s', (password, weakness) => {
    const hint = hintOf(password);
    expect(hint?.level).toBe('weak');
    expect(hint?.weaknesses).toContain(weakness);
  });

  test('however often a common password is put behind itself', () => {
    const repeated = fc.tuple(fc.constantFrom(...commonPasswords), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(repeated, ([word, times]) => {
        expect(hintOf(word.repeat(times))?.level).not.toBe('good');
      }),
    );
  });
});

describe('no weakness is found in', () => {
  test.each([
    'korrekt-pferd batterie-heft',
    'vK9#mw2!qXz7Lp',
    'цветок-гремит-ночью',
    'u2Tq8rMz4kWx',
  ])('%s', (password) => {
    expect(hintOf(password)).toEqual({ level: 'good', weaknesses: [], isBeyondBcrypt: false });
  });

  test('what chance has made', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (stream) => {
        const password = generatePassword((count) => Uint8Array.from(stream.take(count)));
        expect(password).toMatch(/^[A-Za-z2-9]{5}(?:-[A-Za-z2-9]{5}){3}$/u);
        expect(password).not.toMatch(/[lIoO01]/u);
      }),
    );
    expect(hintOf(generatePassword())?.level).toBe('good');
    expect(generatePassword()).not.toBe(generatePassword());
  });
});

test('the address of a server gives its name away, and not what every address has', () => {
  expect(hintOf('combination https lock')?.level).toBe('good');
});

test.each([
  ['a'.repeat(72), false],
  ['a'.repeat(73), true],
  ['é'.repeat(36), false],
  ['é'.repeat(37), true],
])('bytes count, not letters: %s', (password, isBeyond) => {
  expect(hintOf(password)?.isBeyondBcrypt).toBe(isBeyond);
});

test('any text is judged, and where it is good nothing is complained of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (password) => {
      const hint = hintOf(password);
      if (password === '') return;
      expect(hint?.level === 'good').toBe(hint?.weaknesses.length === 0);
    }),
  );
});
