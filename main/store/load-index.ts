import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { compareByName, flagBits, type IndexEntry, PeopleIndex } from './people-index.ts';
import { capabilityBits } from './person-row.ts';
import { sortInSlices } from './sort-in-slices.ts';

// Little enough that whatever else main has to do at the start does not wait for it.
const rowsAtOnce = 1000;

const notManagedBits = capabilityBits.isGuest | capabilityBits.isMutable;

// The same bits as `flagsOf`, out of the columns.
const flagsSql = `
  (enabled <> 0) * ${flagBits.enabled} + (avatar_id IS NOT NULL) * ${flagBits.photo} +
  (email IS NOT NULL) * ${flagBits.email} + (last_name IS NOT NULL) * ${flagBits.lastName} +
  (capabilities IS NOT NULL AND (capabilities & ${notManagedBits}) = 0) * ${flagBits.managed} +
  ((coalesce(capabilities, 0) & ${capabilityBits.isAdmin}) <> 0) * ${flagBits.admin}`;

const selectSql = `
  SELECT no, id, display_name AS displayName, search_text AS searchText, changed_at AS changedAt,
    ${flagsSql} AS flags
  FROM people WHERE no > ? ORDER BY no LIMIT ${rowsAtOnce}`;

/**
 * Reads all people into an index, a thousand at a time, so that the process stays responsive.
 * `order` is the stored name order; where it is null or does not fit, people are sorted anew.
 */
export async function loadIndex(
  database: DatabaseSyncInstance,
  order: Uint32Array | null,
  pause: () => Promise<void>,
): Promise<PeopleIndex> {
  const select = database.prepare(selectSql);
  const entries: IndexEntry[] = [];
  for (let last = 0; ;) {
    const rows = select.all(last) as IndexEntry[];
    for (const row of rows) entries.push(row);
    const end = rows.at(-1);
    if (end === undefined || rows.length < rowsAtOnce) break;
    last = end.no;
    await pause();
  }
  const sorted =
    (order === null ? null : arrange(entries, order)) ??
    (await sortInSlices(entries, compareByName, pause));
  return new PeopleIndex(sorted, pause);
}

/** Brings entries into a stored order; null where the two are not of the same people. */
function arrange(entries: readonly IndexEntry[], order: Uint32Array): IndexEntry[] | null {
  if (entries.length !== order.length) return null;
  const byNo = new Map(entries.map((entry) => [entry.no, entry]));
  const arranged: IndexEntry[] = [];
  for (const no of order) {
    const entry = byNo.get(no);
    if (entry === undefined) return null;
    arranged.push(entry);
  }
  return arranged;
}
