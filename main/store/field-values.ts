import type { FacetValue, PeopleSelection } from '../../preload/model/people-query.ts';
import type { FacetField } from '../services/ports/directory-store.ts';
import type { PeopleIndex } from './people-index.ts';
import type { PeopleTable } from './people-table.ts';

const mostValues = 1000;

/** The values of a field within a selection, the most frequent first, as somebody has written them. */
export function valuesIn(
  index: PeopleIndex,
  table: PeopleTable,
  field: FacetField,
  selection: PeopleSelection,
): FacetValue[] {
  return index
    .facet(field, selection)
    .slice(0, mostValues)
    .flatMap(({ no, count }) => {
      const value = table.valueOf(field, no);
      return value === null ? [] : [{ value, count }];
    });
}
