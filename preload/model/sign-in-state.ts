import { appErrorSchema } from './app-error.ts';
import { z } from './zod.ts';

/** How far the open directory is with its sign-in. It can be read at any of these. */
export const signInPhases = [
  /** A ticket is there. */
  'signed-in',
  /** The server is being asked for a ticket, or could not be reached so far. */
  'signing-in',
  /** The keychain is taking its time: its own window may be waiting for the user. */
  'waiting-for-keychain',
  /** Only the user can go on: there is no password, or the server has refused it. */
  'password-wanted',
] as const;

/** Where the password of the open profile is: never on disk outside the keychain. */
export const passwordPlaces = ['keychain', 'this-run', 'nowhere'] as const;

export const signInStateSchema = z.strictObject({
  phase: z.enum(signInPhases),
  passwordIn: z.enum(passwordPlaces),
  /** Why the password is wanted; null where it is not, or was never given. */
  reason: appErrorSchema.nullable(),
  /** Why the keychain does not keep the password although the user wished it. */
  keychainProblem: appErrorSchema.nullable(),
});

export type SignInState = z.infer<typeof signInStateSchema>;
