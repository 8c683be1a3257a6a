import { entityNotFound, permissionDenied } from '../api-error.ts';
import { jsonAnswer } from '../json-answer.ts';
import type { ServerState } from '../server-state.ts';

/** DELETE /alfresco/s/api/people/{userName}: an old web script; the public API has no delete. */
export function deletePersonByScript(request: {
  readonly state: ServerState;
  readonly request: Request;
  readonly query: URLSearchParams;
  readonly id: string;
}): Response {
  const { state, query, id } = request;
  const caller = state.authenticator.authenticate(request.request, query);
  state.statistics.count('DELETE script people/{id}');
  if (!caller.isAdmin) throw permissionDenied();
  const person = state.directory.find(id);
  if (person === null) throw entityNotFound(id);
  state.directory.remove(person.id);
  return jsonAnswer(200, { success: true });
}
