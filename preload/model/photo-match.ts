import { matchKinds } from '../rules/photo-match/person-keys.ts';
import { matchDoubts, matchGroups } from '../rules/photo-match/photo-matcher.ts';
import { personRowSchema } from './person.ts';
import { z } from './zod.ts';

/** Somebody whose photo a file may be. */
export const photoCandidateSchema = z.strictObject({
  person: personRowSchema.pick({
    id: true,
    displayName: true,
    jobTitle: true,
    organization: true,
    email: true,
    enabled: true,
    photoUrl: true,
  }),
  /** By what of the person the file is named. */
  kind: z.enum(matchKinds),
});

export type PhotoCandidate = z.infer<typeof photoCandidateSchema>;

/** What the name of a file says of whose photo it is. */
export const fileMatchSchema = z.strictObject({
  group: z.enum(matchGroups),
  /** Why the user should look. */
  doubts: z.array(z.enum(matchDoubts)),
  /** The likeliest first. */
  candidates: z.array(photoCandidateSchema).max(5),
});

export type FileMatch = z.infer<typeof fileMatchSchema>;
