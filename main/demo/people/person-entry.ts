import { companyFields, personTextFields } from '../../../preload/model/person.ts';
import { hasOwnLogin, isGuest, isSameId, type PersonRecord } from '../directory/person-record.ts';
import type { ServerState } from '../server-state.ts';
import { toApiDate } from './api-date.ts';

/** A person as the API writes it. */
export type PersonEntry = Record<string, unknown>;

/** The parts that are left out of a list unless asked for. */
export const allPersonParts = ['properties', 'aspectNames', 'capabilities'] as const;

/** Writes a person for a caller, with the given optional parts. */
export function toPersonEntry(
  state: ServerState,
  caller: PersonRecord,
  person: PersonRecord,
  parts: readonly string[],
): PersonEntry {
  const entry: PersonEntry = { id: person.id };
  for (const field of personTextFields) {
    const value = person.texts[field];
    // Blanks alone are left out as well, but in `company` they are not.
    if (value !== undefined && value.trim() !== '') entry[field] = value;
  }
  if (state.has('displayName')) entry.displayName = displayName(person);
  const avatar = readableAvatar(state, person);
  if (avatar !== null) entry.avatarId = avatar.id;
  if (person.statusUpdatedAt !== null) entry.statusUpdatedAt = toApiDate(person.statusUpdatedAt);
  entry.company = companyOf(person);
  entry.enabled = person.enabled;
  entry.emailNotificationsEnabled = person.emailNotificationsEnabled;
  if (state.settings.usagesEnabled) {
    entry.quota = state.quotaOf(person) ?? -1;
    entry.quotaUsed = person.quotaUsed;
  }
  addParts(entry, state, caller, person, parts);
  return entry;
}

/** The photo whose small picture is there already, or null. */
export function readableAvatar(
  state: ServerState,
  { avatar }: PersonRecord,
): NonNullable<PersonRecord['avatar']> | null {
  if (avatar === null || avatar.readyAt > state.now()) return null;
  return avatar;
}

function addParts(
  entry: PersonEntry,
  state: ServerState,
  caller: PersonRecord,
  person: PersonRecord,
  parts: readonly string[],
): void {
  if (parts.includes('properties') && Object.keys(person.properties).length > 0) {
    entry.properties = person.properties;
  }
  if (parts.includes('aspectNames') && person.aspectNames.length > 0) {
    entry.aspectNames = person.aspectNames;
  }
  if (parts.includes('capabilities') && state.has('capabilities')) {
    entry.capabilities = {
      isAdmin: person.isAdmin,
      isGuest: isGuest(person),
      isMutable: hasOwnLogin(person) && (caller.isAdmin || isSameId(caller.id, person.id)),
    };
  }
}

function displayName({ texts }: PersonRecord): string | undefined {
  const name = `${texts.firstName ?? ''} ${texts.lastName ?? ''}`.trim();
  return name === '' ? undefined : name;
}

function companyOf({ company }: PersonRecord): Record<string, string> {
  const entry: Record<string, string> = {};
  for (const field of companyFields) {
    const value = company[field];
    if (value !== undefined && value !== '') entry[field] = value;
  }
  return entry;
}
