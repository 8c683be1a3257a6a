import { session } from 'electron';
import type { FetchFunction } from '../services/ports/alfresco.ts';
import type { ProxyQuestions } from '../services/proxy-questions.ts';
import { withProxySignIn } from './proxy-sign-in.ts';
import { doWithoutDictionaries } from './security.ts';

/**
 * The fetch for real servers: Chromium's, so that the system's proxies and certificate store
 * work. It runs in a session of its own, in memory, without a cache and without cookies: photos
 * are served with a year's max-age under an unchanging address, and a cookie could sign in
 * somebody else. Proxies that want a sign-in are asked about by `questions`.
 */
export function createServerFetch(questions: ProxyQuestions): FetchFunction {
  const network = session.fromPartition('alfresco', { cache: false });
  doWithoutDictionaries(network);
  network.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  const fetch: FetchFunction = (input, init) =>
    network.fetch(input instanceof URL ? input.href : input, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      bypassCustomProtocolHandlers: true,
    });
  return withProxySignIn(network, fetch, questions);
}
