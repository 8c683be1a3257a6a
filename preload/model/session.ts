import { profileColours } from './server-profile.ts';
import { z } from './zod.ts';

/** What a user types on the Welcome screen. */
export const signInSchema = z.strictObject({
  /** As typed: `host`, `host:8080/alfresco`, with or without `/share`. */
  address: z.string().max(2048),
  userId: z.string().min(1).max(1024),
  password: z.string().min(1).max(1024),
  /** The user's explicit yes to a server on another machine without encryption. */
  acceptPlainHttp: z.boolean(),
  /** Whether the keychain is to keep the password. */
  remember: z.boolean(),
});

export type SignIn = z.infer<typeof signInSchema>;

/** The repository behind a session, as its discovery endpoint describes it. */
export const repositorySchema = z.strictObject({
  edition: z.string(),
  /** For display, such as "25.2.0". */
  version: z.string(),
  isReadOnly: z.boolean(),
  isThumbnailGenerationEnabled: z.boolean(),
});

export type Repository = z.infer<typeof repositorySchema>;

/** The password, typed again for the open profile. */
export const signInAgainSchema = z.strictObject({
  password: z.string().min(1).max(1024),
  remember: z.boolean(),
});

export type SignInAgain = z.infer<typeof signInAgainSchema>;

/** Who is signed in, and where. Holds no secret. */
export const sessionSchema = z.strictObject({
  profileId: z.string().min(1).max(64),
  kind: z.enum(['server', 'demo']),
  /** The pinned base address, such as "https://ecm.example.com/alfresco". */
  serverUrl: z.string(),
  /** The name of the profile: the host at first, or "Demo directory". */
  serverName: z.string(),
  colour: z.enum(profileColours),
  userId: z.string(),
  displayName: z.string(),
  /** Null where the server does not tell: everything is then offered, and the server decides. */
  isAdmin: z.boolean().nullable(),
  /** False before 6.0: the server does not say who is an administrator, nor who is managed. */
  tellsCapabilities: z.boolean(),
  /** True where the connection is not encrypted and leaves this machine. */
  isPlainHttp: z.boolean(),
  /** Absent where discovery is switched off at the server. */
  repository: repositorySchema.nullable(),
  /** True where the local copy could not be used at the start and is being fetched anew. */
  isRebuilt: z.boolean(),
});

export type Session = z.infer<typeof sessionSchema>;
