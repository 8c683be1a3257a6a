import { AppError, type AppErrorData, type ErrorReason } from '../../preload/model/app-error.ts';
import type { FetchFunction } from '../services/ports/alfresco.ts';
import type { ProbedServer } from '../services/ports/server-probe.ts';
import { clockAheadSeconds } from './clock-difference.ts';
import { probeLive } from './probes.ts';
import { candidateBaseUrls, isPlainHttpElsewhere } from './server-address.ts';
import { createTransport } from './transport.ts';

const probeTimeoutMs = 10_000;

/**
 * Finds the server behind an address as typed: probes what it can mean, in order, without any
 * credentials. A server on another machine that speaks only http is found but refused with
 * `invalid`/`plain-http` until `acceptPlainHttp` brings the user's yes. Rejects with the error of
 * the candidate that came nearest to Alfresco.
 */
export async function findServer(request: {
  readonly address: string;
  readonly acceptPlainHttp: boolean;
  readonly fetch: FetchFunction;
  readonly signal?: AbortSignal;
  /** Limit for each probe; 10 s by default. */
  readonly timeoutMs?: number;
  readonly now?: () => number;
}): Promise<ProbedServer> {
  const { fetch, signal, timeoutMs = probeTimeoutMs, now = Date.now } = request;
  let nearest: AppError | null = null;
  for (const baseUrl of candidateBaseUrls(request.address)) {
    const transport = createTransport({ baseUrl, fetch, authorization: () => null });
    const sentAt = now();
    let headers: Headers;
    try {
      const options = { timeoutMs, ...(signal === undefined ? {} : { signal }) };
      headers = await probeLive(transport, options);
    } catch (error) {
      if (!(error instanceof AppError) || isFinal(error.data)) throw error;
      if (nearest === null || nearness(error.data) > nearness(nearest.data)) nearest = error;
      continue;
    }
    const isPlainHttp = isPlainHttpElsewhere(baseUrl);
    if (isPlainHttp && !request.acceptPlainHttp) throw plainHttp(baseUrl);
    const times = { sentAt, receivedAt: now(), serverTime: dateOf(headers) };
    return { baseUrl, isPlainHttp, clockAheadSeconds: clockAheadSeconds(times) };
  }
  throw nearest ?? new TypeError('An address means at least one candidate');
}

function dateOf(headers: Headers): number | null {
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? null : time;
}

/**
 * Errors that end the search. Above all a bad certificate: trying http instead would hand the
 * password to whoever stands between.
 */
const finalReasons: ReadonlySet<ErrorReason | null> = new Set<ErrorReason>([
  'certificate',
  'host-unknown',
  'offline',
  'bad-address',
]);

function isFinal({ code, reason }: AppErrorData): boolean {
  return code === 'cancelled' || code === 'bug' || finalReasons.has(reason);
}

/** The more an answer says of Alfresco, the more it helps the user. */
function nearness({ code, reason }: AppErrorData): number {
  if (reason === 'unavailable') return 4;
  if (reason === 'not-alfresco') return 3;
  if (reason === 'redirected' || code === 'server') return 2;
  return reason === 'refused' || code === 'timeout' ? 1 : 0;
}

function plainHttp(baseUrl: string): AppError {
  const message = `${new URL(baseUrl).host} speaks only http: on the way, others could read your password and everything you see. Sign in only if you trust the whole network in between.`;
  return new AppError({
    code: 'invalid',
    reason: 'plain-http',
    message,
    retryable: false,
    fields: { address: message },
    traceId: crypto.randomUUID(),
  });
}
