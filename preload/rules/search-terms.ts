import { fold } from './fold.ts';

/** The fields that a search can name before a colon, with the names that people may type. */
export const searchFields = {
  name: ['name'],
  id: ['id', 'user'],
  email: ['email', 'e-mail', 'mail'],
  jobTitle: ['title', 'job', 'jobtitle'],
  organization: ['org', 'organization', 'organisation', 'company'],
  location: ['location', 'place', 'loc'],
  phone: ['phone', 'tel', 'telephone', 'mobile'],
  description: ['about', 'description'],
  userStatus: ['status'],
  chat: ['chat', 'skype', 'google', 'im'],
  address: ['address', 'postcode'],
  property: ['prop', 'property'],
} as const;

export type SearchField = keyof typeof searchFields;

/** One thing to look for: folded text, in one field or (`null`) in any. */
export interface SearchTerm {
  readonly field: SearchField | null;
  readonly text: string;
}

const fieldByName: ReadonlyMap<string, SearchField> = new Map(
  Object.entries(searchFields).flatMap(([field, names]) =>
    names.map((name) => [name, field as SearchField]),
  ),
);

// A field name and a colon, then a phrase in quotes or a run of anything but blanks.
const termPattern = /(?:([\p{L}-]+):)?(?:"([^"]*)"?|(\S+))/gu;

/**
 * Reads a search as typed: words in any order, `title:engineer` for one field, `"head of"` for a
 * phrase, `org:"Blue Sky"` for both. A prefix that names no field is an ordinary word, and a field
 * without a text (still being typed) asks for nothing.
 */
export function parseSearch(text: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [whole, name, phrase, word] of text.matchAll(termPattern)) {
    const field = name === undefined ? null : (fieldByName.get(fold(name)) ?? null);
    const isUnknownField = name !== undefined && field === null;
    const wanted = fold(isUnknownField ? whole : (phrase ?? word ?? ''));
    if (field === null && isFieldAlone(wanted)) continue;
    // A phrase keeps its blanks; a word that folds to several (such as "½ x") becomes several.
    const texts = phrase === undefined || isUnknownField ? wanted.split(' ') : [wanted];
    for (const part of texts) if (part !== '') terms.push({ field, text: part });
  }
  return terms;
}

/** The names before a colon that name no field, as typed. They are looked for as words are. */
export function unknownFieldsIn(text: string): readonly string[] {
  return [...text.matchAll(termPattern)].flatMap(([, name]) =>
    name === undefined || fieldByName.has(fold(name)) ? [] : [name],
  );
}

function isFieldAlone(word: string): boolean {
  return word.endsWith(':') && fieldByName.has(word.slice(0, -1));
}
