import type {
  ProfileForget,
  ProfileMove,
  ServerProfile,
} from '../../preload/model/server-profile.ts';
import type { Credentials } from './credentials.ts';
import { createAppError } from './errors.ts';
import { createChangeSecrets, hasSecret } from './outbox/change-secrets.ts';
import type { KnownProfile } from './ports/app-memory.ts';
import type { DirectoryCopies } from './ports/directory-caches.ts';
import type { Secrets } from './ports/secrets.ts';
import type { ServerAccess } from './ports/server-access.ts';
import type { Profiles } from './profiles.ts';
import type { Sessions } from './sessions.ts';
import { factsOf, visit, type Visit } from './visit.ts';

/** The changes of a profile that touch its copy and its password. */
export interface ProfileChanges {
  /** Gives a profile another address, after the same person has signed in to the same server there. */
  move(request: ProfileMove): Promise<ServerProfile>;
  /** How many changes wait in a profile, open or not. */
  waiting(id: string): Promise<number>;
  /** Forgets a profile with its password and, unless they are to be kept, its people and photos. */
  forget(request: ProfileForget): Promise<void>;
}

export function createProfileChanges(parts: {
  readonly servers: ServerAccess;
  readonly sessions: Sessions;
  readonly profiles: Profiles;
  readonly credentials: Credentials;
  readonly copies: DirectoryCopies;
  /** For the passwords of changes that wait. */
  readonly secrets: Secrets;
}): ProfileChanges {
  const { servers, sessions, profiles, credentials, copies } = parts;
  const changeSecrets = createChangeSecrets({ ...parts, isOnline: () => false });

  /** Moves copy and profile, or neither. */
  async function moveCopy(
    from: KnownProfile,
    serverUrl: string,
    facts: Parameters<Profiles['move']>[2],
  ): Promise<void> {
    const { id, kind, userId } = from;
    const there = profiles.findByKey({ kind, serverUrl, userId });
    if (there !== null && there.id !== id) throw alreadyKnown(there);
    const to = { serverUrl, userId };
    if ((await copies.waitingIn(to)).length > 0) throw waitsThere();
    await copies.move(from, to);
    try {
      profiles.move(id, serverUrl, facts);
    } catch (error) {
      await copies.move(to, from);
      throw error;
    }
  }

  return {
    async move({ id, address, password, acceptPlainHttp }) {
      const from = profiles.get(id);
      if (from.kind === 'demo') {
        throw createAppError('unsupported', 'The demo directory has no other address.');
      }
      const server = await servers.find({ address, acceptPlainHttp });
      const { baseUrl, isPlainHttp } = server;
      const brought = await visit(servers, baseUrl, { userId: from.userId, password });
      refuseOthers(from, brought);
      await sessions.whileClosed(id, async () => {
        await moveCopy(from, baseUrl, { ...factsOf(brought), isPlainHttp });
        sessions.signIns.drop(id);
        sessions.signIns.of(id).accept(brought);
      });
      const forgotten = credentials.forget(from);
      void credentials.keep(id, password, from.remembersPassword);
      await forgotten;
      return profiles.list().find((profile) => profile.id === id) ?? from;
    },
    async waiting(id) {
      const profile = profiles.get(id);
      const session = await sessions.current();
      return session?.profileId === id
        ? sessions.directory().editing.outbox.changes.length
        : (await copies.waitingIn(profile)).length;
    },
    async forget({ id, keepsCopy }) {
      const profile = profiles.get(id);
      const outcome = await sessions.whileClosed(id, async () => {
        // What waits stays with the copy, and so do the passwords without which it could not be sent.
        const gone = keepsCopy ? [] : await copies.waitingIn(profile).catch(() => []);
        const removed = keepsCopy ? 'removed' : await copies.remove(profile);
        profiles.remove(id);
        sessions.signIns.drop(id);
        for (const change of gone.filter(hasSecret)) await changeSecrets.wipe(change.id);
        return removed;
      });
      await credentials.forget(profile);
      if (outcome === 'at-next-start') throw heldByOthers(profile);
    },
  };
}

/**
 * The same address can lead to another server, and another address to the same: what counts is the
 * repository's own id, where both tell it, and that the same person is there.
 */
function refuseOthers(from: KnownProfile, { me, repository }: Visit): void {
  const repositoryId = repository?.id ?? null;
  const isOther =
    from.repositoryId !== null && repositoryId !== null && from.repositoryId !== repositoryId;
  if (me.id !== from.userId || isOther) {
    const message = `That is another server than ${from.name}, so this one keeps its address. Add the other one as a server of its own.`;
    throw createAppError('conflict', message, { fields: { address: message } });
  }
}

function alreadyKnown({ name }: KnownProfile): Error {
  const message = `${name} is that server already, for the same user. Forget one of the two first.`;
  return createAppError('conflict', message, { fields: { address: message } });
}

function waitsThere(): Error {
  return createAppError(
    'conflict',
    'This computer already keeps a copy of that address in which changes wait to be sent. Sign in there first, and send or discard them.',
  );
}

function heldByOthers({ name }: KnownProfile): Error {
  return createAppError(
    'storage',
    `${name} is forgotten, but another program holds some of its files. Rollcall deletes them when it starts next.`,
  );
}
