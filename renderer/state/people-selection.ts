import type { PeopleFilter, PeopleSelection } from '../../preload/model/people-query.ts';

function hasSameFilters(a: readonly PeopleFilter[], b: readonly PeopleFilter[]): boolean {
  return a.length === b.length && a.every((filter) => b.includes(filter));
}

/** Whether two selections have the same filters, whatever is searched for and in which order. */
export function hasSameLens(a: PeopleSelection, b: PeopleSelection): boolean {
  return (
    hasSameFilters(a.filters, b.filters) &&
    a.organization === b.organization &&
    a.location === b.location
  );
}

/** Whether two selections let the same people through, in whatever order. */
export function hasSamePeople(a: PeopleSelection, b: PeopleSelection): boolean {
  return a.text === b.text && hasSameLens(a, b);
}

/** Whether two selections are the same list. */
export function isSameSelection(a: PeopleSelection, b: PeopleSelection): boolean {
  const hasSameOrder = a.sort.by === b.sort.by && a.sort.isDescending === b.sort.isDescending;
  return hasSameOrder && hasSamePeople(a, b);
}

/** Whether filters are set; the text in the search box is not one. */
export function hasLens({ filters, organization, location }: PeopleSelection): boolean {
  return filters.length > 0 || organization !== null || location !== null;
}

/** Whether somebody may be left out. */
export function isNarrowed(selection: PeopleSelection): boolean {
  return selection.text.trim() !== '' || hasLens(selection);
}
