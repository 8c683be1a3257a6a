import { fold } from '../fold.ts';

// Of the marks that `fold` takes away, these are accents and points that people leave out; all others
// (the vowels of Devanagari and Thai, the voicing of kana) make another word.
const accents = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+/gu;
const letterWithVowels = /\p{L}\p{M}+/gu;
// In these scripts a single letter stands for a name at most.
const loneLetter =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Hebrew}\p{Script=Arabic}]$/u;
const ascii = /^[\0-\x7f]*$/;

/** A text as names of files and people are compared: its words, without accents and separators. */
export interface Words {
  readonly words: readonly string[];
  /** The vowels that are marks and were taken from the words; texts of one script have none. */
  readonly vowels: string;
}

/** The words of a text, in their order. */
export function wordsOf(text: string): Words {
  const isPlain = ascii.test(text);
  // The same, and much quicker: everybody's names are taken apart.
  const between = isPlain ? /[^a-z0-9]+/ : /[^\p{L}\p{N}]+/u;
  const words = fold(text)
    .split(between)
    .filter((word) => word !== '');
  return { words, vowels: isPlain ? '' : vowelsOf(text) };
}

/** Several texts, one after the other. */
export function joinWords(...parts: readonly Words[]): Words {
  return {
    words: parts.flatMap(({ words }) => words),
    vowels: parts.map(({ vowels }) => vowels).join(''),
  };
}

/** What is looked up: the words without anything between them. */
export function lookupOf({ words }: Words): string {
  return words.join('');
}

/** Whether two texts of the same letters can be the same: what one separates, the other may join. */
export function canBeSame(one: Words, other: Words): boolean {
  if (one.vowels !== other.vowels) return false;
  const [few, many] = one.words.length < other.words.length ? [one, other] : [other, one];
  const ends = endsOf(many);
  return [...endsOf(few)].every((end) => ends.has(end));
}

/** Whether both have the same words. */
export function isSame(one: Words, other: Words): boolean {
  return one.vowels === other.vowels && one.words.join(' ') === other.words.join(' ');
}

/** Whether there is more than the first letters of words. */
export function isWhole({ words }: Words): boolean {
  return words.some((word) => !loneLetter.test(word));
}

/** Whether a word is a first letter alone. */
export function hasInitial({ words }: Words): boolean {
  return words.some((word) => loneLetter.test(word));
}

/** Whether it can be enough to know somebody by: initials, and a single sign, never are. */
export function isTelling(words: Words): boolean {
  return isWhole(words) && lookupOf(words).length > 1;
}

/** The first letter of a word in a script that has letters to stand for names; or null. */
export function initialOf(word: string): string | null {
  const [letter = ''] = word;
  return loneLetter.test(letter) ? letter : null;
}

function vowelsOf(text: string): string {
  const plain = text.normalize('NFKD').replace(accents, '');
  return plain.match(letterWithVowels)?.join('') ?? '';
}

/** Where words end, counted in signs from the beginning. */
function endsOf({ words }: Words): ReadonlySet<number> {
  let at = 0;
  return new Set(words.map((word) => (at += word.length)));
}
