import { z } from './zod.ts';

/** The kinds of picture that Rollcall sends: what its own encoder makes. */
export const photoTypes = ['image/jpeg', 'image/png'] as const;

export type PhotoType = (typeof photoTypes)[number];

/** The largest picture that the page hands to main; one of 512 x 512 pixels is a tenth of it. */
export const photoLimitBytes = 2 * 1024 * 1024;

/** Names a picture that this computer keeps: the SHA-256 of its bytes, in hexadecimal. */
export const pictureIdSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** A picture that this computer keeps. */
export const pictureSchema = z.strictObject({ id: pictureIdSchema, type: z.enum(photoTypes) });

export type Picture = z.infer<typeof pictureSchema>;

/** Several photos that were set in one go have a job in common. */
export const jobIdSchema = z.string().min(1).max(64);

/** A photo for somebody, cropped and encoded. */
export const photoInputSchema = z.strictObject({
  personId: z.string().min(1).max(1024),
  bytes: z.instanceof(Uint8Array).refine(({ length }) => length > 0 && length <= photoLimitBytes),
  type: z.enum(photoTypes),
  jobId: jobIdSchema.nullable(),
});

export type PhotoInput = z.infer<typeof photoInputSchema>;

/** What a change was to lead to before the user wanted something else in its place. */
export const replacedWishSchema = z.strictObject({
  picture: pictureSchema.nullable(),
  jobId: jobIdSchema.nullable(),
});

/** What a change of somebody's photo is about. */
export const photoChangeSchema = z.strictObject({
  /** The photo wanted; null to have none. */
  picture: pictureSchema.nullable(),
  /** The `avatarId` that the user saw when the change was made. */
  baseAvatarId: z.string().nullable(),
  /**
   * The photo that is replaced, kept for undo before the first attempt: `picture` is null where there
   * was none. Null as long as it has not been looked at.
   */
  before: z.strictObject({ picture: pictureSchema.nullable() }).nullable(),
  /** Whether an upload of ours may have arrived whose answer was lost: any photo there may be it. */
  mayHaveArrived: z.boolean().default(false),
  /** What waited when this was chosen in its place, the latest last: undo goes back to it. */
  replaced: z.array(replacedWishSchema).default([]),
  /** In a conflict: the `avatarId` that somebody else's change has led to. */
  theirAvatarId: z.string().nullable(),
  jobId: jobIdSchema.nullable(),
});

export type PhotoChange = z.infer<typeof photoChangeSchema>;

/** How the photo that is shown of a person stands with the server. */
export const photoStates = [
  'none',
  /** The server has it, and shows it. */
  'ready',
  /** In the outbox, or wanted gone and in the outbox. */
  'waiting',
  /** The server has it, and has not made its small picture yet. */
  'preparing',
  /** The server has had it for minutes and made no small picture of it: others see the old one. */
  'late',
] as const;

export type PhotoState = (typeof photoStates)[number];

/** The three pictures of a conflict about a photo, as addresses to show; null for no photo. */
export const photoConflictSchema = z.strictObject({
  mine: z.string().startsWith('app://').nullable(),
  theirs: z.string().startsWith('app://').nullable(),
  before: z.string().startsWith('app://').nullable(),
});

export type PhotoConflict = z.infer<typeof photoConflictSchema>;

/** How far the writing of all photos into one file is. */
export const photoExportSchema = z.strictObject({
  phase: z.enum(['idle', 'running', 'done', 'cancelled', 'failed']),
  /** Photos in the file. */
  written: z.number().int().min(0),
  /** People looked at, and people in all. */
  seen: z.number().int().min(0),
  total: z.number().int().min(0),
  /** People whose photo could not be read; a file in the archive lists them. */
  missed: z.number().int().min(0),
  /** The sentence to show where it failed. */
  message: z.string().nullable(),
});

export type PhotoExport = z.infer<typeof photoExportSchema>;
