import type { Activity } from '../../preload/model/activity.ts';
import type { JsonValue } from '../../preload/model/json.ts';
import type { FieldName } from '../../preload/model/person-fields.ts';
import { fieldsOf } from '../../preload/rules/person-fields.ts';
import { byteOrderMark, csvLine } from './csv.ts';

const head = [
  'When',
  'Who',
  'Person',
  'Name',
  'Kind',
  'Outcome',
  'Field',
  'Before',
  'After',
  'Status',
  'Answer',
];

/**
 * The log as CSV (RFC 4180, UTF-8): a line for each field that a change was about, and one for a
 * change without any, such as a password.
 */
export function* activityAsCsv(log: Iterable<Activity>): Generator<string> {
  yield byteOrderMark + csvLine(head);
  for (const activity of log) {
    const fields = [...new Set([...fieldsOf(activity.before), ...fieldsOf(activity.after)])];
    for (const field of fields.length === 0 ? [null] : fields)
      yield csvLine(cellsOf(activity, field));
  }
}

function cellsOf(activity: Activity, field: FieldName | null): readonly string[] {
  const { at, userId, personId, displayName, kind, outcome, before, after } = activity;
  return [
    at,
    userId,
    personId,
    displayName,
    kind,
    outcome,
    field ?? '',
    field === null ? '' : textOf(before[field] ?? null),
    field === null ? '' : textOf(after[field] ?? null),
    activity.status === null ? '' : String(activity.status),
    activity.message ?? '',
  ];
}

function textOf(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
