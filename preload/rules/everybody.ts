import type { PeopleSelection } from '../model/people-query.ts';

/** The selection that leaves nobody out, in name order. */
export const everybody: PeopleSelection = {
  text: '',
  filters: [],
  organization: null,
  location: null,
  sort: { by: 'name', isDescending: false },
};
