import type { AppError, AppErrorData, ErrorCode } from '../../preload/model/app-error.ts';
import type { AlfrescoErrorBody } from './error-body.ts';
import { createApiError, createBadAnswer, createFailure, type FailureContext } from './errors.ts';
import { modelVerdict } from './model-verdict.ts';
import { networkFailures } from './network-failure.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** An answer that is no success. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Null where something before Alfresco answered. */
  readonly body: AlfrescoErrorBody | null;
}

interface Meaning {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable?: boolean;
  readonly reason?: AppErrorData['reason'];
}

const unavailable: Meaning = {
  code: 'server',
  reason: 'unavailable',
  retryable: true,
  message: '{host} is busy or starting up. Try again in a few minutes.',
};

const tooLarge: Meaning = {
  code: 'too-large',
  message: 'This is larger than the server accepts. Make it smaller and try again.',
};

const unsupported: Meaning = {
  code: 'unsupported',
  message:
    'This server does not offer that, or its administrator has switched it off. Ask your administrator.',
};

const invalid: Meaning = {
  code: 'invalid',
  message:
    'The server does not accept these values. Read its reason under Details and change them.',
};

const changedMeanwhile: Meaning = {
  code: 'conflict',
  message: 'This clashes with what is on the server by now. Refresh and look again.',
};

const sessionEnded: Meaning = {
  code: 'unauthorized',
  reason: 'session-expired',
  message: 'Your session has ended. Sign in again.',
};

const refusedInside: Meaning = {
  code: 'forbidden',
  message:
    'The server refuses this for this account, which a directory service (such as LDAP) probably manages. Change it there.',
};

const forbidden: Meaning = {
  code: 'forbidden',
  message: 'You are not allowed to do this. Ask an Alfresco administrator.',
};

const notFound: Meaning = {
  code: 'not-found',
  message: 'The server does not know this any more. Refresh and look again.',
};

const serverFailed: Meaning = {
  code: 'server',
  retryable: true,
  message:
    'The server met an error of its own. Try again later; if it stays, give the log id to its administrator.',
};

const meanings: Readonly<Partial<Record<number, Meaning>>> = {
  400: invalid,
  403: forbidden,
  404: notFound,
  405: unsupported,
  407: { code: 'network', retryable: true, message: networkFailures.proxyRefuses.message },
  408: { code: 'timeout', retryable: true, message: networkFailures.timeout.message },
  409: changedMeanwhile,
  410: notFound,
  412: changedMeanwhile,
  413: tooLarge,
  414: tooLarge,
  415: unsupported,
  422: invalid,
  429: unavailable,
  431: tooLarge,
  500: serverFailed,
  501: unsupported,
  502: unavailable,
  503: unavailable,
  504: unavailable,
  507: {
    code: 'server',
    message: 'The storage space on the server is used up. Ask its administrator for more.',
  },
};

/** What means something else where it does not come from Alfresco; 511 is a captive portal's. */
const othersStatuses: ReadonlySet<number> = new Set([403, 404, 511]);

/**
 * The error for an answer that is no success: the status decides, except where a proxy before
 * Alfresco gave it, or where one status means two things.
 */
export function createAnswerError(
  answer: FailedAnswer,
  context: FailureContext,
  nowMs: number,
): AppError {
  const { status, headers, body } = answer;
  if (status >= 300 && status < 400) {
    const error = createFailure(networkFailures.redirected, context);
    return createApiError(context, error.data.code, error.data.message, { ...error.data, status });
  }
  // Without Alfresco's own words a 404 is a page of Tomcat or a proxy, not a missing person, and a
  // 403 is a network that wants something first, not a missing right.
  if (body === null && othersStatuses.has(status)) {
    return createBadAnswer(context, status, `A ${status} of others`);
  }
  // What a call knows of its statuses is said of Alfresco's own answers. A 401 is its own matter.
  const special = body === null && status !== 401 ? undefined : context.meanings?.[status];
  const words = serverWords(body, context);
  const { message, code, ...more } = { ...meaningOf(answer, words), ...special };
  const waitSeconds = more.reason === 'unavailable' ? retryAfterSeconds(headers, nowMs) : null;
  return createApiError(context, code, message.replaceAll('{host}', context.host), {
    ...more,
    status,
    ...(waitSeconds === null ? {} : { retryAfterSeconds: waitSeconds }),
    ...words,
  });
}

function meaningOf(answer: FailedAnswer, { serverText }: ServerWords): Meaning {
  const { status } = answer;
  if (status === 401) return isAuthenticationFailure(answer) ? sessionEnded : refusedInside;
  const meaning = meanings[status] ?? (status >= 500 ? serverFailed : invalid);
  const isJudged = meaning === invalid && serverText !== undefined;
  const verdict = isJudged ? modelVerdict(serverText) : null;
  return verdict === null ? meaning : { ...meaning, message: verdict };
}

/**
 * Not every 401 means "sign in again": Alfresco also answers 401 where an operation fails inside,
 * such as a new password for an account of a directory service. Only a real one has a challenge
 * or says so; one without any word of Alfresco is a proxy's, and real as well.
 */
function isAuthenticationFailure({ headers, body }: FailedAnswer): boolean {
  return (
    body === null ||
    headers.has('www-authenticate') ||
    body.summary.startsWith('Authentication failed for Web Script')
  );
}

type ServerWords = Pick<AppErrorData, 'serverText' | 'logId'>;

function serverWords(body: AlfrescoErrorBody | null, context: FailureContext): ServerWords {
  if (body === null) return {};
  // Parsers like to quote what they could not read, and a request may hold a password.
  const isQuoting = context.secrets.some((secret) => body.summary.includes(secret));
  return {
    ...(body.summary === '' || isQuoting ? {} : { serverText: body.summary }),
    ...(body.logId === null || context.secrets.includes(body.logId) ? {} : { logId: body.logId }),
  };
}
