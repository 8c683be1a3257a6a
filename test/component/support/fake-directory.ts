import {
  type FacetValue,
  type LensCounts,
  type PeopleFilter,
  peopleFilters,
  type PeopleSelection,
  type Picked,
} from '../../../preload/model/people-query.ts';
import type { Person, PersonRow } from '../../../preload/model/person.ts';
import { fold } from '../../../preload/rules/fold.ts';
import { isManaged } from '../../../preload/rules/is-managed.ts';
import { parseSearch } from '../../../preload/rules/search-terms.ts';

const changedAt = '2026-03-01T08:00:00.000Z';

/** Whether something that the user has changed of a person waits to be sent. */
export type HasWaiting = (person: Person) => boolean;

const nobody: HasWaiting = () => false;

const filterTests: Record<Exclude<PeopleFilter, 'waiting'>, (person: Person) => boolean> = {
  enabled: ({ enabled }) => enabled,
  disabled: ({ enabled }) => !enabled,
  'no-photo': ({ avatarId }) => avatarId === null,
  'no-email': ({ email }) => email === null,
  'no-last-name': ({ lastName }) => lastName === null,
  managed: ({ capabilities }) => isManaged(capabilities),
  admin: ({ capabilities }) => capabilities?.isAdmin === true,
};

function isFound(person: Person, filter: PeopleFilter, hasWaiting: HasWaiting): boolean {
  return filter === 'waiting' ? hasWaiting(person) : filterTests[filter](person);
}

const searched = ['name', 'id', 'email', 'jobTitle', 'location', 'organization'] as const;

function textOf(person: Person, field: (typeof searched)[number]): string {
  switch (field) {
    case 'name':
      return person.displayName;
    case 'organization':
      return person.company.organization ?? '';
    case 'id':
    case 'email':
    case 'jobTitle':
    case 'location':
      return person[field] ?? '';
  }
}

/** The texts that are searched, folded once: at 100,000 people it would take too long each time. */
const foldedTexts = new WeakMap<Person, Readonly<Record<string, string>>>();

function foldedOf(person: Person): Readonly<Record<string, string>> {
  let texts = foldedTexts.get(person);
  if (texts === undefined) {
    texts = Object.fromEntries(searched.map((field) => [field, fold(textOf(person, field))]));
    foldedTexts.set(person, texts);
  }
  return texts;
}

function valueOf(person: Person, by: PeopleSelection['sort']['by']): string {
  return by === 'changedAt' ? changedAt : textOf(person, by);
}

/** The people of a selection. By name they stay in the order given, as if that were name order. */
export function select(
  people: readonly Person[],
  selection: PeopleSelection,
  hasWaiting = nobody,
): readonly Person[] {
  const terms = parseSearch(selection.text);
  const isSame = (value: string | null, wanted: string | null): boolean =>
    wanted === null || (value !== null && fold(value) === fold(wanted));
  const found = people.filter(
    (person) =>
      selection.filters.every((filter) => isFound(person, filter, hasWaiting)) &&
      isSame(person.company.organization, selection.organization) &&
      isSame(person.location, selection.location) &&
      terms.every(({ field, text }) => {
        const texts = foldedOf(person);
        return field === null
          ? Object.values(texts).some((one) => one.includes(text))
          : (texts[field]?.includes(text) ?? false);
      }),
  );
  const { by, isDescending } = selection.sort;
  const sorted =
    by === 'name' ? found : found.toSorted((a, b) => valueOf(a, by).localeCompare(valueOf(b, by)));
  return isDescending ? sorted.toReversed() : sorted;
}

/** What main would send of a person for the list. */
export function rowOf(person: Person, photoUrl: string | null = null): PersonRow {
  return {
    id: person.id,
    displayName: person.displayName,
    jobTitle: person.jobTitle,
    organization: person.company.organization,
    location: person.location,
    email: person.email,
    mobile: person.mobile,
    telephone: person.telephone,
    enabled: person.enabled,
    isAdmin: person.capabilities?.isAdmin ?? false,
    isManaged: isManaged(person.capabilities),
    changedAt,
    photoUrl,
    changeState: null,
  };
}

/** The numbers beside the lenses. */
export function countLenses(people: readonly Person[], hasWaiting = nobody): LensCounts {
  const count = (filter: PeopleFilter): number =>
    people.filter((person) => isFound(person, filter, hasWaiting)).length;
  const filters = Object.fromEntries(peopleFilters.map((filter) => [filter, count(filter)]));
  return { everybody: people.length, filters: filters as LensCounts['filters'] };
}

/** The values of a field, the most frequent first. */
export function facetOf(people: readonly Person[], field: 'organization' | 'location') {
  const counts = new Map<string, number>();
  for (const person of people) {
    const value = textOf(person, field);
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]): FacetValue => ({ value, count }))
    .sort((a, b) => b.count - a.count);
}

/** The place of the next person whose name begins so, going round. */
export function findPlace(found: readonly Person[], prefix: string, from: number): number | null {
  const begins = (person: Person | undefined): boolean =>
    person !== undefined && fold(person.displayName).startsWith(fold(prefix));
  for (let step = 0; step < found.length; step += 1) {
    const place = (from + step) % found.length;
    if (begins(found[place])) return place;
  }
  return null;
}

/** How many people are picked. */
export function countPicked(
  people: readonly Person[],
  picked: Picked,
  hasWaiting = nobody,
): number {
  if (picked.mode === 'these') return picked.ids.length;
  return select(people, picked.selection, hasWaiting).filter(
    ({ id }) => !picked.exceptIds.includes(id),
  ).length;
}
