import type { Person } from '../../preload/model/person.ts';
import { z } from '../../preload/model/zod.ts';
import type { AlfrescoClient, NewPerson, PersonUpdate } from '../services/ports/alfresco.ts';
import { badShape, entryLimitBytes, readJson } from './json-answer.ts';
import { listRequest, toPageAnswer } from './people-page.ts';
import { encodeSegment } from './request-url.ts';
import type { ApiAnswer, ApiRequest, Transport } from './transport.ts';
import { wireNewPerson, wireUpdate } from './wire-person-changes.ts';
import { readWireEntry } from './wire-person.ts';

/**
 * People: `/people` and `/people/{id}` of the core API.
 *
 * - `list`: one page in the order of ids, the only order that is complete (Alfresco drops people
 *   without a last name from `orderBy=lastName`), unread. Rows shift while people come and go.
 * - `get`: one person, looked up without regard to case; answers the stored spelling of the id.
 * - `create`: admins only. `forbidden`, `conflict` (the id exists), `invalid`.
 * - `update`: sends only the fields given and answers the person as stored. An account of a
 *   directory service drops its fields silently: compare. `forbidden`, `invalid`, `not-found`.
 */
export function createPeople(transport: Transport): AlfrescoClient['people'] {
  return {
    async list(query, options) {
      return toPageAnswer(await transport.send(listRequest(query), options), query);
    },
    async get(id, options) {
      return readPerson(await transport.send(getRequest(id), options));
    },
    async create(person, options) {
      refuseUnreachableId(person.id, transport);
      return readPerson(await transport.send(createRequest(person), options));
    },
    async update(id, changes, options) {
      return readPerson(await transport.send(updateRequest(id, changes), options));
    },
  };
}

function getRequest(id: string): ApiRequest {
  return {
    method: 'GET',
    root: 'core',
    segments: ['people', id],
    isAuthenticated: true,
    expected: [200],
    limitBytes: entryLimitBytes,
    meanings: { 404: { message: personUnknown } },
  };
}

function createRequest(person: NewPerson): ApiRequest {
  return {
    method: 'POST',
    root: 'core',
    segments: ['people'],
    json: wireNewPerson(person),
    secrets: [person.password],
    isAuthenticated: true,
    expected: [200, 201],
    limitBytes: entryLimitBytes,
    meanings: {
      403: { message: 'Only administrators can create people. Ask one of them.' },
      409: { message: 'There is a person with this user name already. Choose another one.' },
    },
  };
}

function updateRequest(id: string, changes: PersonUpdate): ApiRequest {
  return {
    ...getRequest(id),
    method: 'PUT',
    json: wireUpdate(changes),
    secrets: [changes.password, changes.oldPassword].filter((secret) => secret !== undefined),
    meanings: {
      403: {
        message:
          'The server does not let you make this change. Read its reason under Details, or ask an administrator.',
      },
      404: { message: personUnknown },
    },
  };
}

const personUnknown = 'This person is not on the server any more. Refresh the list.';

/** The server would take these ids, and nobody could ever ask for the person again. */
function refuseUnreachableId(id: string, transport: Transport): void {
  if (encodeSegment(id) !== null && id.toLowerCase() !== '-me-') return;
  throw transport.refuse('id', 'Alfresco has no use for this user name. Choose another one.');
}

/** Reads one person, with the envelope around. */
export function readPerson(answer: ApiAnswer): Person {
  const person = readWireEntry(readJson(answer, z.unknown()));
  if (person === null) throw badShape(answer, 'The answer is no person');
  return person;
}
