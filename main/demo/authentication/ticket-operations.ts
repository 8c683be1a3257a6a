import { invalidArgument, notFound, permissionDeniedWith } from '../api-error.ts';
import { isSameId } from '../directory/person-record.ts';
import { emptyAnswer, entryAnswer } from '../json-answer.ts';
import { filterFields } from '../parameters/recognized-parameters.ts';
import { parseJsonBody, readObject, readText } from '../request-body.ts';
import type { Exchange, OpenOperation, Operation } from '../routing/exchange.ts';
import { readAuthorization } from './credentials.ts';

const loginKeys: ReadonlySet<string> = new Set(['userId', 'password']);

/** POST /tickets */
export const createTicket: OpenOperation = async ({ state, request, parameters }) => {
  const json = parseJsonBody(await request.text());
  const logins: unknown[] = Array.isArray(json) ? json : [json];
  const bodies = logins.map((login) =>
    readObject(login, 'org.alfresco.rest.api.model.LoginTicket', loginKeys),
  );
  const [body] = bodies;
  if (body === undefined || bodies.length > 1) {
    throw invalidArgument('Please specify one login request only.');
  }
  const userId = readText(body.userId, 'userId');
  const password = readText(body.password, 'password');
  if (userId === null || password === null) throw invalidArgument('Invalid login details.');
  const person = state.authenticator.logIn(userId, password);
  if (person === null) throw permissionDeniedWith('Login failed');
  // The caller's own spelling is echoed, not the stored one.
  const entry = { id: state.tickets.issue(person.id), userId };
  return entryAnswer(filterFields(entry, parameters), 201);
};

/** GET /tickets/-me- */
export const getTicket: Operation = (exchange) =>
  entryAnswer(filterFields({ id: ticketOfCaller(exchange) }, exchange.parameters));

/** DELETE /tickets/-me- */
export const deleteTicket: Operation = (exchange) => {
  exchange.state.tickets.invalidate(ticketOfCaller(exchange));
  return emptyAnswer(204);
};

/** The ticket that the request is about; it must live and be the caller's. */
function ticketOfCaller(exchange: Exchange): string {
  const { state, caller, entityId } = exchange;
  if (entityId !== '-me-') throw invalidArgument(`Invalid parameter: ${entityId}`);
  const ticket = ticketOf(exchange);
  const holder = state.tickets.validate(ticket);
  if (holder === null || !isSameId(holder, caller.id)) throw notFound(ticket);
  return ticket;
}

function ticketOf({ request, query }: Exchange): string {
  const ticket = query.get('alf_ticket');
  if (ticket !== null && ticket !== '') return ticket;
  const credentials = readAuthorization(request.headers.get('Authorization'));
  if (credentials.kind === 'none') throw invalidArgument('Authorization header is required.');
  if (credentials.kind !== 'ticket') throw invalidArgument('Ticket base authentication required.');
  return credentials.ticket;
}
