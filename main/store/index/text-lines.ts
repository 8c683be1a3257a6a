import { type SearchField, searchFields } from '../../../preload/rules/search-terms.ts';
import { lineOf } from '../search-text.ts';

const fields = Object.keys(searchFields) as SearchField[];

// Read off a text whose lines are their numbers, so that their order is said in one place only.
const numbered = fields.map((_, number) => number).join('\n');

/** The number of the line of a search text that holds a field. */
export const lineNumbers: ReadonlyMap<SearchField, number> = new Map(
  fields.map((field) => [field, Number(lineOf(numbered, field))]),
);
