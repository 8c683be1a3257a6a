import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { FacetValue } from '../../preload/model/people-query.ts';
import type { Person } from '../../preload/model/person.ts';
import type { StoredPerson } from '../services/ports/directory-store.ts';
import { createNameOrder, type NameOrder } from './name-order.ts';
import { flagsOf, type IndexEntry } from './people-index.ts';
import { fromColumns, type PersonColumns, personColumnNames, toColumns } from './person-row.ts';
import { searchTextOf } from './search-text.ts';
import { inTransaction } from './transaction.ts';

/** The statements on the table of people. They throw what SQLite throws. */
export interface PeopleTable {
  readonly nameOrder: NameOrder;
  /** Writes the people that are new or differ, in one transaction, and answers their entries. */
  upsert(people: readonly Person[]): readonly IndexEntry[];
  /** Removes people in one transaction, and answers their numbers. */
  remove(ids: readonly string[]): readonly number[];
  byId(id: string): StoredPerson | null;
  byNo(no: number): StoredPerson | null;
  facet(field: 'organization' | 'location'): readonly FacetValue[];
  ids(): readonly string[];
  count(): number;
  close(): void;
}

const columnList = personColumnNames.join(', ');
const upsertSql = `
  INSERT INTO people (${columnList}, changed_at)
  VALUES (${personColumnNames.map(() => '?').join(', ')}, ?)
  ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at, ${personColumnNames
    .filter((name) => name !== 'id')
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}
  RETURNING no`;

// One statement each: a column's name cannot be a parameter.
const facetSql = {
  organization: `SELECT organization AS value, count(*) AS count FROM people
    WHERE organization IS NOT NULL GROUP BY organization ORDER BY count DESC, value LIMIT 1000`,
  location: `SELECT location AS value, count(*) AS count FROM people
    WHERE location IS NOT NULL GROUP BY location ORDER BY count DESC, value LIMIT 1000`,
} as const;

type StoredColumns = PersonColumns & { readonly changed_at: number };

/** Prepares the statements on a database of the current schema. */
export function openPeopleTable(database: DatabaseSyncInstance, now: () => number): PeopleTable {
  const known = database.prepare('SELECT row_hash, display_name FROM people WHERE id = ?');
  const write = database.prepare(upsertSql);
  const removeOne = database.prepare('DELETE FROM people WHERE id = ? RETURNING no');
  const selectById = database.prepare(`SELECT ${columnList}, changed_at FROM people WHERE id = ?`);
  const selectByNo = database.prepare(`SELECT ${columnList}, changed_at FROM people WHERE no = ?`);
  const nameOrder = createNameOrder(database);

  /** What is known of a person's row: whether it differs, and whether under the same name. */
  function compare(columns: Omit<PersonColumns, 'search_text'>): {
    isChanged: boolean;
    isMoved: boolean;
  } {
    const row = known.get(columns.id) as { row_hash: Uint8Array; display_name: string } | undefined;
    if (row === undefined) return { isChanged: true, isMoved: true };
    return {
      isChanged: Buffer.compare(row.row_hash, columns.row_hash) !== 0,
      isMoved: row.display_name !== columns.display_name,
    };
  }

  return {
    nameOrder,
    upsert(people) {
      let isReordered = false;
      // A server may show somebody twice in one batch: the later one counts.
      const unique = new Map(people.map((person) => [person.id, person]));
      const changed = [...unique.values()].flatMap((person) => {
        const values = toColumns(person);
        const { isChanged, isMoved } = compare(values);
        isReordered ||= isMoved;
        if (!isChanged) return [];
        const columns: PersonColumns = { ...values, search_text: searchTextOf(person) };
        return [{ columns, flags: flagsOf(person) }];
      });
      if (changed.length === 0) return [];
      const changedAt = Math.floor(now() / 1000);
      return inTransaction(database, () => {
        if (isReordered) nameOrder.forget();
        return changed.map(({ columns, flags }) => {
          const values = personColumnNames.map((name) => columns[name]);
          const { no } = write.get(...values, changedAt) as { no: number };
          return {
            no,
            id: columns.id,
            displayName: columns.display_name,
            searchText: columns.search_text,
            flags,
            changedAt,
          };
        });
      });
    },
    remove(ids) {
      return inTransaction(database, () => {
        nameOrder.forget();
        const rows = ids.flatMap((id) => removeOne.all(id) as { no: number }[]);
        return rows.map((row) => row.no);
      });
    },
    byId: (id) => toStored(selectById.get(id) as StoredColumns | undefined),
    byNo: (no) => toStored(selectByNo.get(no) as StoredColumns | undefined),
    facet: (field) => database.prepare(facetSql[field]).all() as FacetValue[],
    ids: () =>
      (database.prepare('SELECT id FROM people').all() as { id: string }[]).map((row) => row.id),
    count() {
      const row = database.prepare('SELECT count(*) AS count FROM people').get() as {
        count: number;
      };
      return row.count;
    },
    close() {
      if (database.isOpen) database.close();
    },
  };
}

function toStored(row: StoredColumns | undefined): StoredPerson | null {
  return row === undefined ? null : { person: fromColumns(row), changedAt: row.changed_at };
}
