import type { ResetCompletion, ResetRequest } from '../../preload/model/password.ts';
import type { Session, SignIn } from '../../preload/model/session.ts';
import { readResetLink } from '../../preload/rules/reset-link.ts';
import { createAppError, toAppError } from './errors.ts';
import { isAnswerLost } from './lost-answer.ts';
import { explainRefusal, refuseBlanks, wrong } from './passwords.ts';
import type { AlfrescoClient } from './ports/alfresco.ts';
import type { FoundServer, ServerAccess } from './ports/server-access.ts';

/** New passwords by mail, without a sign-in. */
export interface PasswordReset {
  /** Asks for the mail. That the server has accepted says nothing of a mail, nor of the person. */
  request(request: ResetRequest): Promise<void>;
  /** Sets the password with the link from the mail, and proves it by signing in, once. */
  complete(request: ResetCompletion): Promise<Session>;
}

/** Creates the service. */
export function createPasswordReset(options: {
  readonly accessOf: (address: string) => ServerAccess;
  /** The client application whose link the mail is to hold. */
  readonly clientName: () => string;
  /** Signs in and opens the directory; keeps nothing where that fails. */
  readonly signIn: (request: SignIn) => Promise<Session>;
}): PasswordReset {
  async function reach(
    request: Pick<ResetRequest, 'address' | 'acceptPlainHttp'>,
  ): Promise<{ server: FoundServer; reset: AlfrescoClient['passwordReset'] }> {
    const { address, acceptPlainHttp } = request;
    const access = options.accessOf(address);
    const server = await access.find({ address, acceptPlainHttp });
    const { passwordReset } = access.connect(server.baseUrl, { ticket: () => null });
    return { server, reset: passwordReset };
  }

  return {
    async request(request) {
      const { reset } = await reach(request);
      const client = options.clientName();
      await reset.request(request.userId, client).catch((error: unknown) => {
        throw explainMissing(error, client);
      });
    },
    async complete(request) {
      const { link, userId, password, acceptPlainHttp, remember } = request;
      const key = readResetLink(link);
      if (key === null) throw noLink();
      refuseBlanks(password);
      const { server, reset } = await reach(request);
      await reset.complete(userId, { ...key, password }).catch((error: unknown) => {
        // The sign-in below finds out; an answer says nothing here anyway.
        if (!isAnswerLost(error)) throw explainRefusal(error, password);
      });
      const address = server.baseUrl;
      try {
        return await options.signIn({ address, userId, password, acceptPlainHttp, remember });
      } catch (error) {
        throw unproven(error);
      }
    },
  };
}

/** A 404 means that the client is not registered, or that there is no such thing as a reset. */
function explainMissing(error: unknown, client: string): Error {
  const { code, message: _general, ...more } = toAppError(error).data;
  if (code !== 'not-found') return toAppError(error);
  if (more.serverText?.startsWith('Client was not found') === true) {
    return createAppError(
      code,
      `This server has no page for new passwords that belongs to “${client}”. Ask its administrator which client application is registered for password reset, and enter that name in the settings of Rollcall.`,
      more,
    );
  }
  return createAppError(
    'unsupported',
    'This server has no password reset; it came with Alfresco 5.2.1. Ask an administrator for a new password.',
    more,
  );
}

function noLink(): Error {
  return wrong(
    'link',
    'There is no complete link in this text. Copy the whole link from the mail, from “http” to its end; it holds “key=” and “id=”.',
  );
}

/** What is known where the new password could not be proven: nothing. */
function unproven(error: unknown): Error {
  const { data } = toAppError(error);
  if (data.reason === 'bad-credentials') {
    return createAppError(
      'unauthorized',
      'The server has taken the link, which it always does, but the new password does not work. Either the link was used before or is older than an hour (ask for another mail), or the user name is spelled differently than when the mail was asked for: here, capital and small letters count.',
      { reason: 'bad-credentials' },
    );
  }
  const { code, reason, retryable, message } = data;
  return createAppError(
    code,
    `Whether the new password is set is not known, because the sign-in that would prove it failed: ${message} After that, sign in with the new password.`,
    { reason, retryable },
  );
}
