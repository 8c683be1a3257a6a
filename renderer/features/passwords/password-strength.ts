import { commonPasswords, keyRows } from './common-passwords.ts';

/** What makes a password easy to guess. */
export type PasswordWeakness = 'short' | 'common' | 'pattern' | 'personal' | 'uniform';

/** What can be told of a password by looking at it. It proves nothing. */
export interface PasswordHint {
  readonly level: 'weak' | 'fair' | 'good';
  /** Empty where the level is good. */
  readonly weaknesses: readonly PasswordWeakness[];
  /** True where a server that hashes with bcrypt leaves the end out of account. */
  readonly isBeyondBcrypt: boolean;
}

/** As many bytes as bcrypt, Alfresco's usual hash, looks at. */
export const bcryptBytes = 72;

const fairLength = 8;
const goodLength = 12;
const runLength = 3;

/** Parts of addresses that say nothing of a server. */
const addressParts = ['http', 'https', 'www', 'com', 'org', 'net'];

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * Judges a password by what it holds beside names, common passwords and patterns: each of those
 * counts as a single character. `personal` are texts that others know: names, ids, the server.
 */
export function hintAt(password: string, personal: readonly string[]): PasswordHint | null {
  if (password === '') return null;
  const text = plain(password);
  const cover = new Cover(text.length);
  const weaknesses: PasswordWeakness[] = [];
  if (coverWords(text, wordsIn(personal), cover)) weaknesses.push('personal');
  if (coverWords(text, commonPasswords, cover)) weaknesses.push('common');
  if (coverPatterns(text, cover)) weaknesses.push('pattern');
  // Ten digits offer no more choice than five mixed characters do.
  const isUniform = /^(?:\d+|\p{Ll}+|\p{Lu}+)$/u.test(password);
  const length = /^\d+$/u.test(password) ? cover.length / 2 : cover.length;
  if (text.length < goodLength) weaknesses.push('short');
  if (isUniform && text.length < 2 * goodLength) weaknesses.push('uniform');
  const level = length < fairLength ? 'weak' : length < goodLength ? 'fair' : 'good';
  return {
    level,
    weaknesses: level === 'good' ? [] : weaknesses,
    isBeyondBcrypt: new TextEncoder().encode(password).length > bcryptBytes,
  };
}

/** Counts characters; a stretch that is covered counts as one. */
class Cover {
  readonly #isCounted: boolean[];

  constructor(length: number) {
    this.#isCounted = Array.from({ length }, () => true);
  }

  get length(): number {
    return this.#isCounted.filter(Boolean).length;
  }

  /** Answers whether any of the stretch was not covered before. */
  add(start: number, end: number): boolean {
    const isNews = this.#isCounted.slice(start + 1, end).includes(true);
    this.#isCounted.fill(false, start + 1, end);
    return isNews;
  }
}

/** Small letters without accents; one character for one, so that places stay the same. */
function plain(text: string): string {
  return Array.from(text, (letter) => {
    const folded = letter.normalize('NFD').charAt(0).toLowerCase();
    return folded.length === 1 ? folded : letter.charAt(0);
  }).join('');
}

function wordsIn(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => plain(text).split(/[^\p{L}\p{N}]+/u));
  return words.filter((word) => word.length >= runLength && !addressParts.includes(word));
}

/** Covers each word wherever it occurs, even with figures in the place of letters. */
function coverWords(text: string, words: readonly string[], cover: Cover): boolean {
  const unmasked = Array.from(text, (letter) => lookAlikes[letter] ?? letter).join('');
  let isFound = false;
  for (const word of words) {
    for (const where of [text, unmasked]) {
      for (let at = where.indexOf(word); at >= 0; at = where.indexOf(word, at + 1)) {
        if (cover.add(at, at + word.length)) isFound = true;
      }
    }
  }
  return isFound;
}

/** Covers runs (aaa, abc, 321), rows of keys (qwert) and years. */
function coverPatterns(text: string, cover: Cover): boolean {
  let isFound = false;
  const found = (start: number, end: number): void => {
    if (cover.add(start, end)) isFound = true;
  };
  for (const { index, 0: year } of text.matchAll(/(?:19|20)\d\d/gu)) {
    found(index, index + year.length);
  }
  let start = 0;
  for (let at = 1; at <= text.length; at += 1) {
    const goes = at < text.length && stepAt(text, at);
    if (goes !== false && (at - start === 1 || goes === stepAt(text, at - 1))) continue;
    if (at - start >= runLength) found(start, at);
    // The last letter may begin the next run.
    start = goes === false ? at : at - 1;
  }
  return isFound;
}

/** How a letter follows the one before it, where that is foreseeable. */
function stepAt(text: string, at: number): string | false {
  const before = text.charAt(at - 1);
  const letter = text.charAt(at);
  const step = letter.charCodeAt(0) - before.charCodeAt(0);
  if (Math.abs(step) <= 1) return `by ${step}`;
  if (keyRows.some((row) => row.includes(before + letter))) return 'along the keys';
  if (keyRows.some((row) => row.includes(letter + before))) return 'back along the keys';
  return false;
}
