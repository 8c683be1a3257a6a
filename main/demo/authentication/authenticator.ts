import { authenticationFailed } from '../api-error.ts';
import type { Directory } from '../directory/directory.ts';
import type { PersonRecord } from '../directory/person-record.ts';
import { readAuthorization, type Credentials } from './credentials.ts';
import type { LoginProtection } from './login-protection.ts';
import type { Tickets } from './tickets.ts';

/** Finds out who is calling. */
export interface Authenticator {
  /** The person behind a name and a password; null where they do not fit or may not enter. */
  logIn(userId: string, password: string): PersonRecord | null;
  /** The caller of a request; throws the API's 401 where there is none. */
  authenticate(request: Request, query: { get(name: string): string | null }): PersonRecord;
}

/** Creates the authenticator over a directory and its tickets. */
export function createAuthenticator(parts: {
  readonly directory: Directory;
  readonly tickets: Tickets;
  readonly protection: LoginProtection;
}): Authenticator {
  const { directory, tickets, protection } = parts;

  function logIn(userId: string, password: string): PersonRecord | null {
    if (protection.isLocked(userId)) return null;
    const person = directory.find(userId);
    if (person?.enabled !== true || person.password === null || person.password !== password) {
      protection.failed(userId);
      return null;
    }
    protection.succeeded(userId);
    return person;
  }

  function holderOf(ticket: string): PersonRecord | null {
    const userId = tickets.validate(ticket);
    const person = userId === null ? null : directory.find(userId);
    return person?.enabled === true ? person : null;
  }

  function callerOf(credentials: Credentials): PersonRecord | null {
    if (credentials.kind === 'ticket') return holderOf(credentials.ticket);
    if (credentials.kind === 'password') return logIn(credentials.userId, credentials.password);
    return null;
  }

  return {
    logIn,
    authenticate(request, query) {
      const script = `Web Script org/alfresco/api/ResourceWebScript.${request.method.toLowerCase()}`;
      const ticket = query.get('alf_ticket');
      const holder = ticket === null ? null : holderOf(ticket);
      if (holder !== null) return holder;
      const credentials = readAuthorization(request.headers.get('Authorization'));
      const caller = callerOf(credentials);
      if (caller !== null) return caller;
      if (credentials.kind === 'guest' || query.get('guest') === 'true') {
        throw authenticationFailed(
          `${script} requires user authentication; however, a guest has attempted access.`,
        );
      }
      // Bearer is among them: tokens need the identity service, which is not on.
      if (credentials.kind === 'unsupported') {
        throw authenticationFailed(`Authorization '${credentials.scheme}' not supported.`);
      }
      throw authenticationFailed(`Authentication failed for ${script}`);
    },
  };
}
