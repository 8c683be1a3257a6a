import type { Change } from '../../../preload/model/change.ts';
import type { FieldName, FieldValues } from '../../../preload/model/person-fields.ts';
import { fieldsOf, isSameValue, keepFields } from '../../../preload/rules/person-fields.ts';

/**
 * A conflict after the user's decision about some of its fields, or all; null where nothing is left
 * to send. Fields that are not decided are found out again.
 */
export function decide(change: Change, values: FieldValues): Change | null {
  const isDecided = (field: FieldName): boolean => field in values && field in change.theirs;
  // What the server has now is what the user has seen when deciding.
  const base = { ...change.base, ...keepFields(change.theirs, isDecided) };
  const wanted = { ...change.mine, ...keepFields(values, isDecided) };
  const isLeft = (field: FieldName): boolean =>
    !isSameValue(base[field] ?? null, wanted[field] ?? null) ||
    // Taken back, and maybe at the server: that is still to be found out.
    (field in change.maybeSent && !isDecided(field));
  const mine = keepFields(wanted, isLeft);
  if (fieldsOf(mine).length === 0) return null;
  return {
    ...change,
    base: keepFields(base, (field) => field in mine),
    mine,
    state: 'waiting',
    theirs: {},
  };
}
