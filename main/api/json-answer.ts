import type { AppError } from '../../preload/model/app-error.ts';
import { z } from '../../preload/model/zod.ts';
import { createBadAnswer, type ErrorContext } from './errors.ts';
import { parseStrictJson, RefusedJson } from './strict-json.ts';

/** The limit for answers that hold one entity: far above any person, far below any harm. */
export const entryLimitBytes = 8 * 1024 * 1024;

/** A body with what an error about it needs. */
export interface UnreadAnswer {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly context: ErrorContext;
}

/**
 * Reads an answer as strict JSON of a shape. Everything else (a page of HTML, nothing at all, half
 * an answer) is an `AppError` with the reason `bad-answer`: a change is never taken for done on
 * the word of somebody who is not Alfresco.
 */
export function readJson<S extends z.ZodType>(answer: UnreadAnswer, schema: S): z.output<S> {
  let value: unknown;
  try {
    value = parseStrictJson(answer.bytes);
  } catch (error) {
    if (error instanceof RefusedJson) throw badShape(answer, error.message);
    throw error;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw badShape(answer, `The answer has another shape at "${where}"`);
}

/** The error for an answer whose content is not what this call answers. */
export function badShape(answer: UnreadAnswer, why: string): AppError {
  return createBadAnswer(answer.context, answer.status, why);
}

/** The envelope of one entity: `{"entry":{…}}`. */
export function entryOf<S extends z.ZodType>(entry: S): z.ZodObject<{ entry: S }> {
  return z.object({ entry });
}
