import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { migration0001 } from './migrations/0001-people.ts';
import { outboxMigration0001 } from './migrations/outbox-0001.ts';
import { outboxMigration0002 } from './migrations/outbox-0002.ts';
import { outboxMigration0003 } from './migrations/outbox-0003.ts';
import { inTransaction } from './transaction.ts';

/** Every schema step ever released, in order; a database's user_version counts those applied. */
export type Migrations = readonly string[];

export const cacheMigrations: Migrations = [migration0001];
export const outboxMigrations: Migrations = [
  outboxMigration0001,
  outboxMigration0002,
  outboxMigration0003,
];

/** Thrown for a database that a newer Rollcall has written: it must be left untouched. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
}

function versionOf(database: DatabaseSyncInstance): number {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number };
  return row.user_version;
}

/** Throws where a newer Rollcall has written the database. */
export function refuseNewer(database: DatabaseSyncInstance, migrations: Migrations): void {
  const version = versionOf(database);
  if (version > migrations.length) {
    throw new NewerSchemaError(`Schema ${version} is newer than ${migrations.length}`);
  }
}

/** Brings a database to the current schema, each step in a transaction of its own. */
export function migrate(database: DatabaseSyncInstance, migrations: Migrations): void {
  const from = versionOf(database);
  migrations.slice(from).forEach((sql, index) => {
    inTransaction(database, () => {
      database.exec(sql);
      // PRAGMA takes no parameters; the number is ours.
      database.exec(`PRAGMA user_version = ${from + index + 1}`);
    });
  });
}
