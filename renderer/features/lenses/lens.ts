import type { PeopleFilter, PeopleSelection } from '../../../preload/model/people-query.ts';

/** The lenses that everybody has, in the order of the side bar. */
export const filterIds: readonly PeopleFilter[] = [
  'enabled',
  'disabled',
  'no-photo',
  'no-email',
  'no-last-name',
  'managed',
  'admin',
];

/** The part of a selection that lenses and chips set. */
export type Lens = Pick<PeopleSelection, 'filters' | 'organization' | 'location'>;

/** The lens that shows everybody. */
export const noLens: Lens = { filters: [], organization: null, location: null };

/** The lens of one filter. */
export function lensOf(filter: PeopleFilter): Lens {
  return { ...noLens, filters: [filter] };
}
