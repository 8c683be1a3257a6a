import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Change } from '../../../preload/model/change.ts';
import type { OutboxRecovery } from '../../services/ports/outbox-store.ts';
import { isDamage, putAside } from '../database.ts';
import { NewerSchemaError, outboxMigrations } from '../migrate.ts';
import { inTransaction } from '../transaction.ts';
import { checksumOf } from './checksum.ts';
import { type DatabaseContents, openOutboxDatabase, readDatabase } from './outbox-database.ts';
import {
  type JournalContents,
  type OutboxJournal,
  readJournal,
  startJournal,
} from './outbox-journal.ts';

/** Both copies, open and agreeing. */
export interface OpenedOutbox {
  readonly database: DatabaseSyncInstance;
  readonly journal: OutboxJournal;
  readonly generation: number;
  readonly changes: readonly Change[];
  readonly recovery: OutboxRecovery;
}

/**
 * Opens the two copies of an outbox and makes them one again. The one that is whole and has seen
 * more writes is believed: the other one may be damaged, gone, or an old one put back by a backup.
 * Where both are damaged, what can be read of either counts. A damaged database is kept aside.
 */
export function openBothCopies(file: string, now: () => number): OpenedOutbox {
  const journalFile = `${file}.journal`;
  const fromJournal = readJournal(journalFile);
  const { database, contents } = openReadable(file, fromJournal);
  const { changes, recovery } = reconcile(contents, fromJournal);
  const generation = Math.max(contents.generation, fromJournal.generation) + 1;
  let journal: OutboxJournal | null = null;
  let whole = database;
  try {
    // First of all what could be read is safe again, in one piece: the process may end at any moment.
    journal = startJournal(journalFile, { generation, changes });
    whole ??= openInPlaceOf(file, now);
    writeAll(whole, generation, changes);
    return { database: whole, journal, generation, changes, recovery };
  } catch (error) {
    // They would stay open and locked otherwise, and the next try fail for that.
    journal?.close();
    whole?.close();
    throw error;
  }
}

/** What the database holds; where it is damaged, what could be read of it, and no database. */
function openReadable(
  file: string,
  journal: JournalContents,
): { database: DatabaseSyncInstance | null; contents: DatabaseContents } {
  let contents: DatabaseContents = { generation: 0, changes: new Map(), isIntact: false };
  try {
    const database = openOutboxDatabase(file);
    contents = readDatabase(database);
    if (contents.isIntact) return { database, contents };
    database.close();
  } catch (error) {
    if (!isDamage(error) && !isMarkedReadOnly(error) && !isMarkedNewer(error, journal)) throw error;
  }
  return { database: null, contents };
}

function openInPlaceOf(file: string, now: () => number): DatabaseSyncInstance {
  putAside(file, now());
  return openOutboxDatabase(file);
}

/** The file has just been opened for writing: it is a flipped bit in its header that says no. */
function isMarkedReadOnly(error: unknown): boolean {
  return error instanceof Error && /readonly database/i.test(error.message);
}

/** A newer Rollcall would have written the journal as well: that is a flipped bit, too. */
function isMarkedNewer(error: unknown, { isIntact, schema }: JournalContents): boolean {
  return error instanceof NewerSchemaError && isIntact && schema === outboxMigrations.length;
}

function reconcile(
  database: DatabaseContents,
  journal: JournalContents,
): { changes: readonly Change[]; recovery: OutboxRecovery } {
  if (database.isIntact && database.generation >= journal.generation) {
    return { changes: inOrder(database.changes), recovery: 'none' };
  }
  if (journal.isIntact && journal.generation > 0) {
    // One write ahead is a process that died between the two copies, and no damage.
    const isNormal = database.isIntact && journal.generation === database.generation + 1;
    return { changes: inOrder(journal.changes), recovery: isNormal ? 'none' : 'from-copy' };
  }
  // One write ahead at most: everything that was acknowledged is in the database.
  if (database.isIntact && journal.generation <= database.generation + 1) {
    return { changes: inOrder(database.changes), recovery: 'from-copy' };
  }
  // What was done with already and comes back this way is found out when it is sent.
  const [older, newer] = [database, journal].toSorted((a, b) => a.generation - b.generation);
  const union = new Map([...(older?.changes ?? []), ...(newer?.changes ?? [])]);
  return { changes: inOrder(union), recovery: 'partial' };
}

function inOrder(changes: ReadonlyMap<string, Change>): Change[] {
  return [...changes.values()].sort((a, b) => a.place - b.place);
}

function writeAll(
  database: DatabaseSyncInstance,
  generation: number,
  changes: readonly Change[],
): void {
  inTransaction(database, () => {
    database.exec('DELETE FROM changes');
    for (const change of changes) putChange(database, change);
    putGeneration(database, generation);
  });
}

/** Writes one change; within a transaction. */
export function putChange(database: DatabaseSyncInstance, change: Change): void {
  const body = JSON.stringify(change);
  database
    .prepare('INSERT OR REPLACE INTO changes (id, place, body, checksum) VALUES (?, ?, ?, ?)')
    .run(change.id, change.place, body, checksumOf(body));
}

/** Notes how many writes there have been; within a transaction. */
export function putGeneration(database: DatabaseSyncInstance, generation: number): void {
  database
    .prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('generation', ?)")
    .run(generation);
}
