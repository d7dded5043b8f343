/** Verified copies of records.db in `<folder>/backups/`: what a salvage falls back on. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { SanwuError } from '../main/contract/errors.ts';
import { damageOf } from './check.ts';
import { classified } from './errors.ts';
import { databaseFile } from './open.ts';
import { syncFile, syncFolder } from './sync-file.ts';

/** Copies kept, the newest ones. */
export const mostBackups = 3;
const backupName = /^records-[\dTZ.-]+\.db$/;
const unfinished = 'records.unfinished';

const folderOf = (folder: string) => path.join(folder, 'backups');

/** Absolute paths of the copies, newest first. */
export function backupsOf(folder: string): string[] {
  const backups = folderOf(folder);
  if (!existsSync(backups)) return [];
  const names = readdirSync(backups).filter((name) => backupName.test(name));
  return names
    .sort()
    .reverse()
    .map((name) => path.join(backups, name));
}

/** Rows of each table. Nothing is ever deleted from records.db, so they only grow. */
function countsOf(database: Database): Map<string, number> {
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  return new Map(
    tables.map((table) => [table, Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get())]),
  );
}

/** @throws SanwuError `broken-file` where the copy is not what was copied */
function verify(file: string, least: ReadonlyMap<string, number>): void {
  const copy = new Sqlite(file, { readonly: true });
  try {
    const counts = countsOf(copy);
    const isWhole = [...least].every(([table, rows]) => (counts.get(table) ?? -1) >= rows);
    if (!isWhole || damageOf(copy, 'records')) throw new SanwuError('broken-file', path.basename(file));
  } finally {
    copy.close();
  }
}

/**
 * Copies records.db page by page (its tables keep their root pages, which a salvage may need), opens the copy, checks every page
 * and the rows' number, gives it its name, and drops all but the newest. A copy that fails leaves the others as they are.
 * @param now UTC milliseconds, for the name alone
 * @returns the copy's path
 * @throws SanwuError of a storage kind
 */
export async function backUpRecords(folder: string, now: number): Promise<string> {
  const backups = folderOf(folder);
  const draft = path.join(backups, unfinished);
  const done = path.join(backups, `records-${new Date(now).toISOString().replaceAll(':', '-')}.db`);
  const remove = () => {
    for (const part of [draft, `${draft}-wal`, `${draft}-shm`, `${draft}-journal`])
      rmSync(part, { force: true });
  };
  try {
    mkdirSync(backups, { recursive: true });
    remove();
    const source = new Sqlite(databaseFile(folder, 'records'), { readonly: true });
    let counts: Map<string, number>;
    try {
      counts = countsOf(source);
      await source.backup(draft);
    } finally {
      source.close();
    }
    // The copy says that it has a log, which it has not: a plain file is opened everywhere, on a read-only disk too.
    const copy = new Sqlite(draft);
    copy.pragma('journal_mode = DELETE');
    copy.close();
    verify(draft, counts);
    syncFile(draft);
    renameSync(draft, done);
    syncFolder(backups);
    for (const old of backupsOf(folder).slice(mostBackups)) rmSync(old, { force: true });
    return done;
  } catch (error) {
    remove();
    throw classified(error, 'backups');
  }
}
