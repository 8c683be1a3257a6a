import type { JsonValue } from '../../preload/model/json.ts';
import type { Person } from '../../preload/model/person.ts';
import { fold } from '../../preload/rules/fold.ts';
import type { SearchField, SearchTerm } from '../../preload/rules/search-terms.ts';

/** The lines of a person's search text, in this order; the first one is what lists sort by. */
const lines = [
  'name',
  'id',
  'email',
  'jobTitle',
  'organization',
  'location',
  'phone',
  'userStatus',
  'chat',
  'address',
  'property',
  'description',
] as const satisfies readonly SearchField[];

const lineNumbers: ReadonlyMap<SearchField, number> = new Map(
  lines.map((field, number) => [field, number]),
);

// `fold` leaves neither a line break nor a tab inside a text, so what a user types can never match
// across two fields, or across two values of one.
const lineBreak = '\n';
const valueBreak = '\t';

/** Everything that can be searched of a person, folded, one field a line. */
export function searchTextOf(person: Person): string {
  const { company } = person;
  const texts: Record<(typeof lines)[number], readonly (string | null)[]> = {
    name: [person.displayName],
    id: [person.id],
    email: [person.email, company.email],
    jobTitle: [person.jobTitle],
    organization: [company.organization],
    location: [person.location],
    phone: [person.mobile, person.telephone, company.telephone, company.fax],
    userStatus: [person.userStatus],
    chat: [person.skypeId, person.googleId, person.instantMessageId],
    address: [company.address1, company.address2, company.address3, company.postcode],
    property: Object.values(person.properties).flatMap(plainTextsOf),
    description: [person.description],
  };
  return lines
    .map((field) => joinValues(texts[field]))
    .join(lineBreak)
    .trimEnd();
}

/** A custom property may hold several values. */
function plainTextsOf(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(plainTextsOf);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

function joinValues(values: readonly (string | null)[]): string {
  return values
    .map((value) => (value === null ? '' : fold(value)))
    .filter((value) => value !== '')
    .join(valueBreak);
}

/** One line of a search text; empty where the person has no such field. */
export function lineOf(searchText: string, field: SearchField): string {
  const number = lineNumbers.get(field) ?? 0;
  let start = 0;
  for (let line = 0; line < number; line += 1) {
    const end = searchText.indexOf(lineBreak, start);
    if (end < 0) return '';
    start = end + 1;
  }
  const end = searchText.indexOf(lineBreak, start);
  return end < 0 ? searchText.slice(start) : searchText.slice(start, end);
}

/** Whether every term occurs, each in its own field or in any. */
export function matchesTerms(searchText: string, terms: readonly SearchTerm[]): boolean {
  for (const term of terms) {
    // The cheap test first: most people fail it.
    if (!searchText.includes(term.text)) return false;
    if (term.field !== null && !lineOf(searchText, term.field).includes(term.text)) return false;
  }
  return true;
}
