/**
 * After a version was taken back: records.db may have been brought to a schema that only that version reads. What it wrote in its
 * trial exists nowhere else, so it is carried over, table by table, into a database of this program's schema; the newer file stays
 * beside it (docs/decisions/064-updates.md).
 */
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { classifying } from '../../db/errors.ts';
import { migrationsOf, schemaVersion } from '../../db/migrate.ts';
import { openForWriting } from '../../db/open.ts';
import { SanwuError } from '../contract/errors.ts';
import { compareVersions } from '../contract/software.ts';
import { flushFolder } from '../releases/durable-file.ts';
import { readState, softwareFolder } from '../releases/software-notes.ts';

export type ReturnedRecords = {
  /** Name of the newer version's file, kept beside records.db. */
  kept: string;
  /** Tables that could not be carried over and are as they were before the trial. */
  asBefore: string[];
};

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function tablesOf(database: Database, schema: string): string[] {
  const query = `SELECT name FROM ${schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`;
  return (database.prepare(query).all() as { name: string }[]).map(({ name }) => name);
}

function columnsOf(database: Database, schema: string, table: string): string[] {
  const rows = database.pragma(`${schema}.table_info(${quoted(table)})`) as { name: string }[];
  return rows.map(({ name }) => name);
}

/** Fills a table from the same one elsewhere; false where that has not all of its columns, or rows that do not fit. */
function carry(database: Database, from: string, table: string): boolean {
  const columns = columnsOf(database, 'main', table);
  const there = new Set(columnsOf(database, from, table));
  if (!columns.every((column) => there.has(column))) return false;
  const list = columns.map(quoted).join(', ');
  const move = database.transaction(() => {
    database.exec(`DELETE FROM main.${quoted(table)}`);
    database.exec(`INSERT INTO main.${quoted(table)} (${list}) SELECT ${list} FROM ${from}.${quoted(table)}`);
  });
  try {
    move();
    return true;
  } catch {
    return false;
  }
}

/** The log goes into the file, so that one file is all of it: a log that stayed would be read into the file that takes its place. */
function closeNewer(file: string): number {
  const schema = emptiedLog(file);
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (log && log.size > 0) throw new SanwuError('locked', 'records.db');
  return schema;
}

function emptiedLog(file: string): number {
  const database = new Sqlite(file);
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
    return schemaVersion(database);
  } finally {
    database.close();
  }
}

function isSameFile(first: string, second: string): boolean {
  const [one, two] = [first, second].map((file) => statSync(file, { throwIfNoEntry: false }));
  return one !== undefined && one.ino === two?.ino;
}

/**
 * Carries records over where the version that failed last here left a newer database. Nothing is changed otherwise. A kill at any
 * point leaves one whole records.db, the newer or the older one; the next start goes on.
 * @param running version of this program
 * @returns undefined where there was nothing to do
 * @throws SanwuError of a storage kind
 */
export function returnRecords(dataDir: string, running: string): ReturnedRecords | undefined {
  const { failed } = readState(softwareFolder(dataDir));
  const file = path.join(dataDir, 'records.db');
  if (!failed || compareVersions(failed.version, running) <= 0 || !existsSync(file)) return undefined;
  return classifying('records.db', () => {
    if (closeNewer(file) <= migrationsOf('records').length) return undefined;
    const room = path.join(softwareFolder(dataDir), 'returning');
    rmSync(room, { recursive: true, force: true });
    mkdirSync(room, { mode: 0o700 });
    const asBefore = fill(room, file, path.join(softwareFolder(dataDir), 'before-trial/records.db'));
    const kept = `records.db.of-${failed.version}`;
    const aside = path.join(dataDir, kept);
    if (!isSameFile(file, aside)) {
      rmSync(aside, { force: true });
      linkSync(file, aside);
    }
    renameSync(path.join(room, 'records.db'), file);
    flushFolder(dataDir);
    rmSync(room, { recursive: true, force: true });
    return { kept, asBefore };
  });
}

/** Makes `<room>/records.db`. @returns tables that were filled from the copy */
function fill(room: string, newer: string, copy: string): string[] {
  const { database } = openForWriting(room, 'records');
  try {
    database.pragma('foreign_keys = OFF');
    database.prepare('ATTACH ? AS newer').run(newer);
    if (existsSync(copy)) database.prepare('ATTACH ? AS before').run(copy);
    const tables = tablesOf(database, 'main');
    const asBefore = tables.filter((table) => !carry(database, 'newer', table));
    if (existsSync(copy)) for (const table of asBefore) carry(database, 'before', table);
    if (existsSync(copy)) database.exec('DETACH before');
    database.exec('DETACH newer');
    database.pragma('wal_checkpoint(TRUNCATE)');
    return asBefore;
  } finally {
    database.close();
  }
}
