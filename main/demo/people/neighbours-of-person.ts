import { entityNotFound, invalidArgument, relationshipNotFound } from '../api-error.ts';
import { compareTexts } from '../directory/collation.ts';
import { isSameId, type PersonRecord } from '../directory/person-record.ts';
import { entryAnswer, listAnswer } from '../json-answer.ts';
import { pageOf } from '../parameters/paging.ts';
import { filterFields } from '../parameters/recognized-parameters.ts';
import {
  checkSelfOrAdmin,
  findPerson,
  type Exchange,
  type Operation,
} from '../routing/exchange.ts';

/** GET /people/{id}/preferences */
export const listPreferences: Operation = (exchange) => {
  const person = findPerson(exchange, exchange.entityId);
  checkSelfOrAdmin(exchange, person);
  const entries = Object.entries(person.preferences)
    .map(([id, value]) => ({ id, value }))
    .sort((a, b) => compareTexts(a.id, b.id));
  return collectionAnswer(exchange, entries);
};

/** GET /people/{id}/preferences/{name} */
export const getPreference: Operation = (exchange) => {
  const person = findPerson(exchange, exchange.entityId);
  checkSelfOrAdmin(exchange, person);
  const id = exchange.relationshipId;
  if (!Object.hasOwn(person.preferences, id)) throw relationshipNotFound(person.id, id);
  return entryAnswer(filterFields({ id, value: person.preferences[id] }, exchange.parameters));
};

/** GET /people/{id}/sites: the demo server has no sites. */
export const listSites: Operation = (exchange) => {
  findPerson(exchange, exchange.entityId);
  return collectionAnswer(exchange, []);
};

/** GET and DELETE of one out of a collection of a person that is always empty. */
export const findNothing: Operation = (exchange) => {
  const person = findPerson(exchange, exchange.entityId);
  throw relationshipNotFound(person.id, exchange.relationshipId);
};

/** GET /people/{id}/favorite-sites: none, for nobody but oneself and admins. */
export const listFavoriteSites: Operation = (exchange) => {
  checkSelfOrAdmin(exchange, findPerson(exchange, exchange.entityId));
  return collectionAnswer(exchange, []);
};

/** GET /people/{id}/activities: nobody has any. */
export const listActivities: Operation = (exchange) => {
  const person = findPerson(exchange, exchange.entityId);
  const who = exchange.query.get('who');
  if (who !== null && who !== 'me' && who !== 'others') {
    throw invalidArgument('Parameter who should be one of [me, others]');
  }
  const siteId = exchange.query.get('siteId');
  if (siteId !== null) throw entityNotFound(siteId);
  checkSelfOrAdmin(exchange, person);
  return collectionAnswer(exchange, []);
};

/** GET /people/{id}/favorites and /people/{id}/site-membership-requests: nobody has any. */
export const listNothingOfOwn: Operation = (exchange) => {
  findSelf(exchange);
  return collectionAnswer(exchange, []);
};

/** GET /people/{id}/networks: the one that everybody is in. */
export const listNetworks: Operation = (exchange) => {
  findSelf(exchange);
  return collectionAnswer(exchange, [{ id: '-default-', homeNetwork: true, isEnabled: true }]);
};

/** Other people's collections are as good as unknown. */
function findSelf(exchange: Exchange): PersonRecord {
  const person = findPerson(exchange, exchange.entityId);
  if (!isSameId(person.id, exchange.caller.id)) throw entityNotFound(person.id);
  return person;
}

function collectionAnswer({ parameters }: Exchange, entries: readonly object[]): Response {
  const page = pageOf(entries, parameters.paging);
  const items = page.items.map((entry) => filterFields(entry, parameters));
  return listAnswer({ ...page, items }, parameters.paging);
}
