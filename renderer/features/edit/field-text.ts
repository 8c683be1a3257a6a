import type { JsonValue } from '../../../preload/model/json.ts';
import type { FieldName } from '../../../preload/model/person-fields.ts';
import { isMoment, typedFromMoment } from '../../../preload/rules/moment.ts';
import { areNumbers, isDated } from '../../state/edit-values.ts';

/** How a value is edited: by what it is, for nobody tells us what the server wants. */
export type FieldKind = 'line' | 'text' | 'number' | 'date' | 'flag' | 'lines' | 'fixed';

/** The kind of control for a field that holds this value. */
export function kindOf(field: FieldName, value: JsonValue): FieldKind {
  if (field === 'description') return 'text';
  if (!field.startsWith('properties.')) return 'line';
  if (typeof value === 'boolean') return 'flag';
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value)) return areTexts(value) || areNumbers(value) ? 'lines' : 'fixed';
  if (value !== null && typeof value === 'object') return 'fixed';
  if (value?.includes('\n') === true) return 'text';
  return isDated(field, value) ? 'date' : 'line';
}

/** A value as the control of that kind shows it. */
export function textOf(kind: FieldKind, value: JsonValue): string {
  if (value === null) return '';
  if (kind === 'date' && isMoment(value)) return typedFromMoment(value);
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && (areTexts(value) || areNumbers(value))) return value.join('\n');
  return JSON.stringify(value);
}

function areTexts(value: readonly JsonValue[]): value is readonly string[] {
  return value.every((one) => typeof one === 'string');
}
