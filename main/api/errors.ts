import { FetchError } from 'ofetch';
import { AppError, type AppErrorData, type ErrorCode } from '../../preload/model/app-error.ts';
import { classifyFailure, failureCodes } from './failure-codes.ts';
import { BodyTooLarge } from './limited-body.ts';
import { networkFailures, type NetworkFailure } from './network-failure.ts';

/** What every error says of the call that failed. Holds no secret. */
export interface ErrorContext {
  /** The server's name, for the sentences. */
  readonly host: string;
  readonly traceId: string;
}

/** What an error needs to know of the call that failed. Never leaves `main/api`. */
export interface FailureContext extends ErrorContext {
  /** Texts that must not come back in an error, even where the server echoes them. */
  readonly secrets: readonly string[];
  /** What a status means for this call in particular, where that says it better. */
  readonly meanings?: Readonly<Partial<Record<number, CallMeaning>>>;
}

/** The sentence of one call for one status, and the code and reason where they differ too. */
export type CallMeaning = Pick<AppErrorData, 'message'> &
  Partial<Pick<AppErrorData, 'code' | 'reason'>>;

/** The signals that can end an exchange before its time. */
export interface ExchangeSignals {
  readonly caller: AbortSignal | undefined;
  readonly timeLimit: AbortSignal;
}

/** An error of the client, with the sensible defaults. */
export function createApiError(
  context: ErrorContext,
  code: ErrorCode,
  message: string,
  more: Partial<AppErrorData> = {},
  cause?: Error,
): AppError {
  return new AppError(
    { code, reason: null, message, retryable: false, traceId: context.traceId, ...more },
    cause && { cause },
  );
}

/**
 * The meaning of what was thrown between sending a request and having its whole answer. This is
 * the only place that sees ofetch's FetchError: its options hold the Authorization header, so
 * nothing of it survives except the codes of what caused it.
 */
export function toConnectionError(
  thrown: unknown,
  phase: 'request' | 'body',
  signals: ExchangeSignals,
  context: FailureContext,
): AppError {
  if (thrown instanceof AppError) return thrown;
  if (signals.caller?.aborted === true) {
    return createApiError(context, 'cancelled', 'This was cancelled.');
  }
  if (signals.timeLimit.aborted) return createFailure(networkFailures.timeout, context);
  if (thrown instanceof BodyTooLarge) {
    return createApiError(
      context,
      'too-large',
      `The answer of ${context.host} is far larger than it should be, so Rollcall stopped reading it. Check the address, or ask the server’s administrator.`,
      { reason: 'bad-answer' },
    );
  }
  const codes = failureCodes(thrown instanceof FetchError ? thrown.cause : thrown);
  const cause = new Error(codes.join(' < '));
  const failure = classifyFailure(codes);
  if (phase === 'body') {
    // Half an answer, a wrong length and a broken compression are one to the user, and the two
    // fetches tell them apart differently.
    const isTimeout = failure?.code === 'timeout';
    return createFailure(isTimeout ? failure : networkFailures.damaged, context, cause);
  }
  if (failure !== null) return createFailure(failure, context, cause);
  return createApiError(
    context,
    'bug',
    'Something unexpected went wrong in Rollcall. Try again; if it happens again, report it with the trace id.',
    { retryable: true },
    cause,
  );
}

/** The error for a failure of the connection. */
export function createFailure(
  failure: NetworkFailure,
  context: ErrorContext,
  cause?: Error,
): AppError {
  const message = failure.message.replaceAll('{host}', context.host);
  const { code, reason, retryable } = failure;
  return createApiError(context, code, message, { reason, retryable }, cause);
}

/**
 * The error for an answer that says success and yet is not what Alfresco answers: a login page of
 * the network, an empty body, JSON cut off. `why` is for engineers and holds no content.
 */
export function createBadAnswer(context: ErrorContext, status: number, why: string): AppError {
  return createApiError(
    context,
    'network',
    `Something other than Alfresco answered for ${context.host}. Open a web page to see whether your network (Wi-Fi, proxy or VPN) wants you to sign in first, then try again.`,
    { reason: 'bad-answer', retryable: true, status },
    new Error(why),
  );
}
