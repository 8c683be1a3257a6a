import type { JsonValue } from '../../../preload/model/json.ts';

/** How a value is edited: by what it is, for nobody tells us what the server wants. */
export type FieldKind = 'line' | 'text' | 'number' | 'flag' | 'lines' | 'fixed';

/** The kind of control for a value of a custom property. */
export function kindOf(value: JsonValue): FieldKind {
  if (typeof value === 'boolean') return 'flag';
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value))
    return value.every((one) => typeof one === 'string') ? 'lines' : 'fixed';
  if (value !== null && typeof value === 'object') return 'fixed';
  return value?.includes('\n') === true ? 'text' : 'line';
}

/** A value as its control shows it. */
export function textOf(value: JsonValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.join('\n');
  return JSON.stringify(value);
}
