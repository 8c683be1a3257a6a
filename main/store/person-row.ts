import { hash } from 'node:crypto';
import type { JsonValue } from '../../preload/model/json.ts';
import type { Capabilities, Person } from '../../preload/model/person.ts';
import type { ListedPerson } from '../services/ports/directory-store.ts';

import { expectTexts } from './damaged-row.ts';

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
  readonly row_hash: number;
}

/** What a column holds of a person. */
export type ColumnValue = string | number | null;

/** The columns of a person's own fields, in the order of the table, and what they hold. */
const fields = {
  id: (person) => person.id,
  display_name: (person) => person.displayName,
  first_name: (person) => person.firstName,
  last_name: (person) => person.lastName,
  description: (person) => person.description,
  email: (person) => person.email,
  skype_id: (person) => person.skypeId,
  google_id: (person) => person.googleId,
  instant_message_id: (person) => person.instantMessageId,
  job_title: (person) => person.jobTitle,
  location: (person) => person.location,
  mobile: (person) => person.mobile,
  telephone: (person) => person.telephone,
  user_status: (person) => person.userStatus,
  status_updated_at: (person) => person.statusUpdatedAt,
  organization: (person) => person.company.organization,
  address1: (person) => person.company.address1,
  address2: (person) => person.company.address2,
  address3: (person) => person.company.address3,
  postcode: (person) => person.company.postcode,
  company_telephone: (person) => person.company.telephone,
  company_fax: (person) => person.company.fax,
  company_email: (person) => person.company.email,
  enabled: (person) => Number(person.enabled),
  email_notifications_enabled: (person) => Number(person.emailNotificationsEnabled),
  avatar_id: (person) => person.avatarId,
  quota: (person) => person.quota,
  quota_used: (person) => person.quotaUsed,
  // Sets without an order at the server: sorted, so that a new order is no change.
  aspect_names: (person) => jsonOrNull(person.aspectNames.toSorted()),
  properties: (person) => jsonOrNull(person.properties),
  capabilities: (person) => packCapabilities(person.capabilities),
} as const satisfies Readonly<
  Partial<Record<keyof PersonColumns, (person: Person) => ColumnValue>>
>;

const readers = Object.values(fields);

/** The columns in the order of the table: statements are built from this list. */
export const personColumnNames = [...Object.keys(fields), 'search_text', 'row_hash'];

/** The values of a person's own fields, in the order of their columns. */
export function valuesOf(person: Person): readonly ColumnValue[] {
  return readers.map((read) => read(person));
}

const hashDigits = 12;

/** Tells a change of any column: a number of 48 bits, which SQLite keeps in six bytes. */
export function rowHashOf(values: readonly ColumnValue[]): number {
  return Number.parseInt(hash('sha1', JSON.stringify(values)).slice(0, hashDigits), 16);
}

/** Turns stored columns back into the person. */
export function fromColumns(row: PersonColumns): Person {
  expectTexts(row.id, row.display_name);
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

/** The columns that a row of a list is made of. */
export const listedColumnNames = [
  'id',
  'display_name',
  'job_title',
  'organization',
  'location',
  'email',
  'mobile',
  'telephone',
  'enabled',
  'avatar_id',
  'capabilities',
] as const satisfies readonly (keyof PersonColumns)[];

export type ListedColumns = Pick<PersonColumns, (typeof listedColumnNames)[number]>;

/** Turns the columns of a row of a list back into what it shows. */
export function fromListedColumns(row: ListedColumns, changedAt: number): ListedPerson {
  expectTexts(row.id, row.display_name);
  return {
    id: row.id,
    displayName: row.display_name,
    jobTitle: row.job_title,
    organization: row.organization,
    location: row.location,
    email: row.email,
    mobile: row.mobile,
    telephone: row.telephone,
    enabled: row.enabled !== 0,
    avatarId: row.avatar_id,
    capabilities: unpackCapabilities(row.capabilities),
    changedAt,
  };
}

function jsonOrNull(value: string[] | Record<string, JsonValue>): string | null {
  return Object.keys(value).length === 0 ? null : JSON.stringify(withSortedKeys(value));
}

/** The same JSON, members in the order of their names: a server may order them anew each time. */
function withSortedKeys(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, withSortedKeys(value[key] ?? null)]));
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
