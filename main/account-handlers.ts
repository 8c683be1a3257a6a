import type { RollcallContract } from '../preload/contract/contract.ts';
import type { Handlers } from '../preload/contract/define.ts';
import type { Session, SignIn } from '../preload/model/session.ts';
import { createConnectionTest } from './services/connection-test.ts';
import type { Credentials } from './services/credentials.ts';
import { createAppError } from './services/errors.ts';
import { createPasswordReset } from './services/password-reset.ts';
import { createPasswords, type SignedIn } from './services/passwords.ts';
import type { ServerAccess } from './services/ports/server-access.ts';
import type { ServerProbe } from './services/ports/server-probe.ts';
import type { Preferences } from './services/preferences.ts';
import type { Profiles } from './services/profiles.ts';
import type { ProxyQuestions } from './services/proxy-questions.ts';
import type { Sessions } from './services/sessions.ts';

type All = Handlers<RollcallContract>;

/** The handlers of what is done to an account and on the way to it. */
export interface AccountHandlers {
  readonly test: All['profiles']['test'];
  readonly passwords: All['passwords'];
  readonly proxy: All['proxy'];
}

/** Puts the services of accounts behind their handlers. */
export function createAccountHandlers(parts: {
  /** The way to the server behind an address: the embedded demo's is another one. */
  readonly accessOf: (address: string) => ServerAccess;
  readonly probe: ServerProbe;
  readonly signIn: (request: SignIn) => Promise<Session>;
  readonly sessions: Sessions;
  readonly profiles: Profiles;
  readonly credentials: Credentials;
  readonly preferences: Preferences;
  readonly proxyQuestions: ProxyQuestions;
}): AccountHandlers {
  const { accessOf, sessions, profiles, credentials, preferences, proxyQuestions } = parts;

  async function signedIn(): Promise<SignedIn> {
    const session = await sessions.current();
    if (session === null) throw createAppError('unauthorized', 'Sign in to a server first.');
    const { profileId, serverUrl } = session;
    return { session, client: sessions.clientOf(profileId), access: accessOf(serverUrl) };
  }

  const testConnection = createConnectionTest({
    probe: parts.probe,
    clientOf(id) {
      const profile = profiles.find(id);
      return profile && { serverUrl: profile.serverUrl, client: sessions.clientOf(id) };
    },
  });
  const passwords = createPasswords({
    signedIn,
    keepForLater() {
      const { connectivity, editing } = sessions.directory();
      if (connectivity.state.status !== 'offline') return null;
      return (id, password) => editing.setPasswordLater(id, password);
    },
    replacePassword: (id, password) => credentials.replacePassword(id, password),
  });
  const reset = createPasswordReset({
    accessOf,
    clientName: () => preferences.current.resetClient,
    signIn: parts.signIn,
  });
  /** The user waits for this: a proxy that was declined before is asked about again. */
  const forUser = <T>(work: () => Promise<T>): Promise<T> => {
    proxyQuestions.askAgain();
    return work();
  };
  const done = (): null => null;
  return {
    test: (request) => forUser(() => testConnection(request)),
    passwords: {
      set: (request) => forUser(() => passwords.set(request)).then((isWaiting) => ({ isWaiting })),
      change: (request) => forUser(() => passwords.change(request)).then(done),
      requestReset: (request) => forUser(() => reset.request(request)).then(done),
      completeReset: (request) => forUser(() => reset.complete(request)),
    },
    proxy: {
      question: () => proxyQuestions.current,
      answer(answer) {
        proxyQuestions.answer(answer);
        return null;
      },
    },
  };
}
