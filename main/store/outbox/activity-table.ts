import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import {
  type Activity,
  type ActivityPage,
  type ActivityQuery,
  activitySchema,
} from '../../../preload/model/activity.ts';
import { fold } from '../../../preload/rules/fold.ts';
import type { NewActivity } from '../../services/ports/outbox-store.ts';
import { inTransaction } from '../transaction.ts';

/** The log of what was sent, as a table. */
export interface ActivityTable {
  /** Within a transaction. */
  add(line: NewActivity): void;
  page(query: ActivityQuery): ActivityPage;
  of(changeId: string): readonly Activity[];
  all(): Iterable<Activity>;
  /** The ids of all pictures that lines name. */
  pictures(): ReadonlySet<string>;
  /** Forgets the lines before a moment, and which pictures and jobs they named. */
  prune(before: string): void;
}

/** A line as it stands in the table. */
export interface ActivityRow {
  readonly id: number;
  readonly body: string;
}

export function createActivityTable(database: DatabaseSyncInstance): ActivityTable {
  const insert = database.prepare(
    `INSERT INTO activity (change_id, person_id, outcome, at, search_text, body)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const select = database.prepare(
    `SELECT id, body FROM activity
     WHERE (? IS NULL OR id < ?) AND (? IS NULL OR outcome = ?) AND (? IS NULL OR person_id = ?)
       AND (? = '' OR instr(search_text, ?) > 0)
     ORDER BY id DESC LIMIT ?`,
  );
  const selectOf = database.prepare(
    'SELECT id, body FROM activity WHERE change_id = ? ORDER BY id DESC',
  );
  const selectFrom = database.prepare(
    'SELECT id, body FROM activity WHERE id > ? ORDER BY id LIMIT 500',
  );
  const remove = database.prepare('DELETE FROM activity WHERE at < ?');
  const insertPicture = database.prepare(
    'INSERT OR IGNORE INTO activity_pictures (picture_id, activity_id) VALUES (?, ?)',
  );
  const selectPictures = database.prepare(
    'SELECT DISTINCT picture_id AS id FROM activity_pictures',
  );
  const removePictures = database.prepare(
    'DELETE FROM activity_pictures WHERE activity_id NOT IN (SELECT id FROM activity)',
  );
  const insertJob = database.prepare(
    'INSERT INTO activity_jobs (job_id, activity_id) VALUES (?, ?)',
  );
  const removeJobs = database.prepare(
    'DELETE FROM activity_jobs WHERE activity_id NOT IN (SELECT id FROM activity)',
  );
  return {
    add(line) {
      const { lastInsertRowid } = insert.run(
        line.changeId,
        line.personId,
        line.outcome,
        line.at,
        searchTextOf(line),
        JSON.stringify(line),
      );
      for (const picture of [line.photo?.before, line.photo?.after]) {
        if (picture) insertPicture.run(picture.id, lastInsertRowid);
      }
      const jobId = line.photo?.jobId ?? null;
      if (jobId !== null) insertJob.run(jobId, lastInsertRowid);
    },
    page({ text, outcome, personId, before, limit }) {
      const words = fold(text);
      const rows = select.all(
        before,
        before,
        outcome,
        outcome,
        personId,
        personId,
        words,
        words,
        limit + 1,
      ) as ActivityRow[];
      return { lines: rows.slice(0, limit).map(toActivity), hasMore: rows.length > limit };
    },
    of: (changeId) => (selectOf.all(changeId) as ActivityRow[]).map(toActivity),
    *all() {
      for (let last = 0; ;) {
        const rows = selectFrom.all(last) as ActivityRow[];
        yield* rows.map(toActivity);
        const end = rows.at(-1);
        // In a damaged table the lines need not ascend.
        if (end === undefined || end.id <= last) return;
        last = end.id;
      }
    },
    pictures: () => new Set((selectPictures.all() as { id: string }[]).map(({ id }) => id)),
    prune(before) {
      inTransaction(database, () => {
        remove.run(before);
        removePictures.run();
        removeJobs.run();
      });
    },
  };
}

/** The line of a row. */
export function toActivity({ id, body }: ActivityRow): Activity {
  return activitySchema.parse({ ...(JSON.parse(body) as object), id });
}

function searchTextOf(line: NewActivity): string {
  const values = [...Object.values(line.before), ...Object.values(line.after)];
  const names = [...Object.keys(line.after), ...line.fields];
  const texts = [line.displayName, line.personId, line.userId, line.message ?? '', ...names];
  return fold(
    [
      ...texts,
      ...values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    ].join(' '),
  );
}
