import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { expectNo, expectTexts } from './damaged-row.ts';
import { compareByName } from './index/compare-people.ts';
import type { IndexEntry } from './index/index-entry.ts';
import { IndexedPeople } from './index/indexed-people.ts';
import { PeopleOrder } from './index/people-order.ts';
import { flagBits } from './index/person-flags.ts';
import { sortByName } from './index/sort-people.ts';
import { PeopleIndex } from './people-index.ts';
import { capabilityBits } from './person-row.ts';

// Little enough that whatever else main has to do at the start does not wait for it.
const rowsAtOnce = 500;

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
 * Reads all people into an index, a few hundred at a time, so that the process stays responsive.
 * `order` is the stored name order; where it is null or does not fit, people are sorted anew.
 */
export async function loadIndex(
  database: DatabaseSyncInstance,
  order: Uint32Array | null,
  pause: () => Promise<void>,
): Promise<PeopleIndex> {
  const select = database.prepare(selectSql);
  const people = new IndexedPeople();
  for (let last = Number.MIN_SAFE_INTEGER; ;) {
    const rows = select.all(last) as unknown as IndexEntry[];
    for (const row of rows) {
      expectNo(row.no, last);
      expectTexts(row.id, row.displayName, row.searchText);
      last = row.no;
      people.add(row);
    }
    if (rows.length < rowsAtOnce) break;
    await pause();
  }
  const byName = arrange(people, order) ?? (await sortByName(people, pause));
  return PeopleIndex.of(people, byName, pause);
}

/** Takes over a stored order; null where there is none, or one of other people. */
function arrange(people: IndexedPeople, order: Uint32Array | null): PeopleOrder | null {
  if (order?.length !== people.count) return null;
  const slots = new Uint32Array(order.length);
  for (const [place, no] of order.entries()) {
    const slot = people.slotOf(no);
    if (slot === null) return null;
    slots[place] = slot;
  }
  return new PeopleOrder(slots, people.size, compareByName);
}
