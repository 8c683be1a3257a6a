import { invalidSelect } from '../api-error.ts';

// Strict grammar of the server: no blanks, no empty items; a slash leads into an object.
const identifier = '[A-Za-z][A-Za-z0-9_:]*';
const selectClause = new RegExp(
  `^/?${identifier}(/${identifier})*(,/?${identifier}(/${identifier})*)*$`,
);

/** Parses `include` (or the deprecated `select`) into names; throws where its grammar is broken. */
export function parseSelectClause(text: string | null, clause: 'INCLUDE' | 'SELECT'): string[] {
  if (text === null) return [];
  if (!selectClause.test(text)) throw invalidSelect(clause, text);
  return text.split(',').map((item) => item.replace(/^\//, ''));
}
