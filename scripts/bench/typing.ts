import { createRandom, type Random } from '../../main/demo/population/random.ts';
import type { PersonTexts } from './people-texts.ts';

const typingStream = 7;
const longestTyped = 8;
/** Letters of most scripts; what looks like syntax is left to the tests. */
const wordPattern = /^[\p{L}\p{M}\p{N}]+$/u;

/**
 * Searches as people type them, letter by letter: names, titles, places, mail addresses; whole
 * words and the middle of words; sometimes two words. The same people give the same searches.
 */
export function typedSearches(people: readonly PersonTexts[], keystrokes: number): string[][] {
  const random = createRandom(1, typingStream);
  const searches: string[][] = [];
  for (let count = 0; count < keystrokes;) {
    const typed = lettersOf(drawSearch(people, random));
    searches.push(typed);
    count += typed.length;
  }
  return searches;
}

function drawSearch(people: readonly PersonTexts[], random: Random): string {
  const first = drawWord(people, random);
  const person = people[random.below(people.length)];
  if (person === undefined || !random.chance(0.15)) return first;
  return `${first.slice(0, 4)} ${drawWord([person], random).slice(0, 3)}`;
}

function drawWord(people: readonly PersonTexts[], random: Random): string {
  for (;;) {
    const person = people[random.below(people.length)];
    if (person === undefined) return 'a';
    const text = random.chance(0.5)
      ? person.displayName
      : (person.texts[random.below(person.texts.length)] ?? '');
    const words = text.split(/[\s@.]+/u).filter((word) => wordPattern.test(word));
    const word = words[random.below(words.length)] ?? '';
    const start = random.chance(0.2) ? random.below(Math.max(1, word.length - 2)) : 0;
    const typed = Array.from(word)
      .slice(start, start + longestTyped)
      .join('');
    if (typed !== '') return random.chance(0.5) ? typed.toLowerCase() : typed;
  }
}

function lettersOf(search: string): string[] {
  const letters = Array.from(search);
  return letters
    .map((_, at) => letters.slice(0, at + 1).join(''))
    .filter((typed) => !typed.endsWith(' '));
}
