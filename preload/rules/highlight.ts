import { fold } from './fold.ts';

/** A stretch of a text: `[start, end)` in UTF-16 units, as `String.slice` takes them. */
export type Range = readonly [start: number, end: number];

/**
 * Where folded words occur in a text as it is shown. Overlapping and touching stretches are joined;
 * a letter counts as a whole, with its accents, even where only a part of it matches.
 */
export function findMatches(text: string, words: readonly string[]): readonly Range[] {
  if (words.length === 0 || text === '') return [];
  const { folded, starts, ends } = foldWithPlaces(text);
  const found: Range[] = [];
  for (const word of words) {
    if (word === '') continue;
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      const start = starts[at];
      const end = ends[at + word.length - 1];
      if (start !== undefined && end !== undefined) found.push([start, end]);
    }
  }
  return join(found);
}

/** The folded text, and for each of its units the letter of the original that it came from. */
function foldWithPlaces(text: string): { folded: string; starts: number[]; ends: number[] } {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let index = 0;
  for (const letter of text) {
    const start = index;
    index += letter.length;
    const isBlank = /^\s$/u.test(letter);
    // `fold` trims, so a blank is kept by hand, and runs of blanks count as one.
    const isSurplus = isBlank && (folded === '' || folded.endsWith(' '));
    const piece = isBlank ? ' ' : fold(letter);
    if (isSurplus) continue;
    // A mark that folds away belongs to the letter before it.
    if (piece === '' && ends.length > 0) ends[ends.length - 1] = index;
    starts.push(...Array<number>(piece.length).fill(start));
    ends.push(...Array<number>(piece.length).fill(index));
    folded += piece;
  }
  return { folded, starts, ends };
}

function join(ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1);
    if (last !== undefined && range[0] <= last[1]) {
      joined[joined.length - 1] = [last[0], Math.max(last[1], range[1])];
    } else {
      joined.push(range);
    }
  }
  return joined;
}
