/** Which lines of the log are about photos that were set in one go. */
export const outboxMigration0003 = `
CREATE TABLE activity_jobs (
  job_id TEXT NOT NULL,
  activity_id INTEGER NOT NULL,
  PRIMARY KEY (job_id, activity_id)
) STRICT, WITHOUT ROWID;
`;
