import { expect, test } from 'vitest';
import { TypeAhead } from '../../../../renderer/features/people-list/type-ahead.ts';

test('letters in quick succession are one word, found from the present row on', () => {
  const typed = new TypeAhead();
  expect(typed.add('s', 0)).toEqual({ prefix: 's', isNext: true });
  expect(typed.add('o', 200)).toEqual({ prefix: 'so', isNext: false });
  expect(typed.add('k', 400)).toEqual({ prefix: 'sok', isNext: false });
});

test('after a pause, a new word begins', () => {
  const typed = new TypeAhead();
  typed.add('s', 0);
  expect(typed.isTyping(500)).toBe(true);
  expect(typed.isTyping(2000)).toBe(false);
  expect(typed.add('o', 2000)).toEqual({ prefix: 'o', isNext: true });
});

test('the same letter again goes on to the next one', () => {
  const typed = new TypeAhead();
  typed.add('a', 0);
  expect(typed.add('a', 100)).toEqual({ prefix: 'a', isNext: true });
});
