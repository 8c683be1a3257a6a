import { createFetch } from 'ofetch';
import type { AppError } from '../../preload/model/app-error.ts';
import type { CallOptions, FetchFunction } from '../services/ports/alfresco.ts';
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
  readonly timeoutMs?: number;
  readonly now?: () => number;
  readonly createTraceId?: () => string;
}

/**
 * Creates the transport pinned to one base address. It tries once (retries are the caller's
 * business), follows no redirect, sends no cookie, caches nothing, and its time limit covers the
 * whole exchange, body included.
 */
export function createTransport(options: TransportOptions): Transport {
  const { authorization, now = Date.now, createTraceId = () => crypto.randomUUID() } = options;
  const base = parseBaseUrl(options.baseUrl);
  const exchange = createExchange(options.fetch);

  async function send(request: ApiRequest, call: CallOptions = {}): Promise<ApiAnswer> {
    const ticket = request.isAuthenticated ? authorization() : null;
    const credentials = ticket === null ? null : encodeTicket(ticket);
    const context: FailureContext = {
      host: base.host,
      traceId: createTraceId(),
      secrets: spellingsOf([ticket, credentials, ...(request.secrets ?? [])]),
      ...(request.meanings === undefined ? {} : { meanings: request.meanings }),
    };
    const { status, headers, bytes } = await exchange(
      buildUrl(base.href, request, context),
      request,
      credentials,
      {
        caller: call.signal,
        timeLimit: AbortSignal.timeout(call.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs),
      },
      context,
    );
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
