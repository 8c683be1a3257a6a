/**
 * People by the People API's own fields; unset ones are NULL and cost one byte each. `orders` keeps
 * the result of sorting: the numbers of all people in name order, 4 bytes each.
 */
export const migration0001 = `
CREATE TABLE people (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  first_name TEXT,
  last_name TEXT,
  description TEXT,
  email TEXT,
  skype_id TEXT,
  google_id TEXT,
  instant_message_id TEXT,
  job_title TEXT,
  location TEXT,
  mobile TEXT,
  telephone TEXT,
  user_status TEXT,
  status_updated_at TEXT,
  organization TEXT,
  address1 TEXT,
  address2 TEXT,
  address3 TEXT,
  postcode TEXT,
  company_telephone TEXT,
  company_fax TEXT,
  company_email TEXT,
  enabled INTEGER NOT NULL,
  email_notifications_enabled INTEGER NOT NULL,
  avatar_id TEXT,
  quota INTEGER,
  quota_used INTEGER,
  aspect_names TEXT,
  properties TEXT,
  capabilities INTEGER,
  search_text TEXT NOT NULL,
  row_hash INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE orders (
  name TEXT PRIMARY KEY,
  nos BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`;
