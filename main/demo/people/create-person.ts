import {
  ApiError,
  illegalArgument,
  invalidArgument,
  otherException,
  permissionDenied,
  unsupportedOperationWith,
} from '../api-error.ts';
import { emptyPerson, type PersonRecord } from '../directory/person-record.ts';
import { parseJsonBody } from '../request-body.ts';
import type { Operation } from '../routing/exchange.ts';
import type { ServerState } from '../server-state.ts';
import { withChanges } from './apply-changes.ts';
import {
  applyProperties,
  checkAspects,
  checkIntegrity,
  convertProperties,
} from './custom-properties.ts';
import { readPersonBody, refuseDerivedFields, type PersonBody } from './person-body.ts';
import { personAnswer } from './read-people.ts';

const maximumIdLength = 100;
const reservedPrefixes = ['GROUP_', 'ROLE_'];

/** POST /people */
export const createPerson: Operation = async (exchange) => {
  const { state, caller, request } = exchange;
  const text = await request.text();
  // The server recognises a list only where it starts the body.
  if (text.startsWith('[')) {
    throw unsupportedOperationWith('Only 1 entity is supported in the HTTP request body');
  }
  const json = parseJsonBody(text);
  const body = readPersonBody(json);
  refuseDerivedFields(json);
  const { id, password } = requiredFields(body);
  checkId(id);
  checkAspects(body.aspectNames);
  const properties = convertProperties(body.properties);
  if (!caller.isAdmin) throw permissionDenied();
  if (state.directory.find(id) !== null) {
    throw new ApiError(409, `Person '${id}' already exists.`);
  }
  checkIdCharacters(state, id);
  checkIntegrity(properties);
  const base = withChanges({ ...emptyPerson(id), password }, body);
  const person: PersonRecord = {
    ...base,
    ...applyProperties({ aspectNames: body.aspectNames ?? [], properties: {} }, properties),
  };
  state.directory.put(person);
  return personAnswer(exchange, person, 201);
};

function requiredFields(body: PersonBody): { readonly id: string; readonly password: string } {
  const required = {
    id: body.id,
    firstName: body.texts.firstName,
    email: body.texts.email,
    password: body.password,
  };
  for (const [field, value] of Object.entries(required)) {
    if (typeof value !== 'string') {
      throw invalidArgument(`Field '${field}' is null, but is required.`);
    }
  }
  return { id: required.id ?? '', password: required.password ?? '' };
}

function checkId(id: string): void {
  if (id.length > maximumIdLength) {
    throw invalidArgument(`Username exceeds max length of ${maximumIdLength} characters.`);
  }
  const prefix = reservedPrefixes.find((reserved) => id.toUpperCase().startsWith(reserved));
  if (prefix !== undefined) {
    throw illegalArgument(`Username cannot start with the reserved prefix '${prefix}'.`);
  }
}

function checkIdCharacters(state: ServerState, id: string): void {
  // The server's own user: it is no person, and creating it fails late.
  if (id.toLowerCase() === 'system') throw otherException(500, `Person '${id}' cannot be created`);
  const illegal = illegalCharacters(state).exec(id)?.[0];
  if (illegal === undefined) return;
  throw illegalArgument(
    state.has('illegalQuoteInId')
      ? `Person name contains characters that are not permitted: ${illegal}`
      : `Person name ${id} contains characters that are not permitted: ${illegal}`,
  );
}

function illegalCharacters(state: ServerState): RegExp {
  if (state.has('illegalQuoteInId')) return /[/\\\n\r"]/;
  return state.has('illegalIdCharacters') ? /[/\\\n\r]/ : /\//;
}
