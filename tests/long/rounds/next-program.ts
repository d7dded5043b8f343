/**
 * A program of the next release, as far as databases go: this one's `db/` with one migration more for each database, heavy
 * as the worst of them may be (tables written anew, an index built). So this release's databases, filled by a real import,
 * are the N-1 that it finds.
 */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type DatabaseName, migrationsOf } from '../../../db/migrate.ts';

const root = path.resolve(import.meta.dirname, '../../..');

const further: Record<DatabaseName, string> = {
  content: `
    ALTER TABLE items ADD COLUMN test_length INTEGER NOT NULL DEFAULT 0;
    UPDATE items SET test_length = length(title);
    CREATE INDEX test_items_length ON items (test_length, published_at);
    CREATE TABLE test_versions AS SELECT * FROM versions;
    UPDATE search_texts SET folded = folded || '';
    UPDATE versions SET content = content || ' ';
    UPDATE versions SET content = rtrim(content);
    DROP TABLE test_versions;
  `,
  records: `
    CREATE TABLE test_floors (name TEXT PRIMARY KEY, version INTEGER NOT NULL, keys TEXT NOT NULL, seen INTEGER) STRICT;
    INSERT INTO test_floors SELECT name, version, keys, NULL FROM floors;
    DROP TABLE floors;
    ALTER TABLE test_floors RENAME TO floors;
    UPDATE outbox SET created_at = created_at;
  `,
};

/** What opens a data folder's databases as that program does. Says `working`, then migrates. */
const opening = `
import { openForWriting } from './db/open.ts';
process.stdout.write('working\\n');
for (const name of ['records', 'content']) openForWriting(process.argv[2], name).database.close();
`;

/** Makes it in a folder that does not exist. @returns the entry; its argument is a data folder */
export function makeNextProgram(folder: string): string {
  mkdirSync(folder);
  // A program knows its own migrations by where its sources lie: copies, no links.
  for (const name of ['db', 'main'])
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  for (const name of ['node_modules', 'package.json'])
    symlinkSync(path.join(root, name), path.join(folder, name));
  for (const name of ['content', 'records'] as const) {
    const number = String(migrationsOf(name).length + 1).padStart(4, '0');
    writeFileSync(path.join(folder, 'db', 'migrations', name, `${number}-test.sql`), further[name]);
  }
  const entry = path.join(folder, 'opening.ts');
  writeFileSync(entry, opening);
  return entry;
}
