import { createAlfrescoClient } from '../../main/api/client.ts';
import { findServer } from '../../main/api/find-server.ts';
import type { FetchFunction } from '../../main/services/ports/alfresco.ts';
import type { ServerAccess } from '../../main/services/ports/server-access.ts';

/** The way to a server that the application has, over a fetch of the test's. */
export function createTestAccess(through: FetchFunction = fetch): ServerAccess {
  return {
    find: (request) => findServer({ ...request, fetch: through }),
    connect: (baseUrl, { ticket }) =>
      createAlfrescoClient({ baseUrl, fetch: through, authorization: ticket, timeoutMs: 5000 }),
  };
}

/** A fetch that notes what is sent, as "POST people/ada/reset-password". */
export interface RecordingFetch extends FetchFunction {
  readonly sent: string[];
  /** From the first request on that fits, every connection is lost. */
  losesFrom: RegExp | null;
}

/** Creates a recording fetch over Node's. */
export function createRecordingFetch(): RecordingFetch {
  let isLost = false;
  const recording: RecordingFetch = Object.assign(
    (input: string | URL | Request, init?: RequestInit) => {
      const url = input instanceof Request ? input.url : String(input);
      const line = `${init?.method ?? 'GET'} ${url.replace(/^.*\/versions\/1\//, '')}`;
      recording.sent.push(line);
      isLost ||= recording.losesFrom?.test(line) === true;
      if (!isLost) return fetch(input, init);
      const cause = Object.assign(new Error('Lost'), { code: 'ECONNRESET' });
      return Promise.reject(new TypeError('fetch failed', { cause }));
    },
    { sent: [], losesFrom: null },
  );
  return recording;
}
