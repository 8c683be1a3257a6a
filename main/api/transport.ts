import { createFetch } from 'ofetch';
import { AppError } from '../../preload/model/app-error.ts';
import type { CallOptions, FetchFunction } from '../services/ports/alfresco.ts';
import { createAppError } from '../services/errors.ts';
import { startTimeLimit } from '../services/time-limit.ts';
import { createAnswerError } from './answer-errors.ts';
import { parseBaseUrl } from './base-url.ts';
import { readErrorBody } from './error-body.ts';
import {
  createApiError,
  createBadAnswer,
  createFailure,
  toConnectionError,
  type ExchangeSignals,
  type FailureContext,
} from './errors.ts';
import { readLimitedBody, untilAborted } from './limited-body.ts';
import { networkFailures } from './network-failure.ts';
import { buildUrl, type RequestTarget } from './request-url.ts';
import { spellingsOf } from './secret-spellings.ts';

/** The limit for an exchange where the caller names none. */
export const defaultTimeoutMs = 30_000;

const errorLimitBytes = 1024 * 1024;

/** One request, as data. */
export interface ApiRequest extends RequestTarget {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  readonly json?: object;
  /** Sent as they are; the type stands in `headers`. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** False where the server asks for no sign-in: the ticket is then not sent. */
  readonly isAuthenticated: boolean;
  /** The statuses that are a success of this call; every other one is an error. */
  readonly expected: readonly number[];
  /** Limit for the answer's body, decompressed. */
  readonly limitBytes: number;
  /** Passwords in the body, which must not come back in an error. */
  readonly secrets?: readonly string[];
  readonly meanings?: FailureContext['meanings'];
}

/** An answer with one of the expected statuses, read to its end. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For errors that reading the body may still meet. */
  readonly context: FailureContext;
}

/** Sends requests to one server. Every failure is an `AppError`. */
export interface Transport {
  readonly baseUrl: string;
  send(request: ApiRequest, options?: CallOptions): Promise<ApiAnswer>;
  /** The error for a value that is not worth sending. */
  refuse(field: string, message: string): AppError;
}

/** What a transport, and so a client, is made of. */
export interface TransportOptions {
  /** Where Alfresco is, context included: "https://ecm.example.com/alfresco". */
  readonly baseUrl: string;
  readonly fetch: FetchFunction;
  /** The ticket in use, asked for with each request; null before sign-in. */
  readonly authorization: () => string | null;
  /**
   * Answers a ticket in place of one that the server has refused, or of none; rejects with the
   * `AppError` of the request then. Without it a refused ticket is the caller's business.
   */
  readonly renew?: (refused: string | null) => Promise<string>;
  readonly timeoutMs?: number;
  readonly now?: () => number;
  readonly createTraceId?: () => string;
}

/**
 * Creates the transport pinned to one base address. It tries once, and once more where a ticket was
 * refused and has been renewed; other retries are the caller's business. It follows no redirect,
 * sends no cookie, caches nothing, and its time limit covers each whole exchange, body included.
 */
