import { randomUUID } from 'node:crypto';
import type { ApiError } from './api-error.ts';
import { jsonAnswer } from './json-answer.ts';

const stackTraceText =
  'For security reasons the stack trace is no longer displayed, but the property is kept for previous versions';

/** Numbers errors as the server's log does. */
export interface ErrorLog {
  /** Two digits of the month from zero, two of the day, and a counter of four. */
  nextNumber(): string;
}

/** Creates the numbering; `now` is the clock in milliseconds. */
export function createErrorLog(now: () => number): ErrorLog {
  let counter = 0;
  return {
    nextNumber() {
      const date = new Date(now());
      counter = (counter % 9999) + 1;
      return pad(date.getUTCMonth(), 2) + pad(date.getUTCDate(), 2) + pad(counter, 4);
    },
  };
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** The JSON that the API answers for an error. */
export function errorAnswer(
  error: ApiError,
  options: { readonly errorLog: ErrorLog; readonly challenge: string },
): Response {
  const briefSummary = error.hasLogNumber
    ? `${options.errorLog.nextNumber()} ${error.message}`
    : error.message;
  const body = {
    error: {
      errorKey: error.key,
      statusCode: error.status,
      briefSummary,
      stackTrace: stackTraceText,
      descriptionURL: 'https://api-explorer.alfresco.com',
      logId: randomUUID(),
    },
  };
  const headers = error.isChallenge ? { 'WWW-Authenticate': options.challenge } : {};
  return jsonAnswer(error.status, body, headers);
}
