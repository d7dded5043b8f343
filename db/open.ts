/** Opening the two databases: pragmas, migrations, and what the errors mean. */
import { randomInt } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { SanwuError } from '../main/contract/errors.ts';
import { classifying } from './errors.ts';
import { type DatabaseName, migrate, migrationsOf, schemaVersion } from './migrate.ts';

/**
 * How long a statement waits for another process's lock before it gives up with `locked`, milliseconds. `worker`: a thread that no
 * page waits for. `page`: the thread that answers pages, which must not freeze. `none`: only to see whether there is a lock.
 */
export const lockWaits = { worker: 5_000, page: 250, none: 0 } as const;
/**
 * Page cache of a connection, KiB. What is read often stays in the system's cache; a connection's own counts as the core's memory
 * three times over (measured: docs/decisions/061-disks.md).
 */
const cacheKiB = { reading: 2 * 1024, content: 16 * 1024, records: 512 } as const;
/** The log is cut back to this after a checkpoint, bytes. */
const journalLimit = 16 * 1024 * 1024;

/** better-sqlite3 connection whose statements only read. */
export type ReadConnection = { readonly access: 'read'; readonly database: Database };
/** better-sqlite3 connection that may write; one per process and database. */
export type WriteConnection = { readonly access: 'write'; readonly database: Database };
export type Connection = ReadConnection | WriteConnection;

/** NORMAL may lose the last commits at a power cut, never the order: right for a cache, wrong for records (design.md). */
const synchronous: Record<DatabaseName, 'NORMAL' | 'FULL'> = { content: 'NORMAL', records: 'FULL' };

/** Where a database lies. */
export const databaseFile = (folder: string, name: DatabaseName) => path.join(folder, `${name}.db`);

/**
 * SQLite opens what it may not write for reading, and says so at the first write only.
 * @throws what the file system throws (EROFS, EACCES)
 */
function makeWritable(folder: string, file: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    // On a read-only file system Node says that there is no such folder.
    accessSync(path.dirname(folder), constants.W_OK);
    throw error;
  }
  if (existsSync(file)) accessSync(file, constants.W_OK);
}

/**
 * Gives a new database a number of its own, in the file itself and not only in its log: a log of another database that somebody puts
 * beside it brings another number (db/check.ts, `hasForeignLog`).
 */
function identify(connection: WriteConnection): void {
  const { database } = connection;
  if (database.pragma('application_id', { simple: true }) !== 0) return;
  database.pragma(`application_id = ${randomInt(1, 2 ** 31)}`);
  checkpoint(connection);
}

/**
 * Opens `<folder>/<name>.db` for writing, creating and migrating it.
 * @param wait of `lockWaits`
 * @throws SanwuError `future-database`, `read-only`, `storage-full`, `locked`, `broken-file`
 */
export function openForWriting(
  folder: string,
  name: DatabaseName,
  wait: keyof typeof lockWaits = 'worker',
): WriteConnection {
  return classifying(`${name}.db`, () => {
    makeWritable(folder, databaseFile(folder, name));
    const database = new Sqlite(databaseFile(folder, name), { timeout: lockWaits[wait] });
    try {
      // Before anything writes: a database from the future is left untouched, even its journal mode.
      migrate(database, name, 0);
      database.pragma('journal_mode = WAL');
      database.pragma(`synchronous = ${synchronous[name]}`);
      database.pragma('foreign_keys = ON');
      // What is erased is overwritten, not only unlinked (R1.5).
      database.pragma('secure_delete = ON');
      database.pragma('temp_store = MEMORY');
      database.pragma(`cache_size = -${cacheKiB[name]}`);
      database.pragma(`journal_size_limit = ${journalLimit}`);
      migrate(database, name);
      identify({ access: 'write', database });
    } catch (error) {
      database.close();
      throw error;
    }
    return { access: 'write', database };
  });
}

/**
 * Opens `<folder>/<name>.db` for reading; the writer must have made it.
 * @throws SanwuError `missing-file` (not made, or not migrated), `future-database`, `locked`, `broken-file`, and `storage-full` or
 *   `read-only` where the log's index cannot be made: then there is `copyToMemory` of db/memory-copy.ts
 */
export function openForReading(
  folder: string,
  name: DatabaseName,
  wait: keyof typeof lockWaits = 'page',
): ReadConnection {
  return classifying(`${name}.db`, () => {
    const file = databaseFile(folder, name);
    if (!existsSync(file)) throw new SanwuError('missing-file', `${name}.db`);
    const database = new Sqlite(file, { readonly: true, timeout: lockWaits[wait] });
    try {
      migrate(database, name, 0);
      if (schemaVersion(database) < migrationsOf(name).length)
        throw new SanwuError('missing-file', `${name}.db`);
      database.pragma('query_only = ON');
      database.pragma(`cache_size = -${cacheKiB.reading}`);
    } catch (error) {
      database.close();
      throw error;
    }
    return { access: 'read', database };
  });
}

/**
 * A migrated database in memory that nothing can be written to: what is read where there is no file, or none that may be opened.
 * @param schema not newer than this
 */
export function openEmpty(name: DatabaseName, schema = Number.POSITIVE_INFINITY): ReadConnection {
  const database = new Sqlite(':memory:');
  migrate(database, name, schema);
  database.pragma('query_only = ON');
  return { access: 'read', database };
}

/** Moves the log into the database and empties it, so that erased bytes are in neither. False: a reader is in the way. */
export function checkpoint(connection: WriteConnection): boolean {
  const rows = connection.database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return rows[0]?.busy === 0;
}
