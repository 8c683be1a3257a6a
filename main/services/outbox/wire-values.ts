import type { Change } from '../../../preload/model/change.ts';
import type { JsonValue } from '../../../preload/model/json.ts';
import type { FieldValues } from '../../../preload/model/person-fields.ts';
import { fieldsOf } from '../../../preload/rules/person-fields.ts';
import type { NewPerson, PersonChanges } from '../ports/alfresco.ts';

/** Values of fields as the client takes them: company and properties in objects of their own. */
export function toChanges(values: FieldValues): PersonChanges {
  const plain: Record<string, JsonValue> = {};
  const company: Record<string, JsonValue> = {};
  const properties: Record<string, JsonValue> = {};
  for (const field of fieldsOf(values)) {
    const value = values[field] ?? null;
    if (field.startsWith('company.')) company[field.slice('company.'.length)] = value;
    else if (field.startsWith('properties.')) properties[field.slice('properties.'.length)] = value;
    else plain[field] = value;
  }
  return {
    ...plain,
    // An empty company would clear all of its fields.
    ...(Object.keys(company).length === 0 ? {} : { company }),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  };
}

/** A new person as the client takes one. Unset fields are left out. */
export function toNewPerson(change: Change, password: string): NewPerson {
  return {
    ...toChanges(change.mine),
    id: change.personId,
    firstName: textOf(change.mine.firstName),
    email: textOf(change.mine.email),
    password,
  };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
