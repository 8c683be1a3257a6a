import { appErrorSchema } from './app-error.ts';
import { jsonValueSchema } from './json.ts';
import { fieldNameSchema, fieldValuesSchema, isFieldName } from './person-fields.ts';
import { photoChangeSchema } from './photo.ts';
import { z } from './zod.ts';

/** How far a change is on its way to the server. */
export const changeStates = [
  /** For its turn, for the server, or for the next try. */
  'waiting',
  /** Under way; found like this at a start, what became of it is asked of the server first. */
  'sending',
  /** Somebody else has changed the same field: the user decides. */
  'conflict',
  /** The server does not take it: the user changes it, tries again or gives it up. */
  'refused',
] as const;

export type ChangeState = (typeof changeStates)[number];

export const changeKinds = ['update', 'create', 'password', 'photo'] as const;

/**
 * A change that a user has made and the server has not proved to have. Passwords are never part of
 * it: they wait in the keychain under the change's id.
 */
export const changeSchema = z.strictObject({
  id: z.string().min(1).max(64),
  /** The order in which changes were made; those of one person are sent in it. */
  place: z.number().int().min(0),
  personId: z.string().min(1).max(1024),
  /** Whom to show, also where the cache has lost the person. */
  displayName: z.string(),
  kind: z.enum(changeKinds),
  /** What the user saw in the fields of `mine`; nothing for a new person. */
  base: fieldValuesSchema,
  /** What the user wants in them. */
  mine: fieldValuesSchema,
  /** For a change of the photo, whose fields above are empty; outboxes of before have none. */
  photo: photoChangeSchema.nullable().default(null),
  /** By field: values of attempts whose answers were lost. The server may have any of them. */
  maybeSent: z
    .record(z.string(), z.array(jsonValueSchema))
    .refine((values) => Object.keys(values).every(isFieldName)),
  state: z.enum(changeStates),
  /** In a conflict: what the server has in the fields that only the user can decide. */
  theirs: fieldValuesSchema,
  /** Fields that the server answered 200 to and did not change. */
  notApplied: z.array(fieldNameSchema),
  /** For a new person: the server said before sending that there was nobody of that name. */
  wasAbsent: z.boolean(),
  /** When the user made it (ISO 8601, UTC): to show, never to decide by. */
  madeAt: z.string(),
  /** Times that it was sent. */
  attempts: z.number().int().min(0),
  /** What the last attempt ended with. */
  error: appErrorSchema.nullable(),
});

export type Change = z.infer<typeof changeSchema>;

/** Values that the server may have had from us, by field. */
export type MaybeSent = Change['maybeSent'];

/** What waits, all in all, and whether anything can be sent at the moment. */
export const outboxStateSchema = z.strictObject({
  waiting: z.number().int().min(0),
  conflicts: z.number().int().min(0),
  refused: z.number().int().min(0),
  /** Both copies were damaged when they were opened, and some of what waited may be lost. */
  isPartial: z.boolean(),
  /** Why nothing is being sent; null where nothing stands in the way. */
  pausedBy: appErrorSchema.nullable(),
  /** When the next try is due (ISO 8601, UTC). */
  nextTryAt: z.string().nullable(),
});

export type OutboxState = z.infer<typeof outboxStateSchema>;

export const editSchema = z.strictObject({
  personId: z.string().min(1).max(1024),
  base: fieldValuesSchema,
  mine: fieldValuesSchema,
});

export type Edit = z.infer<typeof editSchema>;

/** A person to be created. */
export const newPersonSchema = z.strictObject({
  id: z.string().min(1).max(100),
  values: fieldValuesSchema,
  password: z.string().min(1).max(1024),
  /** The creation that was refused and that this one takes the place of. */
  replaces: z.string().min(1).max(64).optional(),
});

export type NewPersonInput = z.infer<typeof newPersonSchema>;

/** The user's decision in a conflict, field by field: the value to have in the end. */
export const resolutionSchema = z.strictObject({
  changeId: z.string().min(1).max(64),
  /** Fields of the conflict with the value wanted; one that equals theirs is given up. */
  values: fieldValuesSchema,
});

export type Resolution = z.infer<typeof resolutionSchema>;

/** What a user typed into the form of a person and has not saved. */
export const draftSchema = z.strictObject({
  personId: z.string().min(1).max(1024),
  base: fieldValuesSchema,
  mine: fieldValuesSchema,
});

export type Draft = z.infer<typeof draftSchema>;
