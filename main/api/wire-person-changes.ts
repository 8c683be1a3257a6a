import { companyFields, personTextFields } from '../../preload/model/person.ts';
import type { NewPerson, PersonChanges, PersonUpdate } from '../services/ports/alfresco.ts';

/**
 * The body of a create. Only the fields that the server knows are sent: it refuses a request with
 * any other.
 */
export function wireNewPerson(person: NewPerson): object {
  const { id, password, aspectNames } = person;
  return { ...wireChanges(person), ...withoutAbsent({ id, password, aspectNames }) };
}

/**
 * The body of an update. `aspectNames` is never sent: it would replace the whole set, and with
 * the aspects go all stored preferences and the photo.
 */
export function wireUpdate(changes: PersonUpdate): object {
  const { password, oldPassword } = changes;
  return { ...wireChanges(changes), ...withoutAbsent({ password, oldPassword }) };
}

function wireChanges(changes: PersonChanges): object {
  const company = pick(changes.company ?? {}, companyFields);
  return {
    ...pick(changes, personTextFields),
    // An empty company would clear all of its eight fields.
    ...(Object.keys(company).length === 0 ? {} : { company }),
    ...pick(changes, ['enabled', 'emailNotificationsEnabled', 'properties']),
  };
}

function pick<T extends object>(source: T, keys: readonly (keyof T & string)[]): object {
  return withoutAbsent(Object.fromEntries(keys.map((key) => [key, source[key]])));
}

function withoutAbsent(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
