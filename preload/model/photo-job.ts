import { jobIdSchema } from './photo.ts';
import { z } from './zod.ts';

/** How a photo of a job stands. */
export const jobItemStates = [
  /** Safe on this computer, and on its way. */
  'waiting',
  /** At the server. */
  'sent',
  /** Somebody else has changed the photo meanwhile: the user decides. */
  'conflict',
  'refused',
  /** Given up before it was sent, or replaced by a later choice. */
  'dropped',
  /** Was at the server; what was there before is on its way back. */
  'going-back',
  /** What was there before is there again. */
  'taken-back',
] as const;

export type JobItemState = (typeof jobItemStates)[number];

export const jobItemSchema = z.strictObject({
  personId: z.string(),
  displayName: z.string(),
  changeId: z.string(),
  state: z.enum(jobItemStates),
  /** What the server, or Rollcall, has said where it was refused. */
  message: z.string().nullable(),
});

export type JobItem = z.infer<typeof jobItemSchema>;

/** Photos that were set in one go, and how each of them stands. */
export const photoJobSchema = z.strictObject({
  jobId: jobIdSchema,
  /** In the order in which they were set. */
  items: z.array(jobItemSchema),
});

export type PhotoJob = z.infer<typeof photoJobSchema>;

/** A job of some time ago. */
export const pastPhotoJobSchema = z.strictObject({
  jobId: jobIdSchema,
  /** When its first photo was set (ISO 8601, UTC). */
  at: z.string(),
  people: z.number().int().min(1),
  /** Of those, the ones that were taken back, are on their way back, or were never sent. */
  takenBack: z.number().int().min(0),
});

export type PastPhotoJob = z.infer<typeof pastPhotoJobSchema>;

/** What became of taking a whole job back. */
export const jobUndoSchema = z.strictObject({
  /** Photos that had not been sent, and will not be. */
  dropped: z.number().int().min(0),
  /** Photos of before that are on their way back. */
  goingBack: z.number().int().min(0),
  /** People whose photo could not be taken back, with the reason. */
  failed: z.array(
    z.strictObject({ personId: z.string(), displayName: z.string(), message: z.string() }),
  ),
});

export type JobUndo = z.infer<typeof jobUndoSchema>;
