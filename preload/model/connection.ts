import { appErrorSchema } from './app-error.ts';
import { z } from './zod.ts';

/** Whether the server can be reached, as the requests of this session show. */
export const connectionSchema = z.strictObject({
  /** `signed-out`: the server answers, but wants a new sign-in. */
  status: z.enum(['online', 'offline', 'signed-out']),
  /** ISO 8601, UTC. */
  since: z.string(),
  /** What the last request failed with, while not online. */
  reason: appErrorSchema.nullable(),
  /** When the next attempt is due (ISO 8601, UTC); null where none is planned. */
  nextTryAt: z.string().nullable(),
});

export type Connection = z.infer<typeof connectionSchema>;
