import type { Activity } from '../../../preload/model/activity.ts';
import type { Person } from '../../../preload/model/person.ts';
import type { FieldName, FieldValues } from '../../../preload/model/person-fields.ts';
import {
  fieldsOf,
  isSameValue,
  keepFields,
  valueOf,
  withValues,
} from '../../../preload/rules/person-fields.ts';
import type { DirectoryStore, StoredPerson } from '../ports/directory-store.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import { keyOf } from '../person-key.ts';
import { isSent } from './sent-line.ts';

/** More than can be sent between two refreshes, unless these have failed for long. */
const mostLines = 1000;
const linesAtOnce = 200;

/**
 * Shows in the cache what has arrived at the server, where the process ended after that was written
 * down and before the cache had it: the next edit would be made against the value from before, and
 * be in conflict with the user's own. To be called before anything is laid over the cache. Rejects
 * with `AppError` of the code `storage`.
 */
export async function catchUp(
  store: Pick<DirectoryStore, 'refreshedAt' | 'getInAnyCase' | 'upsert'>,
  log: Pick<OutboxStore, 'activity'>,
): Promise<void> {
  const people = new Map<string, StoredPerson | null>();
  const missed = new Map<string, Person>();
  for (const line of linesSince(store.refreshedAt ?? '', log)) {
    const key = keyOf(line.personId);
    if (!people.has(key)) people.set(key, await store.getInAnyCase(line.personId));
    const stored = people.get(key) ?? null;
    if (stored === null) continue;
    const person = missed.get(key) ?? stored.person;
    const values = missedValues(line, { ...stored, person });
    if (fieldsOf(values).length > 0) missed.set(key, withValues(person, values));
  }
  if (missed.size > 0) await store.upsert([...missed.values()]);
}

/** The lines after a moment, the oldest first. A refresh since has seen what those before it tell. */
function linesSince(moment: string, log: Pick<OutboxStore, 'activity'>): Activity[] {
  const found: Activity[] = [];
  for (let before: number | null = null; found.length < mostLines;) {
    const query = { text: '', outcome: null, personId: null, before, limit: linesAtOnce };
    const { lines, hasMore } = log.activity(query);
    const isSince = lines.filter(({ at }) => at > moment);
    found.push(...isSince);
    before = isSince.at(-1)?.id ?? null;
    if (!hasMore || isSince.length < lines.length) break;
  }
  return found.reverse();
}

/** What a line says was put in place of values that the row still has, unwritten since. */
function missedValues(line: Activity, { person, changedAt }: StoredPerson): FieldValues {
  const isWrittenSince = changedAt > Math.floor(Date.parse(line.at) / 1000);
  if (line.kind !== 'update' || isWrittenSince) return {};
  const hasArrived = (field: FieldName): boolean =>
    isSent(line) || (line.outcome === 'partly-applied' && !line.fields.includes(field));
  return keepFields(
    line.after,
    (field) =>
      field in line.before &&
      hasArrived(field) &&
      isSameValue(valueOf(person, field), line.before[field] ?? null),
  );
}
