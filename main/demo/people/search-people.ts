import { invalidArgument, otherException } from '../api-error.ts';
import { collationKey, comparePlain, compareTexts } from '../directory/collation.ts';
import type { SortOrder } from '../directory/directory.ts';
import type { PersonRecord } from '../directory/person-record.ts';
import { listAnswer } from '../json-answer.ts';
import { pageOf } from '../parameters/paging.ts';
import type { Operation } from '../routing/exchange.ts';
import { allPersonParts } from './person-entry.ts';
import { sortOrderOf, writePerson } from './read-people.ts';

const minimumTermLength = 2;
/** The index checks permissions of about so many hits, and forgets the rest. */
const maximumHits = 1000;

const defaultOrder: readonly SortOrder[] = [
  { field: 'firstName', isAscending: true },
  { field: 'lastName', isAscending: true },
];

/** GET /queries/people */
export const searchPeople: Operation = (exchange) => {
  const { state, query, parameters } = exchange;
  const words = readTerm(query.get('term'));
  if (!state.settings.searchEnabled)
    throw otherException(500, 'The search service is not available');
  const found = state.directory.search(
    (texts) => words.every((word) => texts.some((text) => word.test(text))),
    maximumHits,
  );
  const order = parameters.orderBy.length === 0 ? defaultOrder : sortOrderOf(parameters.orderBy);
  const page = pageOf([...found].sort(comparePeople(order)), parameters.paging);
  const items = page.items.map((person) => writePerson(exchange, person, allPersonParts));
  return listAnswer({ ...page, items }, parameters.paging);
};

function readTerm(term: string | null): RegExp[] {
  if (term === null) throw invalidArgument("Query 'term' not specified");
  const text = term.trim().replaceAll('"', '');
  const letters = text.match(/[\p{L}\p{N}]/gu) ?? [];
  if (letters.length < minimumTermLength) {
    throw invalidArgument(
      `Query 'term' is too short. Must have at least ${minimumTermLength} alphanumeric chars`,
    );
  }
  return text.split(/\s+/u).map(wordPattern);
}

/** A word matches anywhere in a word; an asterisk in it stands for anything. */
function wordPattern(word: string): RegExp {
  const parts = word.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('\\S*'), 'iu');
}

function comparePeople(order: readonly SortOrder[]): (a: PersonRecord, b: PersonRecord) => number {
  return (a, b) => {
    for (const { field, isAscending } of order) {
      const result = comparePlain(sortKey(a, field), sortKey(b, field));
      if (result !== 0) return isAscending ? result : -result;
    }
    return compareTexts(a.id, b.id);
  };
}

function sortKey(person: PersonRecord, field: SortOrder['field']): string {
  return collationKey(field === 'id' ? person.id : (person.texts[field] ?? ''));
}
