import type { PeopleSort } from '../../../preload/model/people-query.ts';
import type { SearchField } from '../../../preload/rules/search-terms.ts';
import type { ComparePeople } from './people-order.ts';

// One collator for every script; numeric, so that "Room 9" comes before "Room 10".
const collator = new Intl.Collator(undefined, { numeric: true });

/** Sorts that go by a field of the search text. */
const sortFields: Readonly<Record<Exclude<PeopleSort, 'name' | 'changedAt'>, SearchField>> = {
  id: 'id',
  jobTitle: 'jobTitle',
  organization: 'organization',
  location: 'location',
  email: 'email',
};

/** Collates two texts; an empty one comes last. */
export function compareTexts(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  return collator.compare(a, b);
}

/** Name order: what the list shows unless told otherwise. */
export const compareByName: ComparePeople = (people, a, b) => {
  const byName = collator.compare(people.nameAt(a), people.nameAt(b));
  if (byName !== 0) return byName;
  const [idOfA, idOfB] = [people.idAt(a), people.idAt(b)];
  return idOfA < idOfB ? -1 : Number(idOfA > idOfB);
};

/** The field that a sort goes by; null for the sorts that go by none. */
export function fieldOfSort(by: PeopleSort): SearchField | null {
  return by === 'name' || by === 'changedAt' ? null : sortFields[by];
}

/** How a sort compares: people without the field come last, and ties are in name order. */
export function comparisonBy(by: PeopleSort): ComparePeople {
  if (by === 'name') return compareByName;
  const field = fieldOfSort(by);
  return (people, a, b) =>
    (field === null
      ? people.changedAt(b) - people.changedAt(a)
      : compareTexts(people.fieldAt(a, field), people.fieldAt(b, field))) ||
    compareByName(people, a, b);
}
