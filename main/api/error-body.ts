import { z } from '../../preload/model/zod.ts';
import { parseStrictJson } from './strict-json.ts';

/** What Alfresco says about an error of its own. */
export interface AlfrescoErrorBody {
  readonly errorKey: string | null;
  /** The server's words without its log number; empty where it has none. */
  readonly summary: string;
  readonly logId: string | null;
}

const longestSummary = 1000;
const longestKey = 200;

const text = z.string().nullish().catch(null);

const errorBodySchema = z.object({
  error: z
    .object({ errorKey: text, briefSummary: text, logId: text })
    .refine((error) => (error.briefSummary ?? error.errorKey ?? null) !== null),
});

/**
 * Reads an error body, `{"error":{"errorKey","briefSummary","logId",…}}`. Null for everything
 * else: proxies before the server answer 401, 403, 404, 413, 502 and 503 with pages of their own.
 */
export function readErrorBody(bytes: Uint8Array): AlfrescoErrorBody | null {
  let body: unknown;
  try {
    body = parseStrictJson(bytes);
  } catch {
    return null;
  }
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return null;
  const { errorKey, briefSummary, logId } = parsed.data.error;
  return {
    errorKey: errorKey?.slice(0, longestKey) ?? null,
    summary: withoutLogNumber(briefSummary ?? errorKey ?? '').slice(0, longestSummary),
    logId: logId?.slice(0, longestKey) ?? null,
  };
}

/** Alfresco begins most summaries with a number of month, day and counter: `08250007 Login…`. */
function withoutLogNumber(summary: string): string {
  return summary.replace(/^\d{8,}\s+/, '').trim();
}
