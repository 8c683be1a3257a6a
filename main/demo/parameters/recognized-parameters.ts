import { parseOrderBy, type SortColumn } from './order-by.ts';
import { readPaging, type Paging } from './paging.ts';
import type { Query } from './query.ts';
import { parseSelectClause } from './select-clause.ts';
import { parseWhereClause, type Predicate } from './where-clause.ts';

/** The parameters that the server reads from every request, whether or not the resource uses them. */
export interface RecognizedParameters {
  readonly paging: Paging;
  readonly orderBy: readonly SortColumn[];
  readonly where: readonly Predicate[];
  readonly include: readonly string[];
  /** The names that `fields` lets through; null lets everything through. */
  readonly fields: ReadonlySet<string> | null;
}

/** Reads them in the server's order, which decides whose error is answered. */
export function readRecognizedParameters(query: Query): RecognizedParameters {
  const paging = readPaging(query);
  const orderBy = parseOrderBy(query.get('orderBy'));
  const where = parseWhereClause(query.get('where'));
  const include = parseSelectClause(query.get('include'), 'INCLUDE');
  parseSelectClause(query.get('select'), 'SELECT');
  // `properties` is the deprecated name of `fields`.
  const fields = parseFields(query.get('fields') ?? query.get('properties'), include);
  return { paging, orderBy, where, include, fields };
}

/** The part of an entry that `fields` lets through: names of the top level only. */
export function filterFields<T extends object>(
  entry: T,
  { fields }: Pick<RecognizedParameters, 'fields'>,
): Partial<T> {
  if (fields === null) return entry;
  const kept: Partial<T> = {};
  for (const key in entry) if (fields.has(key)) kept[key] = entry[key];
  return kept;
}

function parseFields(text: string | null, include: readonly string[]): Set<string> | null {
  if (text === null) return null;
  const names = text.split(',').map((name) => name.trim());
  return new Set([...names, ...include.map((path) => path.replace(/\/.*/s, ''))]);
}
