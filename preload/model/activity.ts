import { activityOutcomes } from '../rules/activity-choices.ts';
import { changeKinds } from './change.ts';
import { fieldNameSchema, fieldValuesSchema } from './person-fields.ts';
import { jobIdSchema, pictureSchema } from './photo.ts';
import { z } from './zod.ts';

export type ActivityOutcome = (typeof activityOutcomes)[number];

/** A line of the local log of what was sent. Holds no password. */
export const activitySchema = z.strictObject({
  id: z.number().int().min(1),
  changeId: z.string(),
  personId: z.string(),
  displayName: z.string(),
  kind: z.enum(changeKinds),
  outcome: z.enum(activityOutcomes),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** Who was signed in. */
  userId: z.string(),
  before: fieldValuesSchema,
  after: fieldValuesSchema,
  /** The fields that it is about where it is not about all. */
  fields: z.array(fieldNameSchema),
  /** For a change of the photo: the pictures, kept here as long as the line is. */
  photo: z
    .strictObject({
      before: pictureSchema.nullable(),
      after: pictureSchema.nullable(),
      jobId: jobIdSchema.nullable(),
    })
    .nullable()
    .default(null),
  /** HTTP status and the server's words, where it was refused. */
  status: z.number().int().nullable(),
  message: z.string().nullable(),
});

export type Activity = z.infer<typeof activitySchema>;

export const activityQuerySchema = z.strictObject({
  /** Words to look for in names, ids, fields and values; empty for all. */
  text: z.string().max(1000),
  outcome: z.enum(activityOutcomes).nullable(),
  personId: z.string().max(1024).nullable(),
  /** Lines older than this one; null for the newest. */
  before: z.number().int().min(1).nullable(),
  limit: z.number().int().min(1).max(200),
});

export type ActivityQuery = z.infer<typeof activityQuerySchema>;

export const activityPageSchema = z.strictObject({
  lines: z.array(activitySchema).max(200),
  hasMore: z.boolean(),
});

export type ActivityPage = z.infer<typeof activityPageSchema>;
