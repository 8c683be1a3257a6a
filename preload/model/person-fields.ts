import { jsonValueSchema, type JsonValue } from './json.ts';
import { isPropertyName } from '../rules/property-name.ts';
import { companyFields, personTextFields } from './person.ts';
import { z } from './zod.ts';

/**
 * What can be written of a person, one flat name a field: "jobTitle", "company.fax",
 * "properties.acme:badge". Conflicts, merges and locks are all by these names.
 */
export const fixedFieldNames = [
  ...personTextFields,
  ...companyFields.map((field) => `company.${field}` as const),
  'enabled',
  'emailNotificationsEnabled',
] as const;

export type FixedFieldName = (typeof fixedFieldNames)[number];
export type PropertyFieldName = `properties.${string}`;
export type FieldName = FixedFieldName | PropertyFieldName;

const fixedNames: ReadonlySet<string> = new Set(fixedFieldNames);

const propertyPrefix = 'properties.';

/** Whether a text names a field that can be written. */
export function isFieldName(text: string): text is FieldName {
  if (!text.startsWith(propertyPrefix)) return fixedNames.has(text);
  return isPropertyName(text.slice(propertyPrefix.length));
}

export const fieldNameSchema = z.custom<FieldName>(
  (value) => typeof value === 'string' && isFieldName(value),
);

/** Values of some fields; `null` is unset. */
export const fieldValuesSchema = z
  .record(z.string(), jsonValueSchema)
  .refine((values) => Object.keys(values).length <= 500 && Object.keys(values).every(isFieldName));

/** By field name; the schema lets no other key in. */
export type FieldValues = Readonly<Record<string, JsonValue>>;
