CREATE TABLE floors (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  keys TEXT NOT NULL
) WITHOUT ROWID, STRICT;

CREATE TABLE tombstones (
  id TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  carried_out_at INTEGER
) WITHOUT ROWID, STRICT;

CREATE TABLE outbox (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  payload BLOB,
  created_at INTEGER NOT NULL,
  delivered_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (number) WHERE delivered_at IS NULL;

CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
