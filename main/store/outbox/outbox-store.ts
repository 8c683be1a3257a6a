import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Change, type Draft, draftSchema } from '../../../preload/model/change.ts';
import type { FieldName } from '../../../preload/model/person-fields.ts';
import type { OutboxStore, OutboxWrite, OwnPhoto } from '../../services/ports/outbox-store.ts';
import { inTransaction } from '../transaction.ts';
import { type ActivityTable, createActivityTable } from './activity-table.ts';
import { guardOutbox } from './guard-outbox.ts';
import { createPhotoJobTable, type PhotoJobTable } from './photo-job-table.ts';
import { openBothCopies, type OpenedOutbox, putChange, putGeneration } from './open-outbox.ts';
import { createOwnPhotoTable, type OwnPhotoTable } from './own-photo-table.ts';

/**
 * Opens the outbox of one server and user. `file` is the database; its second copy stands beside it
 * with the ending `.journal`. Throws `AppError` of the code `storage`, also where another process has
 * it open, or where a newer Rollcall has written it: it is then left untouched.
 */
export function openOutboxStore(options: {
  readonly file: string;
  readonly now: () => number;
  /** Sees the connection before its first use; tests limit its size with it. */
  readonly onOpened?: (database: DatabaseSyncInstance) => void;
}): OutboxStore {
  return guardOutbox(() => {
    const opened = openBothCopies(options.file, options.now);
    try {
      options.onOpened?.(opened.database);
      return new TwofoldOutbox(opened);
    } catch (error) {
      opened.journal.close();
      opened.database.close();
      throw error;
    }
  });
}

class TwofoldOutbox implements OutboxStore {
  readonly recovery: OutboxStore['recovery'];
  readonly #opened: OpenedOutbox;
  readonly #log: ActivityTable;
  readonly #own: OwnPhotoTable;
  readonly #jobs: PhotoJobTable;
  #generation: number;
  #changes: readonly Change[];
  #place: number;

  constructor(opened: OpenedOutbox) {
    this.#opened = opened;
    this.recovery = opened.recovery;
    this.#generation = opened.generation;
    this.#changes = opened.changes;
    this.#log = createActivityTable(opened.database);
    this.#own = createOwnPhotoTable(opened.database);
    this.#jobs = createPhotoJobTable(opened.database);
    this.#place = Math.max(0, ...opened.changes.map(({ place }) => place));
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  nextPlace(): number {
    this.#place += 1;
    return this.#place;
  }

  write(write: OutboxWrite): void {
    guardOutbox(() => this.#writeBoth(write));
    const { put = [], drop = [], own = [] } = write;
    for (const { personId, photo } of own) this.#own.remember(personId, photo);
    const byId = new Map(this.#changes.map((change) => [change.id, change]));
    for (const change of put) byId.set(change.id, change);
    for (const id of drop) byId.delete(id);
    this.#changes = [...byId.values()].sort((a, b) => a.place - b.place);
  }

  lockedFields(personId: string): readonly FieldName[] {
    const rows = this.#database
      .prepare('SELECT field FROM locked_fields WHERE person_id = ?')
      .all(personId) as { field: FieldName }[];
    return rows.map(({ field }) => field);
  }

  ownPhotoOf(personId: string): OwnPhoto | null {
    return this.#own.of(personId);
  }

  get ownPhotos(): readonly OwnPhoto[] {
    return this.#own.all;
  }

  picturesInLog: OutboxStore['picturesInLog'] = () => guardOutbox(() => this.#log.pictures());

  draft(personId: string): Draft | null {
    const row = this.#database
      .prepare('SELECT body FROM drafts WHERE person_id = ?')
      .get(personId) as { body: string } | undefined;
    if (row === undefined) return null;
    const draft = draftSchema.safeParse(JSON.parse(row.body) as unknown);
    return draft.success ? draft.data : null;
  }

  keepDraft(draft: Draft): void {
    guardOutbox(() =>
      this.#database
        .prepare('INSERT OR REPLACE INTO drafts (person_id, body) VALUES (?, ?)')
        .run(draft.personId, JSON.stringify(draft)),
    );
  }

  dropDraft(personId: string): void {
    guardOutbox(() =>
      this.#database.prepare('DELETE FROM drafts WHERE person_id = ?').run(personId),
    );
  }

  activity: OutboxStore['activity'] = (query) => guardOutbox(() => this.#log.page(query));

  activityOf: OutboxStore['activityOf'] = (changeId) => guardOutbox(() => this.#log.of(changeId));

  activityOfJob: OutboxStore['activityOfJob'] = (jobId) => guardOutbox(() => this.#jobs.of(jobId));

  photoJobs: OutboxStore['photoJobs'] = (limit) => guardOutbox(() => this.#jobs.list(limit));

  allActivity: OutboxStore['allActivity'] = () => this.#log.all();

  pruneActivity: OutboxStore['pruneActivity'] = (before) => {
    guardOutbox(() => this.#log.prune(before));
  };

  close(): void {
    if (!this.#database.isOpen) return;
    this.#opened.journal.close();
    this.#database.close();
  }

  get #database(): DatabaseSyncInstance {
    return this.#opened.database;
  }

  /** The journal goes first: taking its line back needs no space, undoing a commit would. */
  #writeBoth({ put = [], drop = [], log = [], own = [], lock = [] }: OutboxWrite): void {
    const generation = this.#generation + 1;
    const { journal } = this.#opened;
    journal.append({ generation, put, drop });
    try {
      inTransaction(this.#database, () => {
        for (const change of put) putChange(this.#database, change);
        for (const id of drop) this.#deleteChange(id);
        for (const line of log) this.#log.add(line);
        for (const { personId, photo } of own) this.#own.write(personId, photo);
        for (const { personId, fields } of lock) this.#lockFields(personId, fields);
        putGeneration(this.#database, generation);
      });
    } catch (error) {
      journal.takeBack();
      throw error;
    }
    this.#generation = generation;
  }

  #deleteChange(id: string): void {
    this.#database.prepare('DELETE FROM changes WHERE id = ?').run(id);
  }

  #lockFields(personId: string, fields: readonly FieldName[]): void {
    const insert = this.#database.prepare(
      'INSERT OR IGNORE INTO locked_fields (person_id, field) VALUES (?, ?)',
    );
    for (const field of fields) insert.run(personId, field);
  }
}
