import { randomUUID } from 'node:crypto';
import { AppError, type AppErrorData, type ErrorCode } from '../../preload/model/app-error.ts';

/** An error of the services' own, with a trace id and sensible defaults. */
export function createAppError(
  code: ErrorCode,
  message: string,
  more: Partial<AppErrorData> = {},
): AppError {
  return new AppError({
    code,
    reason: null,
    message,
    retryable: false,
    traceId: randomUUID(),
    ...more,
  });
}

/** What a caught value means to the user; anything unexpected is our own bug. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(
    {
      code: 'bug',
      reason: null,
      message:
        'Something unexpected went wrong in Rollcall. Try again; if it happens again, report it with the trace id.',
      retryable: true,
      traceId: randomUUID(),
    },
    { cause: error },
  );
}
