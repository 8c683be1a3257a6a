import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Person } from '../../preload/model/person.ts';
import type { Matchable } from '../../preload/rules/photo-match/person-keys.ts';
import type { FacetField, ListedPerson, StoredPerson } from '../services/ports/directory-store.ts';
import { expectNo, expectTexts } from './damaged-row.ts';
import { createNameOrder, type NameOrder } from './name-order.ts';
import { flagsOf, type IndexEntry } from './people-index.ts';
import {
  type ColumnValue,
  fromColumns,
  fromListedColumns,
  type PersonColumns,
  listedColumnNames,
  type ListedColumns,
  personColumnNames,
  rowHashOf,
  valuesOf,
} from './person-row.ts';
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
  /** What a list shows of a person: a fraction of the columns, asked for with every letter typed. */
  listed(no: number): ListedPerson | null;
  byIdInAnyCase(id: string): StoredPerson | null;
  /** The entries of people who are there. */
  entriesOf(ids: readonly string[]): readonly IndexEntry[];
  /** Some people as files are named after them, by their numbers, from after `no` on. */
  namedAfter(no: number): readonly NamedPerson[];
  /** A field of one row, as it is written. */
  valueOf(field: FacetField, no: number): string | null;
  ids(): readonly string[];
  close(): void;
}

/** A person as a file can be named after one. */
export interface NamedPerson extends Matchable {
  readonly no: number;
}

/** So few that whoever asks for rows meanwhile does not notice. */
const namedAtOnce = 100;

const columnList = personColumnNames.join(', ');
const insertSql = `
  INSERT INTO people (${columnList}, changed_at)
  VALUES (${personColumnNames.map(() => '?').join(', ')}, ?)`;
const updateSql = `
  UPDATE people SET ${personColumnNames.map((name) => `${name} = ?`).join(', ')}, changed_at = ?
  WHERE no = ?`;
// One question for a whole page; CROSS makes SQLite look up each id, not read all people.
const knownSql = `
  SELECT people.id, no, row_hash AS rowHash, display_name AS displayName
  FROM json_each(?) CROSS JOIN people ON people.id = value`;

/** What is known of a person's row before it is written. */
interface KnownRow {
  readonly id: string;
  readonly no: number;
  readonly rowHash: number;
  readonly displayName: string;
}

/** A person who is to be written, and what is there already. */
interface Changed {
  readonly person: Person;
  readonly values: readonly ColumnValue[];
  readonly rowHash: number;
  readonly known: KnownRow | null;
}

type StoredColumns = PersonColumns & { readonly no: number; readonly changed_at: number };

type NamedRow = Omit<NamedPerson, 'enabled'> & { readonly enabled: number };

type ListedRow = ListedColumns & { readonly changed_at: number };

/** Prepares the statements on a database of the current schema. */
export function openPeopleTable(database: DatabaseSyncInstance, now: () => number): PeopleTable {
  const selectKnown = database.prepare(knownSql);
  const insert = database.prepare(insertSql);
  const update = database.prepare(updateSql);
  const removeOne = database.prepare('DELETE FROM people WHERE id = ? RETURNING no');
  const selectById = database.prepare(
    `SELECT no, ${columnList}, changed_at FROM people WHERE id = ?`,
  );
  const selectByNo = database.prepare(
    `SELECT no, ${columnList}, changed_at FROM people WHERE no = ?`,
  );
  const selectListed = database.prepare(
    `SELECT ${listedColumnNames.join(', ')}, changed_at FROM people WHERE no = ?`,
  );
  const selectNamed = database.prepare(
    `SELECT no, id, email, first_name AS firstName, last_name AS lastName, enabled
     FROM people WHERE no > ? ORDER BY no LIMIT ${namedAtOnce}`,
  );
  const selectIds = database.prepare('SELECT id FROM people');
  // One statement each: a column's name cannot be a parameter.
  const selectValue = {
    organization: database.prepare('SELECT organization AS value FROM people WHERE no = ?'),
    location: database.prepare('SELECT location AS value FROM people WHERE no = ?'),
  } as const;
  const nameOrder = createNameOrder(database);

  /** The rows of those who are there already. */
  function knownRows(ids: Iterable<string>): ReadonlyMap<string, KnownRow> {
    const rows = selectKnown.all(JSON.stringify([...ids])) as unknown as KnownRow[];
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** An id as it is written here, whatever its case. */
  function spellingOf(id: string): string {
    const key = id.toLowerCase();
    const rows = selectIds.all() as { id: string }[];
    return rows.find((row) => row.id.toLowerCase() === key)?.id ?? id;
  }

  function write({ person, values, rowHash, known }: Changed, changedAt: number): IndexEntry {
    const searchText = searchTextOf(person);
    const row = [...values, searchText, rowHash, changedAt];
    const no = known?.no ?? Number(insert.run(...row).lastInsertRowid);
    if (known !== null) update.run(...row, no);
    const { id, displayName } = person;
    return { no, id, displayName, searchText, flags: flagsOf(person), changedAt };
  }

  return {
    nameOrder,
    upsert(people) {
      // A server may show somebody twice in one batch: the later one counts.
      const unique = new Map(people.map((person) => [person.id, person]));
      const rows = knownRows(unique.keys());
      const changed: Changed[] = [];
      for (const person of unique.values()) {
        const known = rows.get(person.id) ?? null;
        const values = valuesOf(person);
        const rowHash = rowHashOf(values);
        if (rowHash !== known?.rowHash) changed.push({ person, values, rowHash, known });
      }
      if (changed.length === 0) return [];
      const changedAt = Math.floor(now() / 1000);
      return inTransaction(database, () => {
        if (changed.some(isMoved)) nameOrder.forget();
        return changed.map((one) => write(one, changedAt));
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
    listed(no) {
      const row = selectListed.get(no) as ListedRow | undefined;
      return row === undefined ? null : fromListedColumns(row, row.changed_at);
    },
    namedAfter(no) {
      const rows = selectNamed.all(no) as unknown as NamedRow[];
      let last = no;
      return rows.map((row) => {
        expectNo(row.no, last);
        expectTexts(row.id, row.email ?? '', row.firstName ?? '', row.lastName ?? '');
        last = row.no;
        return { ...row, enabled: row.enabled !== 0 };
      });
    },
    valueOf(field, no) {
      const row = selectValue[field].get(no) as { value: string | null } | undefined;
      return row?.value ?? null;
    },
    byIdInAnyCase(id) {
      const row = (selectById.get(id) ?? selectById.get(spellingOf(id))) as
        StoredColumns | undefined;
      return toStored(row);
    },
    entriesOf: (ids) =>
      ids.flatMap((id) => {
        const row = selectById.get(id) as StoredColumns | undefined;
        return row === undefined ? [] : [entryOf(row)];
      }),
    ids: () => (selectIds.all() as { id: string }[]).map((row) => row.id),
    close() {
      if (database.isOpen) database.close();
    },
  };
}

/** Whether a change alters the name order. */
function isMoved({ person, known }: Changed): boolean {
  return person.displayName !== known?.displayName;
}

function entryOf(row: StoredColumns): IndexEntry {
  return {
    no: row.no,
    id: row.id,
    displayName: row.display_name,
    searchText: row.search_text,
    flags: flagsOf(fromColumns(row)),
    changedAt: row.changed_at,
  };
}

function toStored(row: StoredColumns | undefined): StoredPerson | null {
  return row === undefined ? null : { person: fromColumns(row), changedAt: row.changed_at };
}
