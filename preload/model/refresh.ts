import { appErrorSchema } from './app-error.ts';
import { z } from './zod.ts';

/** How the fetch of the whole directory stands. */
export const refreshStateSchema = z.strictObject({
  phase: z.enum(['idle', 'running', 'failed']),
  /** People fetched in this run. */
  fetched: z.number().int().min(0),
  /** People that the server says it has; unknown before the first page. */
  expected: z.number().int().min(0).nullable(),
  /** Pages fetched in this run. */
  pages: z.number().int().min(0),
  /** How long the run still takes, as far as it can be told. */
  secondsLeft: z.number().min(0).nullable(),
  /** When the last complete refresh ended: ISO 8601, UTC. */
  completedAt: z.string().nullable(),
  /** Why the last run stopped; present in the phase `failed`. */
  error: appErrorSchema.nullable(),
});

export type RefreshState = z.infer<typeof refreshStateSchema>;
