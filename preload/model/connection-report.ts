import { appErrorSchema } from './app-error.ts';
import { repositorySchema } from './session.ts';
import { z } from './zod.ts';

/** An address to try, and the profile whose sign-in is tried with it, if any. */
export const connectionTestSchema = z.strictObject({
  address: z.string().max(2048),
  acceptPlainHttp: z.boolean(),
  /** Null for an address without a profile: what needs a sign-in is then left out. */
  profileId: z.string().min(1).max(64).nullable(),
});

export type ConnectionTest = z.infer<typeof connectionTestSchema>;

/** What is looked at, in this order. */
export const connectionSteps = [
  /** Somebody answers, and it is Alfresco. */
  'reach',
  /** The connection is encrypted with a certificate that this computer trusts. */
  'encryption',
  /** The clocks of server and computer agree. */
  'clock',
  /** The sign-in of the profile works. */
  'sign-in',
  /** Edition and version, by discovery. */
  'version',
  /** What the user may do. */
  'rights',
] as const;

export type ConnectionStep = (typeof connectionSteps)[number];

export const stepResultSchema = z.strictObject({
  step: z.enum(connectionSteps),
  /** `skipped`: an earlier step is needed for it. */
  status: z.enum(['ok', 'warning', 'failed', 'skipped']),
  /** What failed, or what to be warned of. */
  error: appErrorSchema.nullable(),
});

/** What a test of a connection has found. */
export const connectionReportSchema = z.strictObject({
  steps: z.array(stepResultSchema).length(connectionSteps.length),
  /** The pinned address that answered; null where none did. */
  serverUrl: z.string().nullable(),
  isEncrypted: z.boolean().nullable(),
  /** By how much the server's clock is ahead of this computer's; null where it does not say. */
  clockAheadSeconds: z.number().int().nullable(),
  repository: repositorySchema.nullable(),
  /** Null where nobody signed in. */
  rights: z.strictObject({ userId: z.string(), isAdmin: z.boolean().nullable() }).nullable(),
});

export type ConnectionReport = z.infer<typeof connectionReportSchema>;
