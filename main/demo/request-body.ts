import { unreadableBody } from './api-error.ts';

/** A JSON object as a client sent it, not yet checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Parses a body of JSON; its Content-Type is not looked at. */
export function parseJsonBody(text: string): unknown {
  if (text.trim() === '') throw unreadableBody('No content to map due to end-of-input');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw unreadableBody(error instanceof Error ? error.message : 'Unexpected character');
  }
}

/** Whether a JSON value is an object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON object with no other keys than the given ones. */
export function readObject(value: unknown, type: string, keys: ReadonlySet<string>): JsonObject {
  if (!isJsonObject(value)) {
    const token = Array.isArray(value) ? 'START_ARRAY' : 'a scalar value';
    throw unreadableBody(`Cannot deserialize value of type \`${type}\` from ${token}`);
  }
  for (const key of Object.keys(value)) {
    if (!keys.has(key)) {
      throw unreadableBody(`Unrecognized field "${key}" (class ${type}), not marked as ignorable`);
    }
  }
  return value;
}

/** A text field: numbers and booleans become text, and the empty text means null. */
export function readText(value: unknown, field: string): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw unreadableBody(`Cannot deserialize value of type \`java.lang.String\` (field "${field}")`);
}

/** A boolean field, also as the texts "true" and "false"; the empty text means null. */
export function readBoolean(value: unknown, field: string): boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return value !== 0;
  if (typeof value === 'string') {
    const text = value.trim();
    if (text === '') return null;
    if (/^(true|True|TRUE)$/.test(text)) return true;
    if (/^(false|False|FALSE)$/.test(text)) return false;
  }
  throw unreadableBody(`Cannot deserialize value of type \`java.lang.Boolean\` (field "${field}")`);
}
