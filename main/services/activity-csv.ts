import type { Activity } from '../../preload/model/activity.ts';
import type { JsonValue } from '../../preload/model/json.ts';
import type { FieldName } from '../../preload/model/person-fields.ts';
import { fieldsOf } from '../../preload/rules/person-fields.ts';
import { formulaSafe } from './formula-safe.ts';

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

/** Without it, Excel reads UTF-8 as something else. */
const byteOrderMark = '\uFEFF';

/**
 * The log as CSV (RFC 4180, UTF-8): a line for each field that a change was about, and one for a
 * change without any, such as a password.
 */
export function* activityAsCsv(log: Iterable<Activity>): Generator<string> {
  yield byteOrderMark + lineOf(head);
  for (const activity of log) {
    const fields = [...new Set([...fieldsOf(activity.before), ...fieldsOf(activity.after)])];
    for (const field of fields.length === 0 ? [null] : fields)
      yield lineOf(cellsOf(activity, field));
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

function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function quoted(cell: string): string {
  const safe = formulaSafe(cell);
  // Blanks at the ends are part of a value, and some readers take them away.
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
