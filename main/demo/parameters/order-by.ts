import { invalidArgument, otherException } from '../api-error.ts';

/** A column of `orderBy`. */
export interface SortColumn {
  readonly column: string;
  readonly isAscending: boolean;
}

/**
 * Parses `orderBy`. Empty items are skipped, but an item of blanks alone is an internal error of
 * the server, kept here; which columns exist is the business of the resource.
 */
export function parseOrderBy(text: string | null): readonly SortColumn[] {
  if (text === null) return [];
  return text
    .split(',')
    .filter((item) => item !== '')
    .map(parseColumn);
}

function parseColumn(item: string): SortColumn {
  const [column, direction, ...surplus] = item.split(' ').filter((word) => word !== '');
  if (column === undefined) throw otherException(500, 'Internal Server Error');
  if (surplus.length > 0) {
    throw invalidArgument(
      `Unknown sort order definition '${item}', expected 'field1,field2' or 'field1 asc,field2 desc' or similar`,
    );
  }
  const upper = direction?.toUpperCase() ?? 'ASC';
  if (upper !== 'ASC' && upper !== 'DESC') {
    throw invalidArgument(`Unknown sort order direction '${upper}', expected asc or desc`);
  }
  return { column, isAscending: upper === 'ASC' };
}
