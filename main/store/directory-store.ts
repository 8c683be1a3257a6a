import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Person } from '../../preload/model/person.ts';
import type {
  DirectoryStore,
  PeopleMatch,
  UpsertOutcome,
} from '../services/ports/directory-store.ts';
import { openCacheDatabase } from './database.ts';
import { searchWords } from './folded-text.ts';
import { type IndexEntry, NameIndex } from './name-index.ts';
import { fromColumns, type PersonColumns, personColumnNames, toColumns } from './person-row.ts';
import { guardStorage } from './storage-error.ts';

const columnList = personColumnNames.join(', ');
const insertSql = `
  INSERT INTO people (${columnList}) VALUES (${personColumnNames.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${personColumnNames
    .filter((name) => name !== 'id')
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}
  RETURNING no`;

/**
 * Opens the local copy of one server's people. `onSetAside` is told where an unusable predecessor
 * of the file was put. Throws `AppError` with the code `storage`.
 */
export function openDirectoryStore(options: {
  readonly file: string;
  readonly now: () => number;
  readonly onSetAside?: (file: string) => void;
  /** Sees the connection before its first use; tests limit its size with it. */
  readonly onOpened?: (database: DatabaseSyncInstance) => void;
}): DirectoryStore {
  return guardStorage(() => {
    const { database, setAside } = openCacheDatabase(options.file, options.now);
    if (setAside !== null) options.onSetAside?.(setAside);
    options.onOpened?.(database);
    return new SqliteDirectoryStore(database);
  });
}

class SqliteDirectoryStore implements DirectoryStore {
  readonly #database: DatabaseSyncInstance;
  readonly #index: NameIndex;
  readonly #hashById: ReturnType<DatabaseSyncInstance['prepare']>;
  readonly #insert: ReturnType<DatabaseSyncInstance['prepare']>;
  readonly #byId: ReturnType<DatabaseSyncInstance['prepare']>;
  readonly #byNo: ReturnType<DatabaseSyncInstance['prepare']>;

  constructor(database: DatabaseSyncInstance) {
    this.#database = database;
    this.#hashById = database.prepare('SELECT row_hash FROM people WHERE id = ?');
    this.#insert = database.prepare(insertSql);
    this.#byId = database.prepare(`SELECT ${columnList} FROM people WHERE id = ?`);
    this.#byNo = database.prepare(`SELECT ${columnList} FROM people WHERE no = ?`);
    const rows = database
      .prepare('SELECT no, id, display_name AS displayName, folded FROM people')
      .all() as unknown as IndexEntry[];
    this.#index = new NameIndex(rows);
  }

  get size(): number {
    return this.#index.size;
  }

  upsert(people: readonly Person[]): UpsertOutcome {
    return guardStorage(() => {
      const changed = people.map(toColumns).filter((columns) => this.#isChanged(columns));
      if (changed.length === 0) return { written: 0 };
      const upserts = this.#inTransaction(() => changed.map((columns) => this.#write(columns)));
      this.#index.apply({ upserts, removed: new Set() });
      return { written: changed.length };
    });
  }

  remove(ids: readonly string[]): void {
    guardStorage(() => {
      const remove = this.#database.prepare('DELETE FROM people WHERE id = ? RETURNING no');
      const removed = this.#inTransaction(() =>
        ids.flatMap((id) => remove.all(id) as unknown as { no: number }[]),
      );
      this.#index.apply({ upserts: [], removed: new Set(removed.map((row) => row.no)) });
    });
  }

  get(id: string): Person | null {
    return guardStorage(() => {
      const row = this.#byId.get(id) as PersonColumns | undefined;
      return row === undefined ? null : fromColumns(row);
    });
  }

  search(query: { text: string; offset: number; limit: number }): PeopleMatch {
    return guardStorage(() => {
      const found = this.#index.find(searchWords(query.text));
      const people = found
        .slice(query.offset, query.offset + query.limit)
        .map((entry) => fromColumns(this.#byNo.get(entry.no) as PersonColumns));
      return { matched: found.length, total: this.#index.size, people };
    });
  }

  *ids(): Iterable<string> {
    for (const entry of this.#index.find([])) yield entry.id;
  }

  refreshedAt(): string | null {
    return guardStorage(() => {
      const row = this.#database
        .prepare("SELECT value FROM facts WHERE name = 'refreshed-at'")
        .get() as { value: string } | undefined;
      return row?.value ?? null;
    });
  }

  setRefreshedAt(at: string): void {
    guardStorage(() => {
      this.#database
        .prepare("INSERT OR REPLACE INTO facts (name, value) VALUES ('refreshed-at', ?)")
        .run(at);
    });
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #isChanged(columns: PersonColumns): boolean {
    const row = this.#hashById.get(columns.id) as { row_hash: Uint8Array } | undefined;
    return row === undefined || Buffer.compare(row.row_hash, columns.row_hash) !== 0;
  }

  #write(columns: PersonColumns): IndexEntry {
    const values = personColumnNames.map((name) => columns[name]);
    const { no } = this.#insert.get(...values) as { no: number };
    return { no, id: columns.id, displayName: columns.display_name, folded: columns.folded };
  }

  #inTransaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk rolls back by itself; a second ROLLBACK would hide the first error.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}
