import { invalidArgument } from '../api-error.ts';
import { compareTexts } from '../directory/collation.ts';
import { isGuest, type PersonRecord } from '../directory/person-record.ts';
import { listAnswer } from '../json-answer.ts';
import type { SortColumn } from '../parameters/order-by.ts';
import { pageOf } from '../parameters/paging.ts';
import { filterFields } from '../parameters/recognized-parameters.ts';
import type { Predicate } from '../parameters/where-clause.ts';
import { checkSelfOrAdmin, findPerson, type Operation } from '../routing/exchange.ts';

interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly isRoot: boolean;
  readonly parentIds: readonly string[];
  readonly zones: readonly string[];
}

const adminGroups = [
  'ALFRESCO_ADMINISTRATORS',
  'ALFRESCO_MODEL_ADMINISTRATORS',
  'ALFRESCO_SEARCH_ADMINISTRATORS',
  'ALFRESCO_SYSTEM_ADMINISTRATORS',
  'EMAIL_CONTRIBUTORS',
  'SITE_ADMINISTRATORS',
];
/** The server computes it: it is no node, and so it is not among the root groups either. */
const everyone: Group = {
  id: 'GROUP_EVERYONE',
  displayName: 'EVERYONE',
  isRoot: false,
  parentIds: [],
  zones: [],
};
/** The group of the whole company, above the groups that people are put into. */
const parentOfCustomGroups = 'STAFF';

/** GET /people/{id}/groups */
export const listGroupsOfPerson: Operation = (exchange) => {
  const { parameters } = exchange;
  const person = findPerson(exchange, exchange.entityId);
  checkSelfOrAdmin(exchange, person);
  const compare = comparison(parameters.orderBy);
  const accepts = filterOf(parameters.where);
  const page = pageOf(groupsOf(person).filter(accepts).sort(compare), parameters.paging);
  const items = page.items.map((group) =>
    filterFields(toEntry(group, parameters.include), parameters),
  );
  return listAnswer({ ...page, items }, parameters.paging);
};

function groupsOf(person: PersonRecord): Group[] {
  const own = person.groups.map((name) => toGroup(name, [`GROUP_${parentOfCustomGroups}`]));
  return [
    ...(isGuest(person) ? [] : [everyone]),
    ...(person.isAdmin ? adminGroups.map((name) => toGroup(name)) : []),
    ...own,
    ...(own.length > 0 ? [toGroup(parentOfCustomGroups)] : []),
  ];
}

function toGroup(name: string, parentIds: readonly string[] = []): Group {
  return {
    id: `GROUP_${name}`,
    displayName: name,
    isRoot: parentIds.length === 0,
    parentIds,
    zones: ['APP.DEFAULT', 'AUTH.ALF'],
  };
}

function toEntry(group: Group, include: readonly string[]): object {
  const { id, displayName, isRoot, parentIds, zones } = group;
  return {
    id,
    displayName,
    isRoot,
    ...(include.includes('parentIds') && { parentIds }),
    ...(include.includes('zones') && { zones }),
  };
}

function comparison(columns: readonly SortColumn[]): (a: Group, b: Group) => number {
  if (columns.length > 1) throw invalidArgument('Multiple sort fields not allowed.');
  const { column, isAscending } = columns[0] ?? { column: 'displayName', isAscending: true };
  if (column !== 'id' && column !== 'displayName') {
    throw invalidArgument(`Invalid sort field: ${column}`);
  }
  return (a, b) => compareTexts(a[column], b[column]) * (isAscending ? 1 : -1);
}

function filterOf(predicates: readonly Predicate[]): (group: Group) => boolean {
  const tests = predicates.map(({ property, operator, values, isNegated, isAlternative }) => {
    const [value = ''] = values;
    if (isAlternative) throw invalidArgument('Invalid where clause: OR');
    if (property === 'isRoot' && operator === '=' && !isNegated) {
      return (group: Group) => group.isRoot === (value.toLowerCase() === 'true');
    }
    if (property === 'zones' && operator === 'IN' && values.length === 1 && value !== '') {
      return (group: Group) => group.zones.includes(value);
    }
    throw invalidArgument(`Invalid where clause: ${property} ${operator}`);
  });
  return (group) => tests.every((test) => test(group));
}
