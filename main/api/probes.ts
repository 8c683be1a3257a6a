import { AppError } from '../../preload/model/app-error.ts';
import { z } from '../../preload/model/zod.ts';
import type { CallOptions } from '../services/ports/alfresco.ts';
import { readErrorBody } from './error-body.ts';
import { createApiError } from './errors.ts';
import { entryOf, readJson } from './json-answer.ts';
import type { ApiAnswer, ApiRequest, Transport } from './transport.ts';

const liveSchema = entryOf(z.object({ message: z.string() }));

/**
 * Before 6.0 there are no probes; what matters is in whose words the server says so. Busy servers
 * and proxies are left to be the errors that they are.
 */
const telling = [200, 501, ...Array.from({ length: 100 }, (_, index) => 400 + index)].filter(
  (status) => ![407, 408, 429].includes(status),
);

const liveRequest: ApiRequest = {
  method: 'GET',
  root: 'core',
  segments: ['probes', '-live-'],
  isAuthenticated: false,
  expected: telling,
  limitBytes: 64 * 1024,
};

/**
 * Asks `/probes/-live-` of the core API, without credentials, whether Alfresco answers here. An
 * Alfresco before 6.0 is known by its own error. Rejects with `network`/`not-alfresco` where
 * something else answers, `server`/`unavailable` while Alfresco (or what stands behind a proxy) is
 * not ready, and as every call where the connection fails. Answers the headers.
 */
export async function probeLive(transport: Transport, options?: CallOptions): Promise<Headers> {
  const answer = await transport.send(liveRequest, options);
  if (answer.status !== 200) {
    if (readErrorBody(answer.bytes) === null) throw notAlfresco(answer);
    return answer.headers;
  }
  try {
    readJson(answer, liveSchema);
    return answer.headers;
  } catch (error) {
    throw error instanceof AppError ? notAlfresco(answer) : error;
  }
}

function notAlfresco({ context, status }: ApiAnswer): AppError {
  return createApiError(
    context,
    'network',
    `A web server answers at ${context.host}, but it is not Alfresco. Check the address, which usually ends in /alfresco, and whether your network (Wi-Fi, proxy or VPN) wants you to sign in first.`,
    { reason: 'not-alfresco', retryable: true, status },
  );
}
