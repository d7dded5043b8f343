/** Whether a database is sound: its schema, its pages, its indexes. What the rows say is for their services to judge. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { storageErrorKind } from './errors.ts';
import { type DatabaseName, migrate, schemaVersion } from './migrate.ts';
import { databaseFile, lockWaits, openEmpty } from './open.ts';

/** `log`: beside the database lies the log of another one. */
export type Damage = 'missing' | 'log' | 'schema' | 'pages';

const shapeOf = (database: Database) =>
  JSON.stringify(database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all());

/** Answers `damage` where the database cannot even be asked. A bug, or a disk that is full or locked, is thrown. */
function finding(damage: Damage, isSound: () => boolean): Damage | undefined {
  try {
    return isSound() ? undefined : damage;
  } catch (error) {
    if (storageErrorKind(error) === 'broken-file') return damage;
    throw error;
  }
}

/**
 * Cheap (a few milliseconds): whether the tables are the ones that its migrations make. A log of another database brings others.
 * @throws what SQLite throws for a lock or a full disk
 */
export function schemaDamage(database: Database, name: DatabaseName): Damage | undefined {
  const fresh = openEmpty(name, schemaVersion(database)).database;
  try {
    return finding('schema', () => shapeOf(database) === shapeOf(fresh));
  } finally {
    fresh.close();
  }
}

/** Reads every page (`integrity_check`, the full-text index with it): not on a thread that a page waits for, unless it is small. */
export function damageOf(database: Database, name: DatabaseName): Damage | undefined {
  return (
    schemaDamage(database, name) ??
    finding('pages', () => database.pragma('integrity_check(1)', { simple: true }) === 'ok')
  );
}

/** File format, "The Database Header": the application id, at offset 68. 0: none, or not yet in the file. */
export function numberInFile(file: string): number {
  const header = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    return readSync(handle, header, 0, 100, 0) < 100 ? 0 : header.readUInt32BE(68);
  } finally {
    closeSync(handle);
  }
}

/** Whether the log beside a database, seen through `database`, is of another one. `number`: `numberInFile` before it was opened. */
export const hasForeignLog = (database: Database, number: number): boolean =>
  number !== 0 && database.pragma('application_id', { simple: true }) !== number;

/**
 * Looks at a whole database, changing nothing. No connection of this process may be open to it: POSIX locks end with the first
 * descriptor closed.
 * @throws what SQLite throws for a lock, a full or a read-only disk; SanwuError `future-database`
 */
export function inspect(folder: string, name: DatabaseName): Damage | undefined {
  const file = databaseFile(folder, name);
  if (!existsSync(file) || statSync(file).size === 0) return 'missing';
  const number = numberInFile(file);
  // A connection that only reads leaves the log where it is: a foreign one is not yet part of the file.
  const database = new Sqlite(file, { readonly: true, timeout: lockWaits.page });
  try {
    // A newer program's tables are not damage.
    const version = finding('schema', () => {
      migrate(database, name, 0);
      return true;
    });
    if (version) return version;
    const found = finding('log', () => !hasForeignLog(database, number));
    return found ?? damageOf(database, name);
  } finally {
    database.close();
  }
}
