import type { JsonValue } from '../model/json.ts';
import type { FieldName, FieldValues } from '../model/person-fields.ts';
import { fieldsOf } from './person-fields.ts';

/** Why the server would not take a value; the interface has a sentence for each. */
export type FieldFault =
  'required' | 'too-long' | 'reserved-prefix' | 'reserved-id' | 'bad-character' | 'not-boolean';

/** What the server takes, and a user has probably not meant. */
export type FieldDoubt = 'no-at-sign' | 'outer-blanks' | 'line-break' | 'odd-id';

/** Ids are this long at most. */
export const longestId = 100;

const reservedPrefix = /^(?:GROUP_|ROLE_)/i;
const reservedIds: ReadonlySet<string> = new Set(['-me-', 'system', '.', '..']);
const badIdCharacter = /[/\\"\r\n]/;

/** Why the server (or the path of every later request) would not take an id; null where it does. */
export function faultOfId(id: string): FieldFault | null {
  if (id.trim() === '') return 'required';
  if (id.length > longestId) return 'too-long';
  if (reservedPrefix.test(id)) return 'reserved-prefix';
  if (reservedIds.has(id.trim().toLowerCase())) return 'reserved-id';
  return badIdCharacter.test(id) ? 'bad-character' : null;
}

/** What is odd about an id that the server takes. */
export function doubtOfId(id: string): FieldDoubt | null {
  if (id !== id.trim()) return 'outer-blanks';
  return /[^\p{L}\p{N}@._+-]/u.test(id) ? 'odd-id' : null;
}

const mandatory: ReadonlySet<FieldName> = new Set(['firstName', 'email']);
const flags: ReadonlySet<FieldName> = new Set(['enabled', 'emailNotificationsEnabled']);
const oneLine: ReadonlySet<FieldName> = new Set([
  'firstName',
  'lastName',
  'email',
  'company.email',
  'jobTitle',
  'location',
]);

/** The fields whose values the server would refuse, with why. */
export function faultsOf(values: FieldValues): ReadonlyMap<FieldName, FieldFault> {
  const faults = new Map<FieldName, FieldFault>();
  for (const field of fieldsOf(values)) {
    const value = values[field] ?? null;
    if (mandatory.has(field) && isUnset(value)) faults.set(field, 'required');
    if (flags.has(field) && typeof value !== 'boolean') faults.set(field, 'not-boolean');
  }
  return faults;
}

/** The same of somebody who is to be created, with what may be wrong with the user name. */
export function faultsOfNew(
  id: string,
  values: FieldValues,
): ReadonlyMap<'id' | FieldName, FieldFault> {
  const ofId = faultOfId(id);
  return new Map<'id' | FieldName, FieldFault>([
    ...(ofId === null ? [] : [['id', ofId] as const]),
    // What is left out is as missing as what is empty.
    ...faultsOf({ firstName: null, email: null, ...values }),
  ]);
}

/** The fields whose values look like mistakes, with why. Nothing is refused for it. */
export function doubtsOf(values: FieldValues): ReadonlyMap<FieldName, FieldDoubt> {
  const doubts = new Map<FieldName, FieldDoubt>();
  for (const field of fieldsOf(values)) {
    const value = values[field] ?? null;
    if (typeof value !== 'string' || isUnset(value)) continue;
    if (value !== value.trim()) doubts.set(field, 'outer-blanks');
    if (oneLine.has(field) && /[\r\n]/.test(value.trim())) doubts.set(field, 'line-break');
    if (isEmail(field) && !/^[^\s@]+@[^\s@]+$/.test(value.trim())) doubts.set(field, 'no-at-sign');
  }
  return doubts;
}

function isEmail(field: FieldName): boolean {
  return field === 'email' || field === 'company.email';
}

function isUnset(value: JsonValue): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}
