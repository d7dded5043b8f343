/** Numbered migrations that only append; `user_version` is the number of the last one done. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { SanwuError } from '../main/contract/errors.ts';
import { programFiles } from '../main/program/program-files.ts';

export type DatabaseName = 'content' | 'records';

export interface Migration {
  readonly number: number;
  readonly file: string;
  readonly sql: string;
}

const folder = programFiles.migrations;

/** All migrations of a database, 1, 2, 3 … without a gap. */
export function migrationsOf(name: DatabaseName): Migration[] {
  const files = readdirSync(path.join(folder, name)).filter((file) => file.endsWith('.sql'));
  const migrations = files.sort().map((file) => ({
    number: Number(file.slice(0, 4)),
    file,
    sql: readFileSync(path.join(folder, name, file), 'utf8'),
  }));
  for (const [index, migration] of migrations.entries()) {
    if (migration.number !== index + 1) throw new Error(`migration out of order: ${name}/${migration.file}`);
  }
  return migrations;
}

/** The newest schema that this program knows. */
export const newestSchema = (name: DatabaseName): number => migrationsOf(name).length;

/** Version of an open database's schema. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Every migration is known to work on what the ones before it made: tables that it does not fit are another database's. */
function apply(database: Database, name: DatabaseName, migration: Migration): void {
  try {
    database.exec(migration.sql);
  } catch (cause) {
    const isOfOtherTables = cause instanceof Sqlite.SqliteError && cause.code === 'SQLITE_ERROR';
    throw isOfOtherTables ? new SanwuError('broken-file', `${name}.db`, { cause }) : cause;
  }
}

/**
 * Brings a database to the newest schema (or to `upTo`), each step in a transaction of its own.
 * @throws SanwuError `future-database`: it was written by a newer program, and is left as it is; `broken-file`: its tables are not
 *   those that its schema's number says
 */
export function migrate(database: Database, name: DatabaseName, upTo = Number.POSITIVE_INFINITY): void {
  const migrations = migrationsOf(name);
  if (schemaVersion(database) > migrations.length) {
    throw new SanwuError('future-database', `${name}.db`, {
      detail: `schema ${schemaVersion(database)}, this program knows ${migrations.length}`,
    });
  }
  const step = database.transaction((migration: Migration) => {
    // Another process may have done it while this one waited for the lock.
    if (schemaVersion(database) >= migration.number) return;
    apply(database, name, migration);
    database.pragma(`user_version = ${migration.number}`);
  });
  for (const migration of migrations) {
    // Looked at before the lock is asked for: someone else's lock must not keep a database that is up to date from being read.
    if (migration.number <= upTo && schemaVersion(database) < migration.number) step.immediate(migration);
  }
}
