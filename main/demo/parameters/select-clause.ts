import { invalidSelect } from '../api-error.ts';
import { propertyPath } from './property-path.ts';

// Strict grammar of the server: no empty items, and blanks at the end only.
const selectClause = new RegExp(`^${propertyPath}(?:,${propertyPath})*\\s*$`);

/** Parses `include` (or the deprecated `select`) into names; throws where its grammar is broken. */
export function parseSelectClause(text: string | null, clause: 'INCLUDE' | 'SELECT'): string[] {
  if (text === null) return [];
  if (!selectClause.test(text)) throw invalidSelect(clause, text);
  return text.trimEnd().split(',');
}
