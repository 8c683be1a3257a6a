import { z } from './zod.ts';

const passwordSchema = z.string().min(1).max(1024);
const userIdSchema = z.string().min(1).max(1024);

/** An administrator sets the password of somebody else. */
export const passwordSetSchema = z.strictObject({ id: userIdSchema, password: passwordSchema });

export type PasswordSet = z.infer<typeof passwordSetSchema>;

/** The signed-in user changes the password. */
export const passwordChangeSchema = z.strictObject({
  oldPassword: passwordSchema,
  password: passwordSchema,
});

export type PasswordChange = z.infer<typeof passwordChangeSchema>;

/** Asks a server for the mail with the link to a new password. */
export const resetRequestSchema = z.strictObject({
  /** As typed, or the address of a profile. */
  address: z.string().max(2048),
  acceptPlainHttp: z.boolean(),
  userId: userIdSchema,
});

export type ResetRequest = z.infer<typeof resetRequestSchema>;

/** Sets a new password with the link from the mail, and proves it by signing in. */
export const resetCompletionSchema = z.strictObject({
  address: z.string().max(2048),
  acceptPlainHttp: z.boolean(),
  /** The link, or the text around it, as pasted. */
  link: z.string().min(1).max(20_000),
  /** As typed in the request: the server compares it letter by letter. */
  userId: userIdSchema,
  password: passwordSchema,
  remember: z.boolean(),
});

export type ResetCompletion = z.infer<typeof resetCompletionSchema>;
