import type { JsonValue } from '../model/json.ts';
import type { Company, CompanyField, Person } from '../model/person.ts';
import type { FieldName, FieldValues } from '../model/person-fields.ts';
import { displayNameOf } from './display-name.ts';
import { timeOf } from './moment.ts';

/** The names of the fields that have a value here. */
export function fieldsOf(values: FieldValues): FieldName[] {
  return Object.keys(values) as FieldName[];
}

/** What a person has in a field. */
export function valueOf(person: Person, field: FieldName): JsonValue {
  const [group, name] = partsOf(field);
  if (group === 'properties') return ownValue(person.properties, name) ?? null;
  if (group === 'company') return person.company[name as CompanyField];
  return person[name as Exclude<FieldName, `${string}.${string}`>];
}

/** What a person has in some fields. */
export function valuesOf(person: Person, fields: Iterable<FieldName>): FieldValues {
  return Object.fromEntries([...fields].map((field) => [field, valueOf(person, field)]));
}

/** The person with some fields changed, as the server would show them afterwards. */
export function withValues(person: Person, values: FieldValues): Person {
  const plain: Record<string, JsonValue> = {};
  const company: Partial<Record<CompanyField, JsonValue>> = {};
  const properties = new Map(Object.entries(person.properties));
  for (const field of fieldsOf(values)) {
    const value = unsetToNull(values[field] ?? null);
    const [group, name] = partsOf(field);
    if (group === 'company') company[name as CompanyField] = value;
    else if (group !== 'properties') plain[name] = value;
    else if (value === null) properties.delete(name);
    else properties.set(name, value);
  }
  const changed = {
    ...person,
    ...plain,
    company: { ...person.company, ...(company as Partial<Company>) },
    properties: Object.fromEntries(properties),
  };
  return { ...changed, displayName: displayNameAfter(person, changed) };
}

/** The name follows first and last name where one of them has changed. */
function displayNameAfter(before: Person, after: Person): string {
  const isRenamed = before.firstName !== after.firstName || before.lastName !== after.lastName;
  return isRenamed ? displayNameOf(after) : before.displayName;
}

/**
 * Whether two values are the same to the server: null, empty and blank all mean unset, objects
 * have no order, and what was sent as text may come back as the number or the date that it names.
 */
export function isSameValue(a: JsonValue, b: JsonValue): boolean {
  const left = unsetToNull(a);
  const right = unsetToNull(b);
  if (left === null || right === null) return left === right;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((one, at) => isSameValue(one, right[at] ?? null))
    );
  }
  if (isRecord(left) && isRecord(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every((name) =>
      isSameValue(ownValue(left, name) ?? null, ownValue(right, name) ?? null),
    );
  }
  if (typeof left === 'object' || typeof right === 'object') return false;
  return textOf(left) === textOf(right) || isSameMoment(left, right);
}

/** Without what a person has anyway: what remains is a change. */
export function changesFrom(base: FieldValues, wanted: FieldValues): FieldValues {
  return keepFields(wanted, (field) => !isSameValue(base[field] ?? null, wanted[field] ?? null));
}

/** Those of the values whose field fulfils the condition. */
export function keepFields(
  values: FieldValues,
  condition: (field: FieldName) => boolean,
): FieldValues {
  return Object.fromEntries(
    fieldsOf(values)
      .filter(condition)
      .map((field) => [field, values[field] ?? null]),
  );
}

function partsOf(field: FieldName): [group: 'company' | 'properties' | null, name: string] {
  if (field.startsWith('properties.')) return ['properties', field.slice('properties.'.length)];
  if (field.startsWith('company.')) return ['company', field.slice('company.'.length)];
  return [null, field];
}

/** A name such as "constructor" must not find what every object inherits. */
function ownValue(
  record: Readonly<Record<string, JsonValue>>,
  name: string,
): JsonValue | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function unsetToNull(value: JsonValue): JsonValue {
  return typeof value === 'string' && value.trim() === '' ? null : value;
}

function isRecord(value: JsonValue): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: string | number | boolean): string {
  // A browser's text area and a server may disagree on line ends.
  return String(value).replaceAll('\r\n', '\n');
}

const isoPattern = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function isSameMoment(a: string | number | boolean, b: string | number | boolean): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  if (!isoPattern.test(a) || !isoPattern.test(b)) return false;
  return timeOf(a) === timeOf(b);
}
