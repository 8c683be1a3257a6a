import type { PasswordChange, PasswordSet } from '../../preload/model/password.ts';
import type { Session } from '../../preload/model/session.ts';
import { createAppError, toAppError } from './errors.ts';
import { isAnswerLost } from './lost-answer.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { ServerAccess } from './ports/server-access.ts';

/** The signed-in user with a client that presents the sign-in. */
export interface SignedIn {
  readonly session: Pick<Session, 'profileId' | 'serverUrl' | 'userId'>;
  readonly client: AlfrescoClient;
  readonly access: Pick<ServerAccess, 'connect'>;
}

/** New passwords with a sign-in: somebody else's, and one's own. */
export interface Passwords {
  /**
   * Sets somebody's password, as an administrator; where the server is away, it waits for it, and
   * the answer is true.
   */
  set(request: PasswordSet): Promise<boolean>;
  /** Changes the signed-in user's own. */
  change(request: PasswordChange): Promise<void>;
}

/** Creates the service. `signedIn` throws `AppError` where nobody is. */
export function createPasswords(options: {
  readonly signedIn: () => Promise<SignedIn>;
  /** Keeps the new password where the old one was. */
  readonly replacePassword: (profileId: string, password: string) => Promise<void>;
  /** Keeps a new password until the server is back; null where it is there. */
  readonly keepForLater: () => ((id: string, password: string) => Promise<unknown>) | null;
}): Passwords {
  return {
    async set({ id, password }) {
      const { session, client } = await options.signedIn();
      // Only there the old one is asked for, and the new one kept.
      if (id.toLowerCase() === session.userId.toLowerCase()) throw ownPassword();
      refuseBlanks(password);
      const keep = options.keepForLater();
      if (keep !== null) {
        await keep(id, password);
        return true;
      }
      try {
        await client.people.update(id, { password });
        return false;
      } catch (error) {
        throw isAnswerLost(error) ? setOrNot() : explainRefusal(error, password);
      }
    },
    async change({ oldPassword, password }) {
      const { session, client, access } = await options.signedIn();
      refuseBlanks(password);
      if (password === oldPassword)
        throw wrong('password', 'This is the password you have already.');
      const proof = createProof(session, access);
      await proof.ofOld(oldPassword);
      try {
        await client.people.update(session.userId, { oldPassword, password });
      } catch (error) {
        if (!isAnswerLost(error)) throw explainRefusal(error, password);
        if (!(await proof.ofNew(password))) throw changeNotSeen();
      }
      await options.replacePassword(session.profileId, password);
    },
  };
}

/** Signing in proves a password: each is tried once, and the ticket is not used. */
function createProof(
  { serverUrl, userId }: SignedIn['session'],
  access: SignedIn['access'],
): { ofOld(password: string): Promise<void>; ofNew(password: string): Promise<boolean> } {
  const { tickets } = access.connect(serverUrl, { ticket: () => null });
  return {
    /** An administrator's old password the server takes without looking at it. */
    async ofOld(password) {
      try {
        await tickets.create({ userId, password });
      } catch (error) {
        if (!isRefused(error)) throw error;
        throw wrong('oldPassword', 'This is not your current password. Type it again.');
      }
    },
    async ofNew(password) {
      try {
        await tickets.create({ userId, password });
        return true;
      } catch (error) {
        if (isRefused(error)) return false;
        throw changedOrNot();
      }
    },
  };
}

function isRefused(error: unknown): boolean {
  return toAppError(error).data.reason === 'bad-credentials';
}

/** The server would take blanks, and nobody could tell how many of them. */
export function refuseBlanks(password: string): void {
  if (password.trim() !== '') return;
  throw wrong('password', 'A password of blanks alone is none. Type another one.');
}

/** An error to be shown at one field. */
export function wrong(field: string, message: string): Error {
  return createAppError('invalid', message, { fields: { [field]: message } });
}

/** As much of a password as Alfresco's bcrypt can take in. */
const usedBytes = 72;

/** What it means for a password that the server has refused to store it. */
export function explainRefusal(error: unknown, password: string): Error {
  const { data } = toAppError(error);
  const { message: _general, fields: _none, code, ...more } = data;
  if (code === 'invalid') {
    const isLong = new TextEncoder().encode(password).length > usedBytes;
    const message = isLong
      ? `The server does not take this password. It is longer than the ${usedBytes} bytes that Alfresco can use: choose a shorter one.`
      : 'The server does not take this password. Read its reason under Details, and choose another one.';
    return createAppError('invalid', message, { ...more, fields: { password: message } });
  }
  // The old password was proven before, so that a 403 is not about it.
  if (code !== 'forbidden' || data.status !== 403) return toAppError(error);
  const message =
    'The server does not let you set this password: it is read-only, you are no administrator any more, or a directory service (such as LDAP) manages the account. Read its reason under Details.';
  return createAppError('forbidden', message, more);
}

function ownPassword(): Error {
  return createAppError(
    'invalid',
    'This is your own account. Change its password with “Change password”, which asks for the old one.',
  );
}

function setOrNot(): Error {
  return createAppError(
    'network',
    'The answer of the server was lost, so nobody knows whether the password is set. Set the same password once more: doing it twice does no harm.',
    { retryable: true },
  );
}

function changeNotSeen(): Error {
  return createAppError(
    'network',
    'The answer of the server was lost, and the new password does not work, at least not yet. Your old one still holds: wait a minute, and try again.',
    { retryable: true },
  );
}

function changedOrNot(): Error {
  return createAppError(
    'network',
    'The answer of the server was lost, so nobody knows whether your password is changed. Once the server can be reached, sign in with the new one; where it is refused, the old one still holds.',
    { retryable: true },
  );
}
