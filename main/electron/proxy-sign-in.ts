import { net, type Session } from 'electron';
import type { FetchFunction } from '../services/ports/alfresco.ts';
import type { ProxyCredentials, ProxyQuestions } from '../services/proxy-questions.ts';
import { startTimeLimit } from '../services/time-limit.ts';

/** Without the time that the user takes. */
const signInTimeoutMs = 30_000;

/**
 * Lets a session's fetch through proxies that want a sign-in. Electron's fetch has no way to answer
 * them (electron/electron#44249): it fails. A request of `net` has one, and what was right there is
 * known to the whole session from then on. So a request that a proxy turned away, and that has
 * reached no server, waits for such a sign-in and is sent again.
 */
export function withProxySignIn(
  network: Session,
  fetch: FetchFunction,
  questions: ProxyQuestions,
): FetchFunction {
  const underWay = new Map<string, Promise<boolean>>();

  function signIn(origin: string): Promise<boolean> {
    const pending = underWay.get(origin);
    if (pending !== undefined) return pending;
    const done = signInOnTheWayTo(origin, network, questions);
    underWay.set(origin, done);
    void done.finally(() => underWay.delete(origin));
    return done;
  }

  const throughProxies: FetchFunction = async (input, init) => {
    const send = (): Promise<Response> =>
      fetch(input instanceof Request ? input.clone() : input, init);
    const first = await outcomeOf(send());
    if (!isTurnedAway(first)) return open(first);
    const { origin } = new URL(input instanceof Request ? input.url : input);
    return (await signIn(origin)) ? send() : open(first);
  };
  return Object.assign(throughProxies, { user: questions });
}

type Outcome = { readonly response: Response } | { readonly error: unknown };

function outcomeOf(sent: Promise<Response>): Promise<Outcome> {
  return sent.then(
    (response) => ({ response }),
    (error: unknown) => ({ error }),
  );
}

function open(outcome: Outcome): Response {
  if ('response' in outcome) return outcome.response;
  throw outcome.error;
}

/** By http a proxy's refusal is an answer; by https no tunnel comes about, for whatever reason. */
function isTurnedAway(outcome: Outcome): boolean {
  if ('response' in outcome) return outcome.response.status === 407;
  const { error } = outcome;
  return error instanceof Error && /net::ERR_(TUNNEL_CONN|PROXY_AUTH_REQ)/.test(error.message);
}

/** Asks for nothing but to be let through; answers whether it was. */
function signInOnTheWayTo(
  origin: string,
  network: Session,
  questions: ProxyQuestions,
): Promise<boolean> {
  const limit = startTimeLimit(signInTimeoutMs, questions);
  const done = new Promise<boolean>((resolve) => {
    let given: ProxyCredentials | null = null;
    const request = net.request({
      method: 'HEAD',
      url: origin,
      session: network,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      bypassCustomProtocolHandlers: true,
    });
    request.on('login', (challenge, answer) => {
      // A server's own challenge is none of this: Rollcall signs in there in its own way.
      if (!challenge.isProxy) {
        answer();
        return;
      }
      void questions.credentialsFor(challenge, given).then((credentials) => {
        given = credentials;
        if (credentials === null) answer();
        else answer(credentials.userId, credentials.password);
      });
    });
    request.on('response', (response) => {
      // Without a listener a tunnel that breaks off would end the process.
      response.on('error', () => undefined);
      resolve(response.statusCode !== 407);
      request.abort();
    });
    // Signed in or not, what went wrong after that is for the request that waits to meet.
    request.on('redirect', () => resolve(true));
    request.on('error', () => resolve(given !== null));
    limit.signal.addEventListener('abort', () => {
      resolve(false);
      request.abort();
    });
    request.end();
  });
  return done.finally(() => limit.end());
}
