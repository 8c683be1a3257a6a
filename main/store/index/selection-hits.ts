import type { PeopleSelection } from '../../../preload/model/people-query.ts';
import { fold } from '../../../preload/rules/fold.ts';
import { parseSearch, type SearchTerm } from '../../../preload/rules/search-terms.ts';
import type { Bitset } from './bitset.ts';
import { type ColumnField, type IndexedPeople, isColumnField } from './indexed-people.ts';
import { lineNumbers } from './text-lines.ts';

/** Who is in a selection. */
export function hitsOf(people: IndexedPeople, selection: PeopleSelection): Bitset {
  const hits = people.living.copy();
  for (const filter of selection.filters) people.filter(hits, filter);
  keepValue(people, hits, 'organization', selection.organization);
  keepValue(people, hits, 'location', selection.location);
  for (const term of parseSearch(selection.text)) hits.intersect(slotsWithTerm(people, term, hits));
  return hits;
}

/** Whether a selection leaves somebody out. */
export function isEverybody(selection: PeopleSelection): boolean {
  return (
    selection.filters.length === 0 &&
    selection.organization === null &&
    selection.location === null &&
    parseSearch(selection.text).length === 0
  );
}

function keepValue(
  people: IndexedPeople,
  hits: Bitset,
  field: ColumnField,
  value: string | null,
): void {
  if (value === null) return;
  const wanted = fold(value);
  hits.intersect(people.columns[field].slotsWhere((each) => each === wanted));
}

/** Who has a term; of those among `among` at least. */
function slotsWithTerm(people: IndexedPeople, { field, text }: SearchTerm, among: Bitset): Bitset {
  if (field !== null && isColumnField(field)) {
    return people.columns[field].slotsWhere((value) => value.includes(text));
  }
  const line = field === null ? null : (lineNumbers.get(field) ?? 0);
  return people.texts.slotsWith({ text, line }, among);
}
