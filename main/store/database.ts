import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { DamagedRowError } from './damaged-row.ts';
import { cacheMigrations, migrate, NewerSchemaError, refuseNewer } from './migrate.ts';

/** A database together with what had to be done to open it. */
export interface OpenedDatabase {
  readonly database: DatabaseSyncInstance;
  /** Where an unusable predecessor was put, or null where the file was fine or new. */
  readonly setAside: string | null;
}

/**
 * Opens a cache database in WAL mode, private to the user, and brings it to the current schema.
 * A file that is corrupt, foreign or newer is set aside beside the original, never deleted, and a
 * fresh one takes its place: the server has the data.
 */
export function openCacheDatabase(file: string, now: () => number): OpenedDatabase {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  chmodSync(dirname(file), 0o700);
  try {
    return { database: open(file), setAside: null };
  } catch (error) {
    if (!isUnusable(error)) throw error;
  }
  return replaceCacheDatabase(file, now);
}

/** Sets a closed database aside, and opens a fresh one in its place. */
export function replaceCacheDatabase(file: string, now: () => number): OpenedDatabase {
  const setAside = putAside(file, now());
  return { database: open(file), setAside };
}

function open(file: string): DatabaseSyncInstance {
  // Created by us with 0600 before SQLite sees it: -wal and -shm then inherit the mode.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file);
  try {
    refuseForeign(database);
    database.exec('PRAGMA journal_mode = WAL');
    // The cache can be had again from the server: NORMAL is enough (the outbox uses FULL).
    database.exec('PRAGMA synchronous = NORMAL');
    database.exec('PRAGMA busy_timeout = 2000');
    // Removed people leave no bytes behind in free pages.
    database.exec('PRAGMA secure_delete = ON');
    migrate(database, cacheMigrations);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Marks our databases ("Roll" in ASCII), as SQLite provides for. */
const applicationId = 0x526f6c6c;

/** Thrown for a database that another program has made. */
class ForeignDatabaseError extends Error {
  override readonly name = 'ForeignDatabaseError';
}

// Before anything is written: what is not ours must be set aside as it was.
function refuseForeign(database: DatabaseSyncInstance): void {
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get() as {
    count: number;
  };
  const mark = database.prepare('PRAGMA application_id').get() as { application_id: number };
  if (mark.application_id === applicationId) refuseNewer(database, cacheMigrations);
  else if (tables.count > 0 || mark.application_id !== 0) throw new ForeignDatabaseError();
  else startFile(database);
}

/** Decides, before the first table, what cannot be changed later. */
function startFile(database: DatabaseSyncInstance): void {
  // A person takes several hundred bytes: larger pages leave less room unused at their ends.
  database.exec('PRAGMA page_size = 16384');
  database.exec(`PRAGMA application_id = ${applicationId}`);
}

function isUnusable(error: unknown): boolean {
  return (
    error instanceof NewerSchemaError || error instanceof ForeignDatabaseError || isDamage(error)
  );
}

/**
 * Whether an error means that the file's contents are damaged. Checking the whole file at the start
 * would take a second for a large directory, so damage shows itself when it is come across.
 */
export function isDamage(error: unknown): boolean {
  // Damaged JSON in a column.
  if (error instanceof SyntaxError || error instanceof DamagedRowError) return true;
  return (
    error instanceof Error &&
    /not a database|malformed|SQLITE_CORRUPT|SQLITE_NOTADB|unsupported file format|no such (table|column)|database schema/i.test(
      error.message,
    )
  );
}

/** Renames a database with its companions, so that it is kept as it was. */
export function putAside(file: string, at: number): string {
  const setAside = `${file}.unusable-${at}`;
  renameSync(file, setAside);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, setAside + suffix);
  }
  return setAside;
}
