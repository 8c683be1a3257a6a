import type { FacetValue, PeopleSelection } from '../../preload/model/people-query.ts';
import type { FacetField } from '../services/ports/directory-store.ts';
import type { PeopleIndex } from './people-index.ts';
import type { PeopleTable } from './people-table.ts';

/** More values of a field than anybody looks through. */
const mostValues = 1000;

/** The values of a field within a selection, as somebody's row has them written. */
export function facetValues(
  index: PeopleIndex,
  table: PeopleTable,
  field: FacetField,
  selection: PeopleSelection,
): readonly FacetValue[] {
  const values = index.facet(field, selection).slice(0, mostValues);
  return values.flatMap(({ no, count }) => {
    const value = table.valueOf(field, no);
    return value === null ? [] : [{ value, count }];
  });
}
