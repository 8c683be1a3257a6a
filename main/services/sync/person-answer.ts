import type { Person } from '../../../preload/model/person.ts';
import { toAppError } from '../errors.ts';
import type { AlfrescoClient } from '../ports/alfresco.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';
import type { DirectRead, Moment } from '../moments.ts';

/** What the server says of one person. */
export interface PersonAnswer {
  /** The id that was asked for. */
  readonly id: string;
  /** Null on a 404 of their own. */
  readonly person: Person | null;
  readonly read: DirectRead;
}

/** Asks the server for one person. */
export async function findPerson(
  client: AlfrescoClient,
  id: string,
  moments: () => Moment,
  signal: AbortSignal,
): Promise<PersonAnswer> {
  const askedAt = moments();
  const person = await getPerson(client, id, signal);
  return { id, person, read: { askedAt, answeredAt: moments() } };
}

async function getPerson(
  client: AlfrescoClient,
  id: string,
  signal: AbortSignal,
): Promise<Person | null> {
  try {
    return await client.people.get(id, { signal });
  } catch (error) {
    if (toAppError(error).data.code === 'not-found') return null;
    throw error;
  }
}

/** Takes over what the server says of one person; answers whether that changed the cache. */
export async function takeOver(store: DirectoryStore, answer: PersonAnswer): Promise<boolean> {
  const { id, person, read } = answer;
  const { written } = person === null ? { written: 0 } : await store.upsert([person], read);
  // The server finds ids whatever their case: an answer under another one is somebody else's row.
  const removed = person?.id === id ? 0 : await store.remove([id], read);
  return written + removed > 0;
}
