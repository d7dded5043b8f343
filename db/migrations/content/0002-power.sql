-- Code of the power (R1.8) that an item lists or was decided under.
ALTER TABLE items ADD COLUMN power TEXT;
UPDATE items SET power = (
  SELECT json_extract(versions.content, '$.power.code')
  FROM versions
  WHERE versions.item = items.number AND versions.version = items.version AND versions.content IS NOT NULL
);
CREATE INDEX items_power ON items (power) WHERE power IS NOT NULL;
