/**
 * Changes as JSON with a checksum each; `meta` counts the writes. The log and the drafts stand beside
 * them. AUTOINCREMENT: the number of a line of the log is never given twice.
 */
export const outboxMigration0001 = `
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
  id TEXT PRIMARY KEY,
  place INTEGER NOT NULL,
  body TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;

CREATE TABLE locked_fields (
  person_id TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (person_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  person_id TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  outcome TEXT NOT NULL,
  at TEXT NOT NULL,
  search_text TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX activity_by_change ON activity (change_id);
CREATE INDEX activity_by_time ON activity (at);
`;
