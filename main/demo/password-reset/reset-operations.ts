import { invalidArgument } from '../api-error.ts';
import { emptyAnswer } from '../json-answer.ts';
import { parseJsonBody, readObject, readText, type JsonObject } from '../request-body.ts';
import type { OpenOperation } from '../routing/exchange.ts';

const clientKeys: ReadonlySet<string> = new Set(['client']);
const resetKeys: ReadonlySet<string> = new Set(['password', 'id', 'key']);

/** POST /people/{id}/request-password-reset */
export const requestPasswordReset: OpenOperation = async ({ state, entityId, request }) => {
  const json = parseJsonBody(await request.text());
  const body = readObject(json, 'org.alfresco.rest.api.model.Client', clientKeys);
  state.passwordResets.request(entityId, requiredText(body, 'client'));
  return emptyAnswer(202);
};

/** POST /people/{id}/reset-password */
export const completePasswordReset: OpenOperation = async ({ state, entityId, request }) => {
  const json = parseJsonBody(await request.text());
  const body = readObject(json, 'org.alfresco.rest.api.model.PasswordReset', resetKeys);
  const password = requiredText(body, 'password');
  const id = requiredText(body, 'id');
  const key = requiredText(body, 'key');
  state.passwordResets.complete({ userId: entityId, password, id, key });
  return emptyAnswer(202);
};

function requiredText(body: JsonObject, field: string): string {
  const value = readText(body[field], field);
  if (value === null) throw invalidArgument(`Field '${field}' is null, but is required.`);
  return value;
}
