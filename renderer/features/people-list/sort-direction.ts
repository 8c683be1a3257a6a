import type { PeopleSelection, PeopleSort } from '../../../preload/model/people-query.ts';

type Sort = PeopleSelection['sort'];

/** In which direction the values run; changes come with the latest first. */
export function directionOf({ by, isDescending }: Sort): 'ascending' | 'descending' {
  return isDescending === (by === 'changedAt') ? 'ascending' : 'descending';
}

/** The order after a click on the heading of a sort: that one, or the other way round. */
export function nextSort(sort: Sort, by: PeopleSort): Sort {
  return { by, isDescending: sort.by === by && !sort.isDescending };
}