export function createTransport(options: TransportOptions): Transport {
  const { authorization, now = Date.now, createTraceId = () => crypto.randomUUID() } = options;
  const base = parseBaseUrl(options.baseUrl);
  const exchange = createExchange(options.fetch);

  async function send(request: ApiRequest, call: CallOptions = {}): Promise<ApiAnswer> {
    const { renew } = options;
    if (!request.isAuthenticated) return attempt(request, null, call);
    if (renew === undefined) return attempt(request, authorization(), call);
    const ticket = authorization() ?? (await untilCancelled(renew(null), call.signal));
    try {
      return await attempt(request, ticket, call);
    } catch (error) {
      if (!isTicketRefused(error)) throw error;
    }
    // The server has refused it before the operation began: nothing is done twice.
    return attempt(request, await untilCancelled(renew(ticket), call.signal), call);
  }

  async function attempt(
    request: ApiRequest,
    ticket: string | null,
    call: CallOptions,
  ): Promise<ApiAnswer> {
    const credentials = ticket === null ? null : encodeTicket(ticket);
    const context: FailureContext = {
      host: base.host,
      traceId: createTraceId(),
      secrets: spellingsOf([ticket, credentials, ...(request.secrets ?? [])]),
      ...(request.meanings === undefined ? {} : { meanings: request.meanings }),
    };
    const url = buildUrl(base.href, request, context);
    const timeoutMs = call.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs;
    const limit = startTimeLimit(timeoutMs, options.fetch.user);
    const signals = { caller: call.signal, timeLimit: limit.signal };
    const exchanged = exchange(url, request, credentials, signals, context);
    const { status, headers, bytes } = await exchanged.finally(() => limit.end());
    if (request.expected.includes(status)) return { status, headers, bytes, context };
    if (status < 300 || status === 304) {
      throw createBadAnswer(context, status, `The status ${status} was not expected`);
    }
    throw createAnswerError({ status, headers, body: readErrorBody(bytes) }, context, now());
  }

  return {
    baseUrl: base.href,
    send,
    refuse(field, message) {
      const context = { host: base.host, traceId: createTraceId(), secrets: [] };
      return createApiError(context, 'invalid', message, { fields: { [field]: message } });
    },
  };
}

/** Waiting for a new ticket ends with the request; the sign-in itself goes on for others. */
async function untilCancelled<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  try {
    return await untilAborted(promise, signal);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw createAppError('cancelled', 'This was cancelled.');
  }
}

function isTicketRefused(error: unknown): boolean {
  return error instanceof AppError && error.data.reason === 'session-expired';
}

type Exchange = (
  url: string,
  request: ApiRequest,
  credentials: string | null,
  signals: ExchangeSignals,
  context: FailureContext,
) => Promise<Omit<ApiAnswer, 'context'>>;

/** One request and its whole answer, whatever its status, over ofetch. */
function createExchange(fetch: FetchFunction): Exchange {
  const $fetch = createFetch({ fetch });
  return async (url, request, credentials, signals, context) => {
    const { caller, timeLimit } = signals;
    const signal = caller === undefined ? timeLimit : AbortSignal.any([caller, timeLimit]);
    let response: Response;
    try {
      // A handler inside this process would not notice that nobody waits any more.
      signal.throwIfAborted();
      const options = { ...fixedOptions, method: request.method, signal };
      const headers = requestHeaders(request, credentials);
      const body = requestBody(request);
      response = await untilAborted($fetch.raw(url, { ...options, headers, ...body }), signal);
    } catch (error) {
      throw toConnectionError(error, 'request', signals, context);
    }
    // Neither fetch should ever get here with one of these; a third might.
    if (response.redirected || response.type === 'opaqueredirect') {
      throw createFailure(networkFailures.redirected, context);
    }
    const { status, headers } = response;
    const isExpected = request.expected.includes(status);
    try {
      const limitBytes = isExpected ? request.limitBytes : errorLimitBytes;
      return { status, headers, bytes: await readLimitedBody(response.body, limitBytes, signal) };
    } catch (error) {
      // The status of an error says enough without its body.
      if (!isExpected && !signal.aborted) return { status, headers, bytes: new Uint8Array() };
      throw toConnectionError(error, 'body', signals, context);
    }
  };
}

const fixedOptions = {
  redirect: 'manual',
  credentials: 'omit',
  cache: 'no-store',
  retry: 0,
  // Bodies and statuses are read and judged here; ofetch takes a login page for success.
  responseType: 'stream',
  ignoreResponseError: true,
} as const;

/** Alfresco takes a ticket as Basic credentials without a colon; in a URL it would land in logs. */
function encodeTicket(ticket: string): string {
  return Buffer.from(ticket, 'utf8').toString('base64');
}

function requestHeaders(request: ApiRequest, credentials: string | null): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(credentials === null ? {} : { Authorization: `Basic ${credentials}` }),
    ...(request.json === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...request.headers,
  };
}

function requestBody({ json, bytes }: ApiRequest): { body?: string | Uint8Array<ArrayBuffer> } {
  if (json !== undefined) return { body: JSON.stringify(json) };
  return bytes === undefined ? {} : { body: bytes };
}
