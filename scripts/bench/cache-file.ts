import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';

/** What the files of a cache say from outside. */
export interface CacheFile {
  readonly sizeBytes: number;
  readonly walBytes: number;
  /** The rows that differ from those of an earlier look. */
  changesSince(earlier: CacheFile): number;
  readonly rows: ReadonlyMap<string, string>;
}

/** Looks at the only cache in a user-data folder, beside the app if it runs. */
export function readCacheFile(userDataFolder: string): CacheFile {
  const file = cacheFileOf(userDataFolder);
  const rows = withDatabase(file, (database) => {
    const select = database.prepare('SELECT id, no, changed_at, hex(row_hash) AS hash FROM people');
    const found = select.all() as { id: string; no: number; changed_at: number; hash: string }[];
    return new Map(found.map(({ id, ...rest }) => [id, Object.values(rest).join()]));
  });
  return {
    sizeBytes: sizeOf(file),
    walBytes: sizeOf(`${file}-wal`),
    rows,
    changesSince: (earlier) =>
      [...rows].filter(([id, row]) => earlier.rows.get(id) !== row).length +
      [...earlier.rows.keys()].filter((id) => !rows.has(id)).length,
  };
}

/** Empties the write-ahead log, so that its size tells what is written from now on. */
export function truncateWal(userDataFolder: string): void {
  withDatabase(cacheFileOf(userDataFolder), (database) =>
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
  );
}

function cacheFileOf(userDataFolder: string): string {
  const folder = join(userDataFolder, 'directories');
  const [name = ''] = readdirSync(folder);
  return join(folder, name, 'people.db');
}

function withDatabase<T>(file: string, work: (database: DatabaseSyncInstance) => T): T {
  const database = new DatabaseSync(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
