/** Opening the two databases: pragmas, migrations, and what the errors mean. */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { SanwuError } from '../main/contract/errors.ts';
import { classifying } from './errors.ts';
import { type DatabaseName, migrate, migrationsOf, schemaVersion } from './migrate.ts';

/** How long a statement waits for another process's lock before it gives up with `locked`. Milliseconds. */
const busyTimeout = 5_000;
/** A reader answers a page: it must not freeze for long. Milliseconds. */
const readerBusyTimeout = 250;
/** Page cache of a connection, KiB. */
const cacheKiB = 16 * 1024;
/** The log is cut back to this after a checkpoint, bytes. */
const journalLimit = 16 * 1024 * 1024;

/** better-sqlite3 connection whose statements only read. */
export type ReadConnection = { readonly access: 'read'; readonly database: Database };
/** better-sqlite3 connection that may write; one per process and database. */
export type WriteConnection = { readonly access: 'write'; readonly database: Database };

/** NORMAL may lose the last commits at a power cut, never the order: right for a cache, wrong for records (design.md). */
const synchronous: Record<DatabaseName, 'NORMAL' | 'FULL'> = { content: 'NORMAL', records: 'FULL' };

/**
 * Opens `<folder>/<name>.db` for writing, creating and migrating it.
 * @throws SanwuError `future-database`, `read-only`, `storage-full`, `locked`, `broken-file`
 */
export function openForWriting(folder: string, name: DatabaseName): WriteConnection {
  return classifying(`${name}.db`, () => {
    mkdirSync(folder, { recursive: true });
    const database = new Sqlite(path.join(folder, `${name}.db`), { timeout: busyTimeout });
    try {
      // Before anything writes: a database from the future is left untouched, even its journal mode.
      migrate(database, name, 0);
      database.pragma('journal_mode = WAL');
      database.pragma(`synchronous = ${synchronous[name]}`);
      database.pragma('foreign_keys = ON');
      // What is erased is overwritten, not only unlinked (R1.5).
      database.pragma('secure_delete = ON');
      database.pragma('temp_store = MEMORY');
      database.pragma(`cache_size = -${cacheKiB}`);
      database.pragma(`journal_size_limit = ${journalLimit}`);
      migrate(database, name);
    } catch (error) {
      database.close();
      throw error;
    }
    return { access: 'write', database };
  });
}

/**
 * Opens `<folder>/<name>.db` for reading; the writer must have made it.
 * @throws SanwuError `missing-file` (not made, or not migrated), `future-database`, `locked`, `broken-file`
 */
export function openForReading(folder: string, name: DatabaseName): ReadConnection {
  return classifying(`${name}.db`, () => {
    const file = path.join(folder, `${name}.db`);
    if (!existsSync(file)) throw new SanwuError('missing-file', `${name}.db`);
    const database = new Sqlite(file, { readonly: true, timeout: readerBusyTimeout });
    try {
      migrate(database, name, 0);
      if (schemaVersion(database) < migrationsOf(name).length)
        throw new SanwuError('missing-file', `${name}.db`);
      database.pragma('query_only = ON');
      database.pragma(`cache_size = -${cacheKiB}`);
    } catch (error) {
      database.close();
      throw error;
    }
    return { access: 'read', database };
  });
}

/** Moves the log into the database and empties it, so that erased bytes are in neither. False: a reader is in the way. */
export function checkpoint(connection: WriteConnection): boolean {
  const rows = connection.database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return rows[0]?.busy === 0;
}

/** A migrated database in memory that nothing can be written to: what is read where there is no file, or none that may be opened. */
export function openEmpty(name: DatabaseName): ReadConnection {
  const database = new Sqlite(':memory:');
  migrate(database, name);
  database.pragma('query_only = ON');
  return { access: 'read', database };
}
