import { fold } from '../../../preload/rules/fold.ts';
import { findMatches, type Range } from '../../../preload/rules/highlight.ts';
import type { SearchField, SearchTerm } from '../../../preload/rules/search-terms.ts';

const none: readonly Range[] = [];

/** Where the text of a field holds what was searched for. */
export function matchesIn(
  text: string,
  field: SearchField,
  terms: readonly SearchTerm[],
): readonly Range[] {
  if (terms.length === 0 || text === '') return none;
  // Finding the place is dear, and most texts hold none of the words.
  const folded = fold(text);
  const words = terms
    .filter((term) => (term.field === null || term.field === field) && folded.includes(term.text))
    .map((term) => term.text);
  return words.length === 0 ? none : findMatches(text, words);
}
