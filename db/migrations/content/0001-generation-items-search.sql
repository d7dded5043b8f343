-- One row: the active generation.
CREATE TABLE generation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL,
  timestamp INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  targets TEXT NOT NULL,
  settings TEXT,
  catalogues TEXT NOT NULL
) STRICT;

CREATE TABLE metadata (
  role TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE signers (
  id INTEGER PRIMARY KEY,
  division TEXT NOT NULL,
  signer TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  contents TEXT NOT NULL,
  UNIQUE (division, signer)
) STRICT;

CREATE TABLE packs (
  signer INTEGER NOT NULL REFERENCES signers (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (signer, sha256)
) WITHOUT ROWID, STRICT;

-- The newest version of every item. `place` is its rowid in the search index: publish order, with gaps; none when erased.
CREATE TABLE items (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  signer INTEGER NOT NULL REFERENCES signers (id),
  place INTEGER UNIQUE,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  digest TEXT NOT NULL,
  title TEXT NOT NULL,
  emphasis TEXT,
  module TEXT NOT NULL,
  kind TEXT NOT NULL,
  period TEXT,
  year INTEGER NOT NULL,
  quarter INTEGER,
  published_at INTEGER NOT NULL,
  first_published_at INTEGER NOT NULL,
  catalogue TEXT NOT NULL,
  publicity TEXT,
  publicity_from TEXT,
  publicity_to TEXT,
  follows TEXT,
  project TEXT,
  project_stage TEXT,
  series TEXT,
  series_fen INTEGER,
  trace_at INTEGER,
  trace_reason TEXT
) STRICT;
CREATE INDEX items_signer ON items (signer);
CREATE INDEX items_published ON items (published_at, number);
CREATE INDEX items_first_published ON items (first_published_at) WHERE state = 'published';
CREATE INDEX items_module ON items (module, published_at, number);
CREATE INDEX items_module_year ON items (module, year, quarter);
CREATE INDEX items_publicity ON items (publicity_to) WHERE publicity_to IS NOT NULL;
CREATE INDEX items_follows ON items (follows) WHERE follows IS NOT NULL;
CREATE INDEX items_project ON items (project) WHERE project IS NOT NULL;
CREATE INDEX items_series ON items (series, period) WHERE series IS NOT NULL;

-- `content`: JSON of the sealed version; none once erased.
CREATE TABLE versions (
  item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  digest TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  seal TEXT,
  reason TEXT,
  content TEXT,
  PRIMARY KEY (item, version)
) STRICT;

CREATE TABLE attachments (
  item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  position INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  length INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  access TEXT NOT NULL,
  PRIMARY KEY (item, version, position)
) WITHOUT ROWID, STRICT;
CREATE INDEX attachments_file ON attachments (sha256);

CREATE TABLE catalogue_links (
  entry TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
  PRIMARY KEY (entry, item)
) WITHOUT ROWID, STRICT;
CREATE INDEX catalogue_links_item ON catalogue_links (item);

-- Text that search checks and quotes: `folded` is compared; `shown` only where it differs from it.
CREATE TABLE search_texts (
  place INTEGER PRIMARY KEY,
  folded TEXT NOT NULL,
  shown TEXT
) STRICT;

CREATE VIRTUAL TABLE search_index USING fts5 (
  tokens,
  content = '',
  contentless_delete = 1,
  detail = none,
  prefix = '1',
  tokenize = "ascii tokenchars '.'"
);
