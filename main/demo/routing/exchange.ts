import { entityNotFound, permissionDenied } from '../api-error.ts';
import { isSameId, type PersonRecord } from '../directory/person-record.ts';
import type { RecognizedParameters } from '../parameters/recognized-parameters.ts';
import type { ServerState } from '../server-state.ts';

/** A request on its way to the operation that answers it, from anybody. */
export interface OpenExchange {
  readonly state: ServerState;
  readonly request: Request;
  readonly query: URLSearchParams;
  readonly parameters: RecognizedParameters;
  /** The id in the path; empty where a collection is addressed. */
  readonly entityId: string;
  /** The id after a relationship, or empty. */
  readonly relationshipId: string;
}

/** A request whose sender is known. */
export interface Exchange extends OpenExchange {
  readonly caller: PersonRecord;
}

export type OpenOperation = (exchange: OpenExchange) => Response | Promise<Response>;
export type Operation = (exchange: Exchange) => Response | Promise<Response>;

/** The person whom the path means: `-me-` is the caller, and case does not matter. */
export function findPerson({ state, caller }: Exchange, id: string): PersonRecord {
  const person = state.directory.find(id.toLowerCase() === '-me-' ? caller.id : id);
  if (person === null) throw entityNotFound(id);
  return person;
}

/** Throws the API's 403 where the caller is neither the person nor an admin. */
export function checkSelfOrAdmin({ caller }: Exchange, person: PersonRecord): void {
  if (!caller.isAdmin && !isSameId(caller.id, person.id)) throw permissionDenied();
}
