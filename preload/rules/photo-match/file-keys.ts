import { isTelling, type Words, wordsOf } from './words.ts';

/** One way to read the name of a file. */
export interface FileKey extends Words {
  /** Too much was left out, or too little is left, to be sure by it. */
  readonly isWeak: boolean;
  /** Nothing was left out. */
  readonly isComplete: boolean;
}

const ending = /\.(?:jpe?g|jpe|jfif|pjpeg|png|webp|gif|avif|bmp|dib|heic|heif|svg|tiff?)$/iu;
const copyNumber = /\s*\(\d{1,3}\)$|[-_ ]\d{1,2}$/u;
const copyOf = /^(?:copy of|kopie von|copie de|copia de)\s+/iu;
const size = /^\d+(?:x\d+|px)$/u;
// None of them is a name that people have: another one would be cut off somebody's.
const noise: ReadonlySet<string> = new Set([
  'avatar',
  'copia',
  'copie',
  'copy',
  'dsc',
  'dscn',
  'foto',
  'headshot',
  'image',
  'img',
  'kopie',
  'photo',
  'pic',
  'picture',
  'portrait',
  'profile',
  'pxl',
]);

/** The name of a file without its folder and the ending of a picture. */
export function stemOf(name: string): string {
  let stem = name.split(/[/\\]/u).at(-1) ?? '';
  while (ending.test(stem)) stem = stem.replace(ending, '');
  return stem.normalize('NFC').trim();
}

/**
 * The ways to read the stem of a file's name: as it is, without what cameras and copies add, without
 * numbers at its ends, and with its words in another order.
 */
export function fileKeysOf(stem: string): readonly FileKey[] {
  const whole = wordsOf(stem);
  const cut = { ...whole, words: withoutNoise(wordsOf(withoutCopy(stem)).words) };
  const bare = { ...whole, words: trim(cut.words, isNumber) };
  // What is nothing but noise, or a number that a camera has counted, says nothing.
  const saysNothing = cut.words.length === 0;
  const isCounted = cut.words.length < whole.words.length && cut.words.every(isNumber);
  const keys: FileKey[] = [
    { ...whole, isWeak: saysNothing || !isTelling(whole), isComplete: true },
    { ...cut, isWeak: isCounted || !isTelling(cut), isComplete: false },
    { ...bare, isWeak: true, isComplete: false },
    { words: [...bare.words].sort(), vowels: '', isWeak: true, isComplete: false },
  ];
  const seen = new Set<string>();
  return keys.filter(({ words }) => {
    const key = words.join(' ');
    const isNew = key !== '' && !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function withoutCopy(stem: string): string {
  return stem.replace(copyOf, '').replace(copyNumber, '');
}

function withoutNoise(words: readonly string[]): readonly string[] {
  return trim(words, (word) => noise.has(word) || size.test(word));
}

/** Takes away at both ends. */
function trim(words: readonly string[], isGone: (word: string) => boolean): readonly string[] {
  const first = words.findIndex((word) => !isGone(word));
  if (first < 0) return [];
  return words.slice(first, words.findLastIndex((word) => !isGone(word)) + 1);
}

function isNumber(word: string): boolean {
  return /^\p{N}+$/u.test(word);
}
