import {
  illegalArgument,
  invalidArgument,
  loginRecordRefused,
  permissionDenied,
  permissionDeniedWith,
} from '../api-error.ts';
import { hasOwnLogin, type PersonRecord } from '../directory/person-record.ts';
import { parseJsonBody } from '../request-body.ts';
import {
  checkSelfOrAdmin,
  findPerson,
  type Exchange,
  type Operation,
} from '../routing/exchange.ts';
import { withChanges } from './apply-changes.ts';
import {
  applyProperties,
  checkAspects,
  checkIntegrity,
  convertProperties,
  replaceAspects,
} from './custom-properties.ts';
import { readPersonBody, refuseDerivedFields, type PersonBody } from './person-body.ts';
import { personAnswer } from './read-people.ts';

/** PUT /people/{id} */
export const updatePerson: Operation = async (exchange) => {
  const { state, request } = exchange;
  const json = parseJsonBody(await request.text());
  const body = readPersonBody(json);
  if ('id' in body) throw invalidArgument('Unsupported field: id');
  refuseDerivedFields(json);
  const person = findPerson(exchange, exchange.entityId);
  checkAspects(body.aspectNames);
  const properties = convertProperties(body.properties);
  checkMandatoryFields(body);
  checkSelfOrAdmin(exchange, person);
  const password = newPassword(exchange, person, body);
  checkEnabled(exchange, person, body);
  checkIntegrity(properties);
  const aspects = body.aspectNames === null ? person : replaceAspects(person, body.aspectNames);
  const updated: PersonRecord = {
    ...withChanges(person, withoutMappedFields(exchange, person, body)),
    ...applyProperties(aspects, properties),
    ...(body.aspectNames !== null && lostWithPreferences),
    password,
  };
  state.directory.put(updated);
  return personAnswer(exchange, updated);
};

/** Replacing the aspects takes cm:preferences away, and with it what hangs on it. */
const lostWithPreferences = { avatar: null, preferences: {} } satisfies Partial<PersonRecord>;

function checkMandatoryFields(body: PersonBody): void {
  for (const field of ['firstName', 'email'] as const) {
    if (body.texts[field] === null) {
      throw invalidArgument(`Field '${field}' is null, but is required.`);
    }
  }
  for (const field of ['enabled', 'emailNotificationsEnabled'] as const) {
    if (body[field] === null) throw illegalArgument(`'${field}' field cannot be empty.`);
  }
}

/** The password after the update; checks what the caller has to send for a new one. */
function newPassword(
  { caller }: Exchange,
  person: PersonRecord,
  { password, oldPassword }: PersonBody,
): string | null {
  if (password === undefined && oldPassword === undefined) return person.password;
  if (oldPassword === null) throw illegalArgument("'oldPassword' field cannot be empty.");
  // The missing quotation mark is the server's.
  if (typeof password !== 'string') throw illegalArgument("password' field cannot be empty.");
  if (caller.isAdmin) {
    if (!hasOwnLogin(person)) throw loginRecordRefused(`User name does not exist: ${person.id}`);
    return password;
  }
  if (oldPassword === undefined) {
    throw illegalArgument(
      "To change password, both 'oldPassword' and 'password' fields are required.",
    );
  }
  if (!hasOwnLogin(person) || oldPassword !== person.password) {
    throw permissionDeniedWith('Incorrect password.');
  }
  return password;
}

function checkEnabled({ state, caller }: Exchange, person: PersonRecord, body: PersonBody): void {
  if (body.enabled === undefined) return;
  if (person.isAdmin && !(body.enabled === true && state.has('adminEnabledTrue'))) {
    throw permissionDeniedWith('Admin authority cannot be disabled.');
  }
  if (!caller.isAdmin) throw permissionDenied();
  if (hasOwnLogin(person)) return;
  if (state.settings.immutableEnabledUpdate && state.has('immutableEnabledUpdate')) return;
  throw loginRecordRefused(`User not found: ${person.id.slice(0, 2)}****`);
}

/** Drops, without a word, what a directory service keeps by the server's default mapping. */
function withoutMappedFields(
  { state }: Exchange,
  person: PersonRecord,
  body: PersonBody,
): PersonBody {
  if (!person.isDirectoryManaged || !state.has('directoryMappedFields')) return body;
  const { firstName: _first, lastName: _last, email: _email, ...texts } = body.texts;
  return { ...body, texts };
}
