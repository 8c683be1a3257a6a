import type { JsonValue } from '../../../preload/model/json.ts';
import type { CompanyField, PersonTextField } from '../../../preload/model/person.ts';

/** A photo: the small picture made of it, and when it can be read. */
export interface AvatarRecord {
  /** The id of the rendition's node; new with each upload. */
  readonly id: string;
  readonly modifiedAt: number;
  /** The rendition is made in the background: before this time there is none. */
  readonly readyAt: number;
  /** The PNG; null where none could be made of the photo. */
  readonly png: () => Uint8Array | null;
}

/**
 * A person as the directory stores it. A text that is absent was never set; an empty one was stored
 * as such, which only the built-in accounts have. Times are milliseconds since 1970.
 */
export interface PersonRecord {
  readonly id: string;
  readonly texts: Readonly<Partial<Record<PersonTextField, string>>>;
  readonly company: Readonly<Partial<Record<CompanyField, string>>>;
  readonly enabled: boolean;
  readonly emailNotificationsEnabled: boolean;
  readonly statusUpdatedAt: number | null;
  readonly aspectNames: readonly string[];
  readonly properties: Readonly<Record<string, JsonValue>>;
  readonly preferences: Readonly<Record<string, JsonValue>>;
  readonly avatar: AvatarRecord | null;
  readonly isAdmin: boolean;
  /** Without the groups that everybody or every admin is in. */
  readonly groups: readonly string[];
  /** Kept by a directory service: some fields and the login cannot be changed here. */
  readonly isDirectoryManaged: boolean;
  /** Null where nobody can sign in as this person. */
  readonly password: string | null;
  /** Bytes stored, where usages are kept. */
  readonly quotaUsed: number;
}

/** A person with nothing but an id: what fixtures and creation start from. */
export function emptyPerson(id: string): PersonRecord {
  return {
    id,
    texts: {},
    company: {},
    enabled: true,
    emailNotificationsEnabled: true,
    statusUpdatedAt: null,
    aspectNames: [],
    properties: {},
    preferences: {},
    avatar: null,
    isAdmin: false,
    groups: [],
    isDirectoryManaged: false,
    password: null,
    quotaUsed: 0,
  };
}

/** The bootstrap account that may look, but not use the API. */
export function isGuest(person: Pick<PersonRecord, 'id'>): boolean {
  return person.id === 'guest';
}

/** Whether the login lives in the server's own store. */
export function hasOwnLogin(person: PersonRecord): boolean {
  return person.password !== null && !person.isDirectoryManaged && !isGuest(person);
}

/** Whether two ids mean the same person. */
export function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
