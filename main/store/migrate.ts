import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { migration0001 } from './migrations/0001-people.ts';
import { inTransaction } from './transaction.ts';

/** Every schema step ever released, in order; the database's user_version counts those applied. */
const migrations = [migration0001] as const;

/** The schema that this build reads and writes. */
export const schemaVersion = migrations.length;

/** Thrown for a database that a newer Rollcall has written: it must be left untouched. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
}

function versionOf(database: DatabaseSyncInstance): number {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number };
  return row.user_version;
}

/** Throws where a newer Rollcall has written the database. */
export function refuseNewer(database: DatabaseSyncInstance): void {
  const version = versionOf(database);
  if (version > schemaVersion) {
    throw new NewerSchemaError(`Schema ${version} is newer than ${schemaVersion}`);
  }
}

/** Brings a database to the current schema, each step in a transaction of its own. */
export function migrate(database: DatabaseSyncInstance): void {
  const from = versionOf(database);
  migrations.slice(from).forEach((sql, index) => {
    inTransaction(database, () => {
      database.exec(sql);
      // PRAGMA takes no parameters; the number is ours.
      database.exec(`PRAGMA user_version = ${from + index + 1}`);
    });
  });
}
