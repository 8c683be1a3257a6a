import { invalidArgument, otherException } from '../api-error.ts';
import type { SortField, SortOrder } from '../directory/directory.ts';
import type { PersonRecord } from '../directory/person-record.ts';
import { entryAnswer, listAnswer } from '../json-answer.ts';
import type { SortColumn } from '../parameters/order-by.ts';
import { filterFields } from '../parameters/recognized-parameters.ts';
import { findPerson, type Exchange, type Operation } from '../routing/exchange.ts';
import { allPersonParts, toPersonEntry } from './person-entry.ts';

const sortFields = ['id', 'firstName', 'lastName'] as const satisfies readonly SortField[];
const maximumSortColumns = 3;

/** GET /people */
export const listPeople: Operation = (exchange) => {
  const { state, parameters } = exchange;
  const { skipCount, maxItems } = parameters.paging;
  const ids = state.directory.idsInOrder(sortOrderOf(parameters.orderBy));
  const remaining = Math.max(0, ids.length - skipCount);
  state.statistics.scanned(remaining);
  const people = ids.slice(skipCount, skipCount + maxItems).flatMap((id) => {
    const person = state.directory.find(id);
    return person === null ? [] : [person];
  });
  const items = people.map((person) => writePerson(exchange, person, parameters.include));
  // The SQL starts at skipCount and counts to the end: past the end, the total is a lie.
  const page = { items, hasMoreItems: remaining > maxItems, totalItems: skipCount + remaining };
  return listAnswer(page, parameters.paging);
};

/** GET /people/{id} */
export const getPerson: Operation = (exchange) =>
  personAnswer(exchange, findPerson(exchange, exchange.entityId));

/** The answer of the calls that show one person, with all optional parts. */
export function personAnswer(exchange: Exchange, person: PersonRecord, status = 200): Response {
  return entryAnswer(writePerson(exchange, person, allPersonParts), status);
}

/** A person as the caller and the parameters of the request want it. */
export function writePerson(
  { state, caller, parameters }: Exchange,
  person: PersonRecord,
  parts: readonly string[],
): object {
  return filterFields(toPersonEntry(state, caller, person, parts), parameters);
}

/** Checks the columns of `orderBy`; the default is the id. */
export function sortOrderOf(columns: readonly SortColumn[]): readonly SortOrder[] {
  if (columns.length === 0) return [{ field: 'id', isAscending: true }];
  const order = columns.map(({ column, isAscending }) => {
    const field = sortFields.find((known) => known === column);
    if (field === undefined) throw invalidArgument(`Invalid sort field: ${column}`);
    return { field, isAscending };
  });
  if (order.length > maximumSortColumns) {
    throw otherException(
      500,
      `GetPeople: exceeded maximum number of sort properties: (max=${maximumSortColumns}, actual=${order.length})`,
    );
  }
  return order;
}
