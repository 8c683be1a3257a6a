import { z } from './zod.ts';

/** What went wrong, coarse enough for the interface to choose what to offer. */
export const errorCodes = [
  'network',
  'timeout',
  'unauthorized',
  'forbidden',
  'not-found',
  'conflict',
  'invalid',
  'too-large',
  'unsupported',
  'server',
  'storage',
  'keychain',
  'cancelled',
  'bug',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The finer cause where the interface reacts to it; `null` where the code says it all. */
export const errorReasons = [
  'bad-address',
  'plain-http',
  'not-alfresco',
  'offline',
  'host-unknown',
  'refused',
  'certificate',
  'redirected',
  'bad-answer',
  'bad-credentials',
  'session-expired',
  'unavailable',
] as const;

export type ErrorReason = (typeof errorReasons)[number];

/** An error as it crosses the bridge: plain data, with nothing secret in it. */
export const appErrorSchema = z.strictObject({
  code: z.enum(errorCodes),
  reason: z.enum(errorReasons).nullable(),
  /** One sentence for the user: what happened and what to do. */
  message: z.string(),
  /** Whether trying the same again, unchanged, can help. */
  retryable: z.boolean(),
  /** For `invalid`: the sentence to show at each field. */
  fields: z.record(z.string(), z.string()).optional(),
  /** HTTP status of the server's answer. */
  status: z.number().int().optional(),
  /** For `unavailable`: how long the server asks to wait before the next try. */
  retryAfterSeconds: z.number().int().min(0).optional(),
  /** The server's own words, without its log number. */
  serverText: z.string().optional(),
  /** The id under which the server's administrator finds the error in the log. */
  logId: z.string().optional(),
  /** Found again in Rollcall's own log. */
  traceId: z.string(),
});

export type AppErrorData = z.infer<typeof appErrorSchema>;

/** An error that a user can meet, thrown inside a process and sent across the bridge as data. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly data: AppErrorData;

  constructor(data: AppErrorData, options?: { cause?: unknown }) {
    super(data.message, options);
    this.data = data;
  }
}

/** Either a value or the reason why there is none: what every call of the bridge answers. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppErrorData };
