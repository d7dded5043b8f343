/**
 * Salvage of records.db (design.md, "Data on disk"): what exists nowhere else is read row by row out of the damaged file, out of
 * the file without its log, and out of the newest verified backups, into a new database. The damaged files are kept for ever.
 *
 * Floors never go down by it: of two that are known, the greater one counts. Where none could be read, content.db's own metadata,
 * which the update client trusts as its last state, refuses older content all the same (main/sync/tuf-client.ts).
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { backupsOf } from './backup.ts';
import { hasForeignLog, numberInFile } from './check.ts';
import { classifying, storageErrorKind } from './errors.ts';
import { databaseFile, openForWriting } from './open.ts';
import { type Row, readDamaged } from './salvage-rows.ts';
import { syncFile, syncFolder } from './sync-file.ts';

const keptFolder = 'damaged-records';
const workFolder = 'records-salvage';
/** A finished new database that is not yet in its place. */
const finishedName = 'records.salvaged.db';
const pageOneBytes = 4_096;
/** Added to counters that come from a backup: what was counted since then is not known, and must not be counted twice. */
const counterLeap = 1_000;

export interface Salvaged {
  /** Where the damaged files are kept. */
  readonly kept: string;
  /** Rows in the new database, by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Of these, rows that only a backup had. */
  readonly fromBackup: number;
  /** Places of the damaged file that could not be read. */
  readonly gaps: number;
}

const logOf = (file: string) => `${file}-wal`;

function copyDatabase(from: string, to: string, withLog: boolean): string {
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
  if (withLog && existsSync(logOf(from))) copyFileSync(logOf(from), logOf(to));
  return to;
}

/** The damaged file with the first page of the newest backup: tables keep their root pages, and the schema is on that page. */
function withBackupsHead(damaged: string, to: string, backups: readonly string[]): string | undefined {
  const [newest] = backups;
  const bytes = readFileSync(damaged);
  if (newest === undefined || bytes.length < 2 * pageOneBytes) return undefined;
  const head = readFileSync(newest).subarray(0, pageOneBytes);
  head.copy(bytes, 0);
  // File format, "The Database Header": size in pages at 28, valid only where 92 equals the change counter at 24.
  bytes.writeUInt32BE(Math.floor(bytes.length / pageOneBytes), 28);
  head.copy(bytes, 92, 24, 28);
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, bytes);
  return to;
}

interface Source {
  readonly database: Database;
  readonly isBackup: boolean;
}

/** Opens what may be a database; undefined where it is none, or one of somebody else (a foreign log). */
function openSource(file: string | undefined, isBackup: boolean, number = 0): Source | undefined {
  if (file === undefined) return undefined;
  let database: Database | undefined;
  try {
    database = new Sqlite(file);
    database.pragma('schema_version');
    if (!hasForeignLog(database, number)) return { database, isBackup };
  } catch (error) {
    if (storageErrorKind(error) !== 'broken-file') throw error;
  }
  database?.close();
  return undefined;
}

class Merge {
  readonly #into: Database;
  gaps = 0;
  fromBackup = 0;

  constructor(into: Database) {
    this.#into = into;
  }

  take({ database, isBackup }: Source): void {
    for (const table of this.tables()) {
      let found: ReturnType<typeof readDamaged>;
      try {
        found = readDamaged(database, table, this.#into);
      } catch {
        // No such table there, or another shape: nothing to take.
        continue;
      }
      if (!isBackup) this.gaps += found.gaps;
      for (const row of found.rows) if (this.#put(table, row, isBackup) && isBackup) this.fromBackup++;
    }
  }

  tables(): string[] {
    const rows = this.#into
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck();
    return rows.all() as string[];
  }

  count(table: string): number {
    return Number(this.#into.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  }

  /** Whether the row is new. A value that does not fit its column was damaged, and counts as a gap. */
  #put(table: string, row: Row, isBackup: boolean): boolean {
    const columns = Object.keys(row);
    const values = Object.values(row);
    const leap = isBackup && table === 'counters' && row.name === 'epoch';
    const taken = leap ? { ...row, value: Number(row.value) + counterLeap } : row;
    const sql = `INSERT OR IGNORE INTO ${table} (${columns.join()}) VALUES (${values.map(() => '?').join()})`;
    try {
      if (this.#into.prepare(sql).run(...Object.values(taken)).changes > 0) return true;
      this.#raise(table, row);
      return false;
    } catch (error) {
      if (storageErrorKind(error) !== undefined) throw error;
      this.gaps++;
      return false;
    }
  }

  /** Floors and counters only grow. A floor under other keys is another one: the damaged file's is the newer. */
  #raise(table: string, row: Row): void {
    const raise = {
      floors: 'UPDATE floors SET version = max(version, @version) WHERE name = @name AND keys = @keys',
      counters: 'UPDATE counters SET value = max(value, @value) WHERE name = @name',
    }[table];
    if (raise !== undefined) this.#into.prepare(raise).run(row);
  }
}

/**
 * Puts a finished salvage in its place, also one that a crash interrupted there. To be called before records.db is opened.
 * @throws what the file system throws
 */
export function finishSalvage(folder: string): void {
  const finished = path.join(folder, finishedName);
  if (!existsSync(finished)) return;
  const file = databaseFile(folder, 'records');
  // The old log first: beside the new database it would be a foreign one.
  for (const part of [logOf(file), `${file}-shm`]) rmSync(part, { force: true });
  renameSync(finished, file);
  syncFolder(folder);
  rmSync(path.join(folder, workFolder), { recursive: true, force: true });
}

/** Sources in the order in which they count. */
function sourcesOf(work: string, kept: string, backups: readonly string[]): Source[] {
  const isThere = existsSync(kept);
  const number = isThere ? numberInFile(kept) : 0;
  const whole = isThere ? copyDatabase(kept, path.join(work, 'whole', 'records.db'), true) : undefined;
  const bare = isThere ? copyDatabase(kept, path.join(work, 'bare', 'records.db'), false) : undefined;
  const headed = isThere
    ? withBackupsHead(kept, path.join(work, 'headed', 'records.db'), backups)
    : undefined;
  return [
    openSource(whole, false, number),
    openSource(bare, false),
    openSource(headed, false),
    ...backups.map((backup, index) =>
      openSource(copyDatabase(backup, path.join(work, `backup-${index}`, 'records.db'), false), true),
    ),
  ].filter((source) => source !== undefined);
}

/**
 * Makes a new records.db of what can be read. No connection to it may be open.
 * @param now UTC milliseconds, for the kept folder's name alone
 * @throws SanwuError of a storage kind; everything is as it was then
 */
export function salvageRecords(folder: string, now: number): Salvaged {
  return classifying('records.db', () => {
    const file = databaseFile(folder, 'records');
    const kept = path.join(folder, keptFolder, new Date(now).toISOString().replaceAll(':', '-'));
    const work = path.join(folder, workFolder);
    rmSync(work, { recursive: true, force: true });
    mkdirSync(kept, { recursive: true });
    const keptFile = path.join(kept, 'records.db');
    if (existsSync(file)) copyDatabase(file, keptFile, true);
    const sources = sourcesOf(work, keptFile, backupsOf(folder));
    const salvaged = mergeInto(path.join(work, 'new'), sources, kept);
    const made = databaseFile(path.join(work, 'new'), 'records');
    syncFile(made);
    renameSync(made, path.join(folder, finishedName));
    syncFolder(folder);
    finishSalvage(folder);
    return salvaged;
  });
}

function mergeInto(folder: string, sources: readonly Source[], kept: string): Salvaged {
  const { database } = openForWriting(folder, 'records');
  try {
    const merge = new Merge(database);
    database.transaction(() => {
      for (const source of sources) merge.take(source);
    })();
    const rows = Object.fromEntries(merge.tables().map((table) => [table, merge.count(table)]));
    // One file, without a log, that can be renamed.
    database.pragma('journal_mode = DELETE');
    return { kept, rows, fromBackup: merge.fromBackup, gaps: merge.gaps };
  } finally {
    database.close();
    for (const source of sources) source.database.close();
  }
}
