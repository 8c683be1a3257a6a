import { jsonValueSchema } from './json.ts';
import { photoStates } from './photo.ts';
import { z } from './zod.ts';

/** The text fields of a person that the People API reads and writes, by its own names. */
export const personTextFields = [
  'firstName',
  'lastName',
  'description',
  'email',
  'skypeId',
  'googleId',
  'instantMessageId',
  'jobTitle',
  'location',
  'mobile',
  'telephone',
  'userStatus',
] as const;

/** The fields of `company`, all text. */
export const companyFields = [
  'organization',
  'address1',
  'address2',
  'address3',
  'postcode',
  'telephone',
  'fax',
  'email',
] as const;

export type PersonTextField = (typeof personTextFields)[number];
export type CompanyField = (typeof companyFields)[number];

const text = z.string().nullable();

export const companySchema = z.strictObject({
  organization: text,
  address1: text,
  address2: text,
  address3: text,
  postcode: text,
  telephone: text,
  fax: text,
  email: text,
});

/** What the signed-in user may do with a person, and what that person is (server 6.0 and later). */
export const capabilitiesSchema = z.strictObject({
  isAdmin: z.boolean(),
  isGuest: z.boolean(),
  /** False for accounts of a directory service, and for everybody else when the caller is no admin. */
  isMutable: z.boolean(),
});

/**
 * One person, with every field that the People API shows. A field that is unset is `null`: the
 * server leaves nulls, empty strings and blanks out of its answers, and they all mean the same.
 */
export const personSchema = z.strictObject({
  id: z.string(),
  /** First and last name; computed where the server (before 6.2) does not send it. Never empty. */
  displayName: z.string(),
  firstName: text,
  lastName: text,
  description: text,
  email: text,
  skypeId: text,
  googleId: text,
  instantMessageId: text,
  jobTitle: text,
  location: text,
  mobile: text,
  telephone: text,
  userStatus: text,
  /** ISO 8601, UTC. */
  statusUpdatedAt: text,
  company: companySchema,
  enabled: z.boolean(),
  emailNotificationsEnabled: z.boolean(),
  /** Node id of the photo's rendition; changes with each new photo. */
  avatarId: text,
  /** Bytes; -1 means no limit. */
  quota: z.number().nullable(),
  /** Bytes. */
  quotaUsed: z.number().nullable(),
  aspectNames: z.array(z.string()),
  properties: z.record(z.string(), jsonValueSchema),
  capabilities: capabilitiesSchema.nullable(),
});

export type Person = z.infer<typeof personSchema>;
export type Company = z.infer<typeof companySchema>;
export type Capabilities = z.infer<typeof capabilitiesSchema>;

const photoUrl = z.string().startsWith('app://').nullable();

/** What a row of the list can show of a person. */
export const personRowSchema = personSchema
  .pick({
    id: true,
    displayName: true,
    jobTitle: true,
    location: true,
    email: true,
    mobile: true,
    telephone: true,
    enabled: true,
  })
  .extend({
    organization: text,
    isAdmin: z.boolean(),
    /** By a directory service, as far as the signed-in user can tell. */
    isManaged: z.boolean(),
    /** When a refresh last saw a change: ISO 8601, UTC. */
    changedAt: z.string(),
    photoUrl,
    /** How far what the user has changed is on its way; null where nothing waits. */
    changeState: z.enum(['waiting', 'conflict', 'refused']).nullable(),
  });

export type PersonRow = z.infer<typeof personRowSchema>;

/** A person with the photo and how it stands, for the panel beside the list. */
export const personDetailsSchema = z.strictObject({
  person: personSchema,
  photoUrl,
  photoState: z.enum(photoStates),
});

export type PersonDetails = z.infer<typeof personDetailsSchema>;
