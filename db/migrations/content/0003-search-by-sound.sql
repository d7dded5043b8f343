-- How titles and names are read, for search by pinyin: lines of characters with their readings.
CREATE TABLE search_readings (
  place INTEGER PRIMARY KEY,
  readings TEXT NOT NULL
) STRICT;

-- Text of PDF files, by their hash; empty where a file has none or could not be read.
CREATE TABLE file_texts (
  sha256 TEXT PRIMARY KEY,
  text TEXT NOT NULL
) WITHOUT ROWID, STRICT;

-- One row where the index was made by an older program: it is built anew when there is time.
CREATE TABLE search_outdated (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT;
INSERT INTO search_outdated (id) SELECT 1 FROM items LIMIT 1;
