/**
 * Our own copies of photos that we have sent, by person, as JSON; and the pictures that the lines of
 * the log name, so that these can be told without reading all of it.
 */
export const outboxMigration0002 = `
CREATE TABLE own_photos (
  person_key TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_pictures (
  picture_id TEXT NOT NULL,
  activity_id INTEGER NOT NULL,
  PRIMARY KEY (picture_id, activity_id)
) STRICT, WITHOUT ROWID;
`;
