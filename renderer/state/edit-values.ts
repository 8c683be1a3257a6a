import type { Edit } from '../../preload/model/change.ts';
import type { JsonValue } from '../../preload/model/json.ts';
import type { FieldName } from '../../preload/model/person-fields.ts';
import { fieldsOf } from '../../preload/rules/person-fields.ts';
import { type FieldFault, faultsOf } from '../../preload/rules/person-rules.ts';

/** What is wrong with a field; a number is known to be one by the value that was there. */
export type FormFault = FieldFault | 'not-a-number';

/** What the server would not take of an edit. */
export function faultsIn({ base, mine }: Edit): ReadonlyMap<FieldName, FormFault> {
  const notNumbers = fieldsOf(mine).filter(
    (field) => typeof base[field] === 'number' && typeof mine[field] === 'string',
  );
  return new Map<FieldName, FormFault>([
    ...faultsOf(mine),
    ...notNumbers.map((field) => [field, 'not-a-number'] as const),
  ]);
}

/** What was typed, as a value of the kind that was there: nobody tells us what the server wants. */
export function likeFormer(former: JsonValue, typed: JsonValue): JsonValue {
  if (typeof typed !== 'string') return typed;
  if (typeof former === 'number') return numberFrom(typed);
  if (!Array.isArray(former)) return typed;
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0 ? null : lines;
}

/** A number that is none stays a text, and is found fault with. */
function numberFrom(typed: string): JsonValue {
  if (typed.trim() === '') return null;
  const number = Number(typed.trim().replace(',', '.'));
  return Number.isFinite(number) ? number : typed;
}
