import type { JsonValue } from '../../preload/model/json.ts';
import type { Person } from '../../preload/model/person.ts';
import { fold } from '../../preload/rules/fold.ts';
import type { SearchField } from '../../preload/rules/search-terms.ts';

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
  const texts: Readonly<Record<(typeof lines)[number], string>> = {
    name: foldAll(person.displayName),
    id: foldAll(person.id),
    email: foldAll(person.email, company.email),
    jobTitle: foldAll(person.jobTitle),
    organization: foldAll(company.organization),
    location: foldAll(person.location),
    phone: foldAll(person.mobile, person.telephone, company.telephone, company.fax),
    userStatus: foldAll(person.userStatus),
    chat: foldAll(person.skypeId, person.googleId, person.instantMessageId),
    address: foldAll(company.address1, company.address2, company.address3, company.postcode),
    property: foldAll(...Object.values(person.properties).flatMap(plainTextsOf)),
    description: foldAll(person.description),
  };
  return lines
    .map((field) => texts[field])
    .join(lineBreak)
    .trimEnd();
}

/** A custom property may hold several values. */
function plainTextsOf(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(plainTextsOf);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

function foldAll(...values: readonly (string | null)[]): string {
  let line = '';
  for (const value of values) {
    const folded = value === null ? '' : fold(value);
    if (folded !== '') line += line === '' ? folded : valueBreak + folded;
  }
  return line;
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
