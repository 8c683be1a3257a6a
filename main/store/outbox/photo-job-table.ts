import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Activity } from '../../../preload/model/activity.ts';
import { returnMark } from '../../../preload/rules/job-of-return.ts';
import type { LoggedJob } from '../../services/ports/outbox-store.ts';
import { type ActivityRow, toActivity } from './activity-table.ts';

/** What the log has of photos that were set in one go. */
export interface PhotoJobTable {
  /** The lines of a job, the oldest first. */
  of(jobId: string): readonly Activity[];
  /** The latest jobs but for those that take others back, the newest first. */
  list(limit: number): readonly LoggedJob[];
}

/** Prepares the statements on a database of the current schema. */
export function createPhotoJobTable(database: DatabaseSyncInstance): PhotoJobTable {
  const selectOf = database.prepare(
    `SELECT id, body FROM activity_jobs JOIN activity ON id = activity_id
     WHERE job_id = ? ORDER BY id`,
  );
  const selectLatest = database.prepare(
    `SELECT job_id AS jobId, min(at) AS at FROM activity_jobs JOIN activity ON id = activity_id
     WHERE substr(job_id, 1, 1) <> '${returnMark}'
     GROUP BY job_id ORDER BY max(id) DESC LIMIT ?`,
  );
  return {
    of: (jobId) => (selectOf.all(jobId) as unknown as ActivityRow[]).map(toActivity),
    list: (limit) => selectLatest.all(limit) as LoggedJob[],
  };
}
