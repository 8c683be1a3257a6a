import type { Person } from '../../preload/model/person.ts';
import { toAppError } from './errors.ts';
import type { AlfrescoClient, DiscoveredRepository } from './ports/alfresco.ts';
import type { ServerAccess } from './ports/server-access.ts';
import { isServersFailure } from './sync/patience.ts';
import type { ProfileFacts } from './profiles.ts';
import { isUnanswered } from './unanswered.ts';
import { isAdministrator } from './viewer-rights.ts';

/** A user with the password. */
export interface UserPassword {
  readonly userId: string;
  readonly password: string;
}

/** What a sign-in has brought. */
export interface Visit {
  readonly ticket: string;
  readonly me: Person;
  /** Null where there is no telling. */
  readonly isAdmin: boolean | null;
  /** Null where discovery is switched off at the server. */
  readonly repository: DiscoveredRepository | null;
}

/**
 * Signs in at a server, once, and looks who and what is there: a ticket that the server hands out
 * and does not take is worth nothing. Keeps nothing.
 */
export async function visit(
  access: ServerAccess,
  baseUrl: string,
  { userId, password }: UserPassword,
  signal?: AbortSignal,
): Promise<Visit> {
  const options = signal === undefined ? {} : { signal };
  let ticket: string | null = null;
  const client = access.connect(baseUrl, { ticket: () => ticket });
  ({ ticket } = await client.tickets.create({ userId, password }, options));
  const [me, repository] = await Promise.all([
    client.people.get('-me-', options),
    findRepository(client, options),
  ]);
  return { ticket, me, isAdmin: await isAdministrator(client, me, options), repository };
}

/** Asks a server for what it tells nobody without a sign-in; rejects where it does not answer. */
export async function reach(access: ServerAccess, baseUrl: string): Promise<void> {
  try {
    await access.connect(baseUrl, { ticket: () => null }).people.get('-me-');
  } catch (error) {
    if (isServersFailure(toAppError(error).data)) throw error;
  }
}

/** What a profile keeps of a visit. */
export function factsOf({ me, isAdmin, repository }: Visit): VisitFacts {
  const { displayName, capabilities } = me;
  const facts = { displayName, isAdmin, tellsCapabilities: capabilities !== null };
  if (repository === null) return { ...facts, repository: null, repositoryId: null };
  const { id, ...shown } = repository;
  return { ...facts, repository: shown, repositoryId: id };
}

type VisitFacts = Omit<ProfileFacts, 'isPlainHttp'>;

/** Discovery may be switched off, forbidden or missing on old servers: the app works without. */
async function findRepository(
  client: AlfrescoClient,
  options: { readonly signal?: AbortSignal },
): Promise<DiscoveredRepository | null> {
  try {
    return await client.discovery.get(options);
  } catch (error) {
    if (isUnanswered(toAppError(error).data)) throw error;
    return null;
  }
}
