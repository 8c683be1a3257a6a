import type { Person } from '../../../preload/model/person.ts';
import { toAppError } from '../errors.ts';
import type { AlfrescoClient } from '../ports/alfresco.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';

/** The person as the server has them; null on a 404 of its own. */
export async function findPerson(
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
export function takeOver(store: DirectoryStore, id: string, person: Person | null): boolean {
  const { written } = person === null ? { written: 0 } : store.upsert([person]);
  // The server finds ids whatever their case: an answer under another one is somebody else's row.
  const isGone = person?.id !== id;
  if (isGone) store.remove([id]);
  return isGone || written > 0;
}
