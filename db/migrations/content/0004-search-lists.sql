-- The search index as lists of places and rows of bits (main/search/lists.ts, phrases.ts): `key` is what is listed and where a
-- piece of its list begins.
DROP TABLE search_index;
CREATE TABLE search_index (
  key INTEGER PRIMARY KEY,
  places BLOB NOT NULL
) STRICT;

-- What the item is filed under and the amounts of its tables, as codes of 32 bits: to take it out of the lists again.
ALTER TABLE search_texts ADD COLUMN marks BLOB;

INSERT OR IGNORE INTO search_outdated (id) SELECT 1 FROM items LIMIT 1;
