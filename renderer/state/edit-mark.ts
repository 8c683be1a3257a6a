import type { Change } from '../../preload/model/change.ts';
import type { FieldName } from '../../preload/model/person-fields.ts';
import { fieldsOf } from '../../preload/rules/person-fields.ts';

/** How far a field that was changed is on its way. */
export type FieldMark = 'waiting' | 'conflict' | 'refused' | 'not-applied';

function markOf(change: Change, field: FieldName): FieldMark | null {
  if (change.state === 'waiting' || change.state === 'sending') return 'waiting';
  if (change.state === 'conflict') return field in change.theirs ? 'conflict' : 'waiting';
  if (change.notApplied.length === 0) return 'refused';
  return change.notApplied.includes(field) ? 'not-applied' : null;
}

/** The marks of the fields of some changes; of one field, the latest counts. */
export function marksOf(changes: readonly Change[]): ReadonlyMap<FieldName, FieldMark> {
  const marks = new Map<FieldName, FieldMark>();
  for (const change of changes) {
    for (const field of fieldsOf(change.mine)) {
      const mark = markOf(change, field);
      if (mark !== null) marks.set(field, mark);
    }
  }
  return marks;
}
