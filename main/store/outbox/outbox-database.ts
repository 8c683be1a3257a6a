import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { changeSchema, type Change } from '../../../preload/model/change.ts';
import { migrate, outboxMigrations, refuseNewer } from '../migrate.ts';
import { checksumOf } from './checksum.ts';

/** What can be read of the database's copy of the outbox. */
export interface DatabaseContents {
  readonly generation: number;
  readonly changes: ReadonlyMap<string, Change>;
  /** True where SQLite and every checksum agree. */
  readonly isIntact: boolean;
}

/** Marks our outboxes ("Rout" in ASCII), as SQLite provides for. */
const applicationId = 0x526f7574;

/**
 * Opens the database of an outbox, private to the user and to this process. Unlike the cache it
 * cannot be had again from anywhere: every commit waits for the disk. Throws `NewerSchemaError`
 * before anything is touched where a newer Rollcall has written it, and what SQLite throws.
 */
export function openOutboxDatabase(file: string): DatabaseSyncInstance {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  chmodSync(dirname(file), 0o700);
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file);
  try {
    refuseNewer(database, outboxMigrations);
    // Held until the process ends, however it ends: two processes never send the same change.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA secure_delete = ON');
    migrate(database, outboxMigrations);
    database.exec(`PRAGMA application_id = ${applicationId}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Reads all changes, looking at every byte: there are few, and they are all that there is. */
export function readDatabase(database: DatabaseSyncInstance): DatabaseContents {
  const changes = new Map<string, Change>();
  let isIntact = isSound(database) && hasOurSchema(database);
  const rows = attempt(
    () => database.prepare('SELECT id, body, checksum FROM changes').all() as ChangeRow[],
  );
  if (rows === null) isIntact = false;
  for (const row of rows ?? []) {
    const change = changeOf(row);
    if (change === null) isIntact = false;
    else changes.set(change.id, change);
  }
  const meta = attempt(
    () =>
      database.prepare("SELECT value FROM meta WHERE name = 'generation'").get() as
        { value: number } | undefined,
  );
  if (meta === null) isIntact = false;
  return { generation: meta?.value ?? 0, changes, isIntact };
}

/** As damaged as it may be. */
interface ChangeRow {
  readonly id: unknown;
  readonly body: unknown;
  readonly checksum: unknown;
}

function changeOf({ id, body, checksum }: ChangeRow): Change | null {
  if (typeof body !== 'string' || checksumOf(body) !== checksum) return null;
  const parsed = attempt(() => changeSchema.safeParse(JSON.parse(body) as unknown));
  return parsed?.success === true && parsed.data.id === id ? parsed.data : null;
}

function isSound(database: DatabaseSyncInstance): boolean {
  const answer = attempt(
    () => database.prepare('PRAGMA integrity_check').get() as { integrity_check: string },
  );
  return answer?.integrity_check === 'ok';
}

/** A flipped bit in the name of a table is no damage to SQLite. */
function hasOurSchema(database: DatabaseSyncInstance): boolean {
  const fresh = new DatabaseSync(':memory:');
  try {
    migrate(fresh, outboxMigrations);
    return schemaOf(fresh) === attempt(() => schemaOf(database));
  } finally {
    fresh.close();
  }
}

function schemaOf(database: DatabaseSyncInstance): string {
  return JSON.stringify(
    database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all(),
  );
}

/** Null where it throws: here every failure means damage. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
