import type { JsonValue } from '../../preload/model/json.ts';
import type { Capabilities, Company, Person } from '../../preload/model/person.ts';
import { displayNameOf } from '../../preload/rules/display-name.ts';

// A refresh reads some thirty fields of everybody, and no field can fail: plain functions do that
// at a tenth of what a schema costs. The tests hold them against that schema.

type Wire = Readonly<Record<string, unknown>>;

const nothing: Wire = {};

/** Reads a person with the envelope around, `{"entry":{…}}`; `null` where there is none inside. */
export function readWireEntry(wire: unknown): Person | null {
  return isRecord(wire) ? readWirePerson(wire.entry) : null;
}

/**
 * Reads a person as Alfresco answers, from 5.2 to 26.x, out of parsed JSON. Only the id is needed:
 * without it there is no person, which is `null`. Any other field that is absent, unknown to us or
 * of an unexpected type costs that field at most, never the person or the page.
 */
export function readWirePerson(wire: unknown): Person | null {
  if (!isRecord(wire) || typeof wire.id !== 'string' || wire.id === '') return null;
  const name = {
    id: keepable(wire.id),
    firstName: text(wire.firstName),
    lastName: text(wire.lastName),
  };
  return {
    ...name,
    displayName: text(wire.displayName) ?? displayNameOf(name),
    description: text(wire.description),
    email: text(wire.email),
    skypeId: text(wire.skypeId),
    googleId: text(wire.googleId),
    instantMessageId: text(wire.instantMessageId),
    jobTitle: text(wire.jobTitle),
    location: text(wire.location),
    mobile: text(wire.mobile),
    telephone: text(wire.telephone),
    userStatus: text(wire.userStatus),
    statusUpdatedAt: utcTime(text(wire.statusUpdatedAt)),
    company: company(isRecord(wire.company) ? wire.company : nothing),
    enabled: flag(wire.enabled),
    emailNotificationsEnabled: flag(wire.emailNotificationsEnabled),
    avatarId: text(wire.avatarId),
    quota: bytes(wire.quota),
    quotaUsed: bytes(wire.quotaUsed),
    aspectNames: Array.isArray(wire.aspectNames) ? wire.aspectNames.filter(isString) : [],
    properties: isJsonRecord(wire.properties) ? wire.properties : {},
    capabilities: capabilities(wire.capabilities),
  };
}

function company(wire: Wire): Company {
  return {
    organization: text(wire.organization),
    address1: text(wire.address1),
    address2: text(wire.address2),
    address3: text(wire.address3),
    postcode: text(wire.postcode),
    telephone: text(wire.telephone),
    fax: text(wire.fax),
    email: text(wire.email),
  };
}

/** Alfresco leaves out nulls, empty strings and blanks at its own discretion: all are "unset". */
function text(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : keepable(value);
  if (isFiniteNumber(value) || typeof value === 'boolean') return String(value);
  return null;
}

const suspicious = /[\0\ud800-\udfff]/;
const unkeepable = /[\0\p{Cs}]/gu;

/** SQLite ends a text at NUL, and UTF-8 has no lone surrogates: nobody's id may change by them. */
function keepable(text: string): string {
  return suspicious.test(text) ? text.replace(unkeepable, '\ufffd') : text;
}

/** What is not said is so. */
function flag(value: unknown): boolean {
  return value !== false && value !== 'false';
}

function bytes(value: unknown): number | null {
  return isFiniteNumber(value) ? value : null;
}

function capabilities(wire: unknown): Capabilities | null {
  if (!isRecord(wire)) return null;
  const { isAdmin, isGuest, isMutable } = wire;
  const isWhole =
    typeof isAdmin === 'boolean' && typeof isGuest === 'boolean' && typeof isMutable === 'boolean';
  return isWhole ? { isAdmin, isGuest, isMutable } : null;
}

/** Alfresco writes `2026-08-25T07:00:00.000+0000`, without the colon that ISO 8601 wants. */
function utcTime(wire: string | null): string | null {
  if (wire === null) return null;
  const time = new Date(wire.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function isRecord(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** JSON knows no infinity, but `1e999` is read as one. */
function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isJsonRecord(value: unknown): value is Record<string, JsonValue> {
  if (!isRecord(value)) return false;
  // Refused with the whole answer already; but these objects are kept as they are.
  if (Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every(isJsonValue);
}

function isJsonValue(value: unknown): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return Array.isArray(value) ? value.every(isJsonValue) : isJsonRecord(value);
}
