import { createTicket, deleteTicket, getTicket } from '../authentication/ticket-operations.ts';
import { readAvatar } from '../avatar/read-avatar.ts';
import { deleteAvatar, uploadAvatar } from '../avatar/upload-avatar.ts';
import { probe } from '../discovery.ts';
import { completePasswordReset, requestPasswordReset } from '../password-reset/reset-operations.ts';
import { createPerson } from '../people/create-person.ts';
import { listGroupsOfPerson } from '../people/groups-of-person.ts';
import {
  findNothing,
  getPreference,
  listActivities,
  listFavoriteSites,
  listNetworks,
  listNothingOfOwn,
  listPreferences,
  listSites,
} from '../people/neighbours-of-person.ts';
import { getPerson, listPeople } from '../people/read-people.ts';
import { searchPeople } from '../people/search-people.ts';
import { updatePerson } from '../people/update-person.ts';
import type { ServerFeature } from '../server-version.ts';
import { disabledService } from '../api-error.ts';
import type { OpenOperation, Operation } from './exchange.ts';

/** An operation, and whether it needs no login. */
export type Endpoint =
  | { readonly isOpen: false; readonly run: Operation }
  | { readonly isOpen: true; readonly run: OpenOperation };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Endpoints = Readonly<Partial<Record<Method, Endpoint>>>;

/** What can be done with a resource: with it as a whole, and with one of it by id. */
export interface Resource {
  readonly since: ServerFeature;
  /** A property or an operation: nothing lies below it. */
  readonly isLeaf?: true;
  readonly collection: Endpoints;
  readonly instance: Endpoints;
}

const closed = (run: Operation): Endpoint => ({ isOpen: false, run });
const open = (run: OpenOperation): Endpoint => ({ isOpen: true, run });

const none: Endpoints = {};
const relationship = (list: Operation, since: ServerFeature = 'wholePeopleApi'): Resource => ({
  since,
  collection: { GET: closed(list) },
  instance: none,
});
const emptyRelationship = (list: Operation): Resource => ({
  ...relationship(list),
  instance: { GET: closed(findNothing), DELETE: closed(findNothing) },
});
const operation = (endpoint: Endpoint, since: ServerFeature): Resource => ({
  since,
  isLeaf: true,
  collection: { POST: endpoint },
  instance: none,
});
const enterpriseOnly = operation(
  closed(() => {
    throw disabledService('The operation is available in Enterprise only.');
  }),
  'deauthorization',
);

/** The core API by entity, or entity and relation. */
export const coreResources: ReadonlyMap<string, Resource> = new Map<string, Resource>([
  [
    'people',
    {
      since: 'wholePeopleApi',
      collection: { GET: closed(listPeople), POST: closed(createPerson) },
      instance: { GET: closed(getPerson), PUT: closed(updatePerson) },
    },
  ],
  [
    'people/avatar',
    {
      since: 'avatars',
      isLeaf: true,
      collection: {
        GET: closed(readAvatar),
        PUT: closed(uploadAvatar),
        DELETE: closed(deleteAvatar),
      },
      instance: none,
    },
  ],
  ['people/request-password-reset', operation(open(requestPasswordReset), 'passwordReset')],
  ['people/reset-password', operation(open(completePasswordReset), 'passwordReset')],
  ['people/deauthorize', enterpriseOnly],
  ['people/reauthorize', enterpriseOnly],
  ['people/reauthorization-code', enterpriseOnly],
  ['people/groups', relationship(listGroupsOfPerson, 'groupsOfPerson')],
  ['people/sites', emptyRelationship(listSites)],
  ['people/favorite-sites', emptyRelationship(listFavoriteSites)],
  ['people/favorites', emptyRelationship(listNothingOfOwn)],
  ['people/activities', relationship(listActivities)],
  ['people/networks', relationship(listNetworks)],
  ['people/site-membership-requests', emptyRelationship(listNothingOfOwn)],
  [
    'people/preferences',
    { ...relationship(listPreferences), instance: { GET: closed(getPreference) } },
  ],
  ['probes', { since: 'probes', collection: none, instance: { GET: open(probe) } }],
  ['queries/people', relationship(searchPeople)],
]);

/** The authentication API. */
export const authenticationResources: ReadonlyMap<string, Resource> = new Map<string, Resource>([
  [
    'tickets',
    {
      since: 'wholePeopleApi',
      collection: { POST: open(createTicket) },
      instance: { GET: closed(getTicket), DELETE: closed(deleteTicket) },
    },
  ],
]);
