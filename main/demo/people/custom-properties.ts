import type { JsonValue } from '../../../preload/model/json.ts';
import { invalidArgument, otherException } from '../api-error.ts';
import {
  aspectOf,
  checkAspect,
  propertyDefinition,
  type PropertyDefinition,
} from '../directory/content-model.ts';
import type { PersonRecord } from '../directory/person-record.ts';
import { toApiDate } from './api-date.ts';

/** Custom properties as a request sets them; null takes a value away. */
export type PropertyChanges = Readonly<Record<string, JsonValue>>;

/** Checks names and values and converts the values to the types of the model. */
export function convertProperties(values: Readonly<Record<string, unknown>>): PropertyChanges {
  const entries = Object.entries(values).map(
    ([name, value]) => [name, convertProperty(propertyDefinition(name), value)] as const,
  );
  return Object.fromEntries(entries);
}

/** Throws the API's 400 where an aspect is unknown or not for clients. */
export function checkAspects(names: readonly string[] | null): void {
  names?.forEach(checkAspect);
}

/** Applies changes of custom properties; each value brings the aspect that it belongs to. */
export function applyProperties(
  person: Pick<PersonRecord, 'aspectNames' | 'properties'>,
  changes: PropertyChanges,
): Pick<PersonRecord, 'aspectNames' | 'properties'> {
  const properties = new Map(Object.entries(person.properties));
  const aspects = new Set(person.aspectNames);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) {
      properties.delete(name);
    } else {
      properties.set(name, value);
      aspects.add(propertyDefinition(name).aspect);
    }
  }
  return { aspectNames: [...aspects].sort(), properties: Object.fromEntries(properties) };
}

/** Replaces all custom aspects; the properties of those that go, go too. */
export function replaceAspects(
  person: Pick<PersonRecord, 'properties'>,
  aspectNames: readonly string[],
): Pick<PersonRecord, 'aspectNames' | 'properties'> {
  const kept = Object.entries(person.properties).filter(([name]) => {
    const aspect = aspectOf(name);
    return aspect !== null && aspectNames.includes(aspect);
  });
  return { aspectNames: [...new Set(aspectNames)].sort(), properties: Object.fromEntries(kept) };
}

/** Throws the 422 that the server raises when a transaction breaks the content model. */
export function checkIntegrity(properties: PropertyChanges): void {
  const violations = Object.entries(properties).filter(([name, value]) => {
    const { pattern } = propertyDefinition(name);
    return pattern !== undefined && typeof value === 'string' && !pattern.test(value);
  });
  if (violations.length === 0) return;
  const lines = violations.map(
    ([name, value]) => `Invalid property value: ${name} = ${JSON.stringify(value)}`,
  );
  throw otherException(
    422,
    `Found ${violations.length} integrity violations:\n${lines.join('\n')}`,
  );
}

function convertProperty(definition: PropertyDefinition, value: unknown): JsonValue {
  if (value === null || value === undefined || value === '') return null;
  if (definition.isMultiple === true) {
    return (Array.isArray(value) ? value : [value]).map((item) => convertValue(definition, item));
  }
  return convertValue(definition, value);
}

function convertValue(definition: PropertyDefinition, value: unknown): JsonValue {
  const converted = isScalar(value) ? convertScalar(definition.type, value) : null;
  if (converted === null) {
    throw invalidArgument(
      `Failed to convert the value of property ${definition.name} to the type d:${definition.type}`,
    );
  }
  return converted;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function convertScalar(
  type: PropertyDefinition['type'],
  value: string | number | boolean,
): string | number | boolean | null {
  switch (type) {
    case 'text':
      return String(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : String(value).toLowerCase() === 'true';
    case 'int': {
      const number = typeof value === 'boolean' ? Number.NaN : Number(value);
      return Number.isInteger(number) ? number : null;
    }
    case 'date': {
      const time = Date.parse(String(value).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
      return Number.isNaN(time) ? null : toApiDate(time);
    }
  }
}
