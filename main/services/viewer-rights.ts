import type { Person } from '../../preload/model/person.ts';
import { toAppError } from './errors.ts';
import type { AlfrescoClient, CallOptions } from './ports/alfresco.ts';
import { isUnanswered } from './unanswered.ts';

/** Part of every repository, and never the caller: it cannot sign in. */
const somebodyElse = 'guest';

/**
 * Whether who is signed in is an administrator; `me` is what the server says of them. Servers before
 * 6.0 do not say it, but show other people's preferences to administrators alone: the same rule by
 * which they take changes. Null where that tells nothing either. Rejects where the server is away.
 */
export async function isAdministrator(
  client: AlfrescoClient,
  me: Person,
  options: CallOptions = {},
): Promise<boolean | null> {
  if (me.capabilities !== null) return me.capabilities.isAdmin;
  try {
    return await client.preferences.canRead(somebodyElse, options);
  } catch (error) {
    const { data } = toAppError(error);
    if (isUnanswered(data) && data.reason !== 'bad-answer') throw error;
    return null;
  }
}
