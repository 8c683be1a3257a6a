import { z } from './zod.ts';

/** The colours that tell servers apart at a glance; the renderer has a tone for each. */
export const profileColours = [
  'blue',
  'teal',
  'green',
  'amber',
  'orange',
  'red',
  'pink',
  'violet',
  'slate',
] as const;

export type ProfileColour = (typeof profileColours)[number];

const profileIdSchema = z.string().min(1).max(64);
const profileNameSchema = z.string().trim().min(1).max(100);

/** A server and the user who signs in to it. Each has a copy of its own. Holds no secret. */
export const serverProfileSchema = z.strictObject({
  id: profileIdSchema,
  kind: z.enum(['server', 'demo']),
  /** As the user calls it; the host at first. */
  name: profileNameSchema,
  colour: z.enum(profileColours),
  /** The pinned base address, such as "https://ecm.example.com/alfresco". */
  serverUrl: z.string(),
  /** In the spelling that the server keeps. */
  userId: z.string(),
  /** The user's own name. */
  displayName: z.string(),
  /** True where the connection is not encrypted and leaves this machine: the user has said yes. */
  isPlainHttp: z.boolean(),
  /** The user's wish that the keychain keep the password. */
  remembersPassword: z.boolean(),
  /** When the copy on this computer was last complete (ISO 8601, UTC); null where there is none. */
  refreshedAt: z.string().nullable(),
});

export type ServerProfile = z.infer<typeof serverProfileSchema>;

/** Which profile is meant. */
export const profileChoiceSchema = z.strictObject({ id: profileIdSchema });

/** What a user may change about a profile at any time. */
export const profileChangeSchema = z.strictObject({
  id: profileIdSchema,
  name: profileNameSchema,
  colour: z.enum(profileColours),
});

export type ProfileChange = z.infer<typeof profileChangeSchema>;

/** Another address for the same server. The password must be typed again: it may be another host. */
export const profileMoveSchema = z.strictObject({
  id: profileIdSchema,
  /** As typed. */
  address: z.string().max(2048),
  password: z.string().min(1).max(1024),
  acceptPlainHttp: z.boolean(),
});

export type ProfileMove = z.infer<typeof profileMoveSchema>;

export const profileForgetSchema = z.strictObject({
  id: profileIdSchema,
  /** Leaves people and photos on this computer, for the same user's next sign-in. */
  keepsCopy: z.boolean(),
});

export type ProfileForget = z.infer<typeof profileForgetSchema>;
