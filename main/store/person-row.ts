import { hash } from 'node:crypto';
import type { JsonValue } from '../../preload/model/json.ts';
import type { Capabilities, Person } from '../../preload/model/person.ts';

/** A row of the table `people`, without its number. */
export interface PersonColumns {
  readonly id: string;
  readonly display_name: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly description: string | null;
  readonly email: string | null;
  readonly skype_id: string | null;
  readonly google_id: string | null;
  readonly instant_message_id: string | null;
  readonly job_title: string | null;
  readonly location: string | null;
  readonly mobile: string | null;
  readonly telephone: string | null;
  readonly user_status: string | null;
  readonly status_updated_at: string | null;
  readonly organization: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly address3: string | null;
  readonly postcode: string | null;
  readonly company_telephone: string | null;
  readonly company_fax: string | null;
  readonly company_email: string | null;
  readonly enabled: number;
  readonly email_notifications_enabled: number;
  readonly avatar_id: string | null;
  readonly quota: number | null;
  readonly quota_used: number | null;
  readonly aspect_names: string | null;
  readonly properties: string | null;
  readonly capabilities: number | null;
  readonly search_text: string;
  readonly row_hash: Uint8Array;
}

/** The columns in the order of the table: statements are built from this list. */
export const personColumnNames = [
  'id',
  'display_name',
  'first_name',
  'last_name',
  'description',
  'email',
  'skype_id',
  'google_id',
  'instant_message_id',
  'job_title',
  'location',
  'mobile',
  'telephone',
  'user_status',
  'status_updated_at',
  'organization',
  'address1',
  'address2',
  'address3',
  'postcode',
  'company_telephone',
  'company_fax',
  'company_email',
  'enabled',
  'email_notifications_enabled',
  'avatar_id',
  'quota',
  'quota_used',
  'aspect_names',
  'properties',
  'capabilities',
  'search_text',
  'row_hash',
] as const satisfies readonly (keyof PersonColumns)[];

/** Turns a person into the columns that store it, but for what is derived from them. */
export function toColumns(person: Person): Omit<PersonColumns, 'search_text'> {
  const { company } = person;
  const values = {
    id: person.id,
    display_name: person.displayName,
    first_name: person.firstName,
    last_name: person.lastName,
    description: person.description,
    email: person.email,
    skype_id: person.skypeId,
    google_id: person.googleId,
    instant_message_id: person.instantMessageId,
    job_title: person.jobTitle,
    location: person.location,
    mobile: person.mobile,
    telephone: person.telephone,
    user_status: person.userStatus,
    status_updated_at: person.statusUpdatedAt,
    organization: company.organization,
    address1: company.address1,
    address2: company.address2,
    address3: company.address3,
    postcode: company.postcode,
    company_telephone: company.telephone,
    company_fax: company.fax,
    company_email: company.email,
    enabled: Number(person.enabled),
    email_notifications_enabled: Number(person.emailNotificationsEnabled),
    avatar_id: person.avatarId,
    quota: person.quota,
    quota_used: person.quotaUsed,
    // Sets without an order at the server: sorted, so that a new order is no change.
    aspect_names: jsonOrNull(person.aspectNames.toSorted()),
    properties: jsonOrNull(sortKeys(person.properties)),
    capabilities: packCapabilities(person.capabilities),
  };
  return {
    ...values,
    row_hash: hash('sha1', JSON.stringify(values), 'buffer').subarray(0, 8),
  };
}

/** Turns stored columns back into the person. */
export function fromColumns(row: PersonColumns): Person {
  return {
    id: row.id,
    displayName: row.display_name,
    firstName: row.first_name,
    lastName: row.last_name,
    description: row.description,
    email: row.email,
    skypeId: row.skype_id,
    googleId: row.google_id,
    instantMessageId: row.instant_message_id,
    jobTitle: row.job_title,
    location: row.location,
    mobile: row.mobile,
    telephone: row.telephone,
    userStatus: row.user_status,
    statusUpdatedAt: row.status_updated_at,
    company: {
      organization: row.organization,
      address1: row.address1,
      address2: row.address2,
      address3: row.address3,
      postcode: row.postcode,
      telephone: row.company_telephone,
      fax: row.company_fax,
      email: row.company_email,
    },
    enabled: row.enabled !== 0,
    emailNotificationsEnabled: row.email_notifications_enabled !== 0,
    avatarId: row.avatar_id,
    quota: row.quota,
    quotaUsed: row.quota_used,
    aspectNames: row.aspect_names === null ? [] : (JSON.parse(row.aspect_names) as string[]),
    properties:
      row.properties === null ? {} : (JSON.parse(row.properties) as Record<string, JsonValue>),
    capabilities: unpackCapabilities(row.capabilities),
  };
}

function jsonOrNull(value: readonly string[] | Readonly<Record<string, JsonValue>>): string | null {
  return Object.keys(value).length === 0 ? null : JSON.stringify(value);
}

function sortKeys(record: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How the capabilities stand in their column, NULL being unknown. */
export const capabilityBits = { isAdmin: 1, isGuest: 2, isMutable: 4 } as const;

function packCapabilities(capabilities: Capabilities | null): number | null {
  if (capabilities === null) return null;
  return (
    (capabilities.isAdmin ? capabilityBits.isAdmin : 0) |
    (capabilities.isGuest ? capabilityBits.isGuest : 0) |
    (capabilities.isMutable ? capabilityBits.isMutable : 0)
  );
}

function unpackCapabilities(bits: number | null): Capabilities | null {
  if (bits === null) return null;
  return {
    isAdmin: (bits & capabilityBits.isAdmin) !== 0,
    isGuest: (bits & capabilityBits.isGuest) !== 0,
    isMutable: (bits & capabilityBits.isMutable) !== 0,
  };
}
