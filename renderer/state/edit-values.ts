import type { Edit } from '../../preload/model/change.ts';
import type { JsonValue } from '../../preload/model/json.ts';
import type { FieldName } from '../../preload/model/person-fields.ts';
import { fieldsOf } from '../../preload/rules/person-fields.ts';
import { isMoment, momentFromTyped } from '../../preload/rules/moment.ts';
import { type FieldFault, faultsOf } from '../../preload/rules/person-rules.ts';

/** What is wrong with a field; numbers and dates are known to be some by the value that was there. */
export type FormFault = FieldFault | 'not-a-number' | 'not-a-date';

/** What the server would not take of an edit. */
export function faultsIn({
  base,
  mine,
}: Pick<Edit, 'base' | 'mine'>): ReadonlyMap<FieldName, FormFault> {
  const ofKind = fieldsOf(mine).flatMap((field) => {
    const fault = faultOfKind(field, base[field] ?? null, mine[field] ?? null);
    return fault === null ? [] : [[field, fault] as const];
  });
  return new Map<FieldName, FormFault>([...faultsOf(mine), ...ofKind]);
}

/** Texts that could not be made into the kind of value that was there. */
function faultOfKind(field: FieldName, former: JsonValue, mine: JsonValue): FormFault | null {
  const isText = (value: JsonValue): boolean => typeof value === 'string';
  if (typeof former === 'number' && isText(mine)) return 'not-a-number';
  if (areNumbers(former) && Array.isArray(mine) && mine.some(isText)) return 'not-a-number';
  if (isDated(field, former) && isText(mine) && !isMoment(mine)) return 'not-a-date';
  return null;
}

/** What was typed, as a value of the kind that was there: nobody tells us what the server wants. */
export function likeFormer(field: FieldName, former: JsonValue, typed: JsonValue): JsonValue {
  if (typeof typed !== 'string') return typed;
  if (typeof former === 'number') return numberFrom(typed);
  if (isDated(field, former)) return typed.trim() === '' ? null : dateFrom(typed, former);
  if (!Array.isArray(former)) return typed;
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return null;
  return areNumbers(former) ? lines.map(numberFrom) : lines;
}

/** Whether a field holds a date: its own texts never do, whatever they look like. */
export function isDated(field: FieldName, value: JsonValue): value is string {
  return field.startsWith('properties.') && isMoment(value);
}

/** Whether a value is a list of numbers and of nothing else. */
export function areNumbers(value: JsonValue): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number');
}

/** A number that is none stays a text, and is found fault with. */
function numberFrom(typed: string): JsonValue {
  const text = typed.trim();
  if (text === '') return null;
  // Neither "0x10" nor "1,234": the one is no number to people, and the other is two.
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : typed;
}

function dateFrom(typed: string, former: string): string {
  return momentFromTyped(typed, former) ?? typed;
}
