import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { getTableColumns, getTableName, type Table } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as contentSchema from '../../db/content-schema.ts';
import { classified, storageErrorKind } from '../../db/errors.ts';
import { type DatabaseName, migrate, migrationsOf, schemaVersion } from '../../db/migrate.ts';
import { openForReading, openForWriting } from '../../db/open.ts';
import * as recordsSchema from '../../db/records-schema.ts';

const names: DatabaseName[] = ['content', 'records'];
const schemas: Record<DatabaseName, Table[]> = {
  content: Object.values(contentSchema),
  records: Object.values(recordsSchema),
};
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-db-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const shape = (database: Sqlite.Database) =>
  database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all();

describe.each(names)('%s.db', (name) => {
  it('gets to the newest schema from every one before it', () => {
    const fresh = new Sqlite(':memory:');
    migrate(fresh, name);
    const newest = migrationsOf(name).length;
    for (let before = 0; before < newest; before++) {
      const old = new Sqlite(':memory:');
      migrate(old, name, before);
      expect(schemaVersion(old)).toBe(before);
      migrate(old, name);
      expect(schemaVersion(old)).toBe(newest);
      expect(shape(old)).toEqual(shape(fresh));
      old.close();
    }
    fresh.close();
  });

  it('has the columns that the schema names', () => {
    const database = new Sqlite(':memory:');
    migrate(database, name);
    for (const table of schemas[name]) {
      const columns = Object.values(getTableColumns(table)).map((column) => ({
        name: column.name,
        isRequired: column.notNull || column.primary,
      }));
      const actual = database.pragma(`table_info(${getTableName(table)})`) as {
        name: string;
        notnull: number;
        pk: number;
      }[];
      expect(
        actual.map((column) => ({ name: column.name, isRequired: column.notnull + column.pk > 0 })),
      ).toEqual(columns);
    }
    database.close();
  });

  it('refuses a database from the future and leaves it as it is', () => {
    const file = path.join(folder, `${name}.db`);
    const future = new Sqlite(file);
    future.exec('CREATE TABLE tomorrow (id INTEGER)');
    future.pragma(`user_version = ${migrationsOf(name).length + 1}`);
    future.close();
    const before = readFileSync(file);
    for (const open of [openForWriting, openForReading]) {
      expect(() => open(folder, name)).toThrow(expect.objectContaining({ kind: 'future-database' }));
    }
    expect(readFileSync(file)).toEqual(before);
  });

  it('is durable as designed, and forgets what is deleted', () => {
    const { database } = openForWriting(folder, name);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(name === 'records' ? 2 : 1);
    expect(database.pragma('secure_delete', { simple: true })).toBe(1);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    database.close();
  });

  it('cannot be written by a reader', () => {
    openForWriting(folder, name).database.close();
    const { database } = openForReading(folder, name);
    expect(() => database.exec('CREATE TABLE more (id INTEGER)')).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^SQLITE_READONLY/) }),
    );
    database.close();
  });
});

describe('storage errors', () => {
  it('tell a full disk', () => {
    const { database } = openForWriting(folder, 'content');
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${pages}`);
    const fill = () => {
      for (let index = 0; index < 500; index++) {
        database.prepare('INSERT INTO metadata VALUES (?, ?)').run(`r${index}`, Buffer.alloc(4000));
      }
    };
    expect(() => {
      try {
        fill();
      } catch (error) {
        throw classified(error, 'content.db');
      }
    }).toThrow(expect.objectContaining({ kind: 'storage-full', subject: 'content.db' }));
    database.close();
  });

  it('tell a lock held by someone else', () => {
    const first = openForWriting(folder, 'content').database;
    const second = new Sqlite(path.join(folder, 'content.db'), { timeout: 0 });
    first.exec('BEGIN IMMEDIATE');
    let kind: string | undefined;
    try {
      second.exec('BEGIN IMMEDIATE');
    } catch (error) {
      kind = storageErrorKind(error);
    }
    expect(kind).toBe('locked');
    first.exec('ROLLBACK');
    first.close();
    second.close();
  });

  it('tell what is no database', () => {
    writeFileSync(path.join(folder, 'records.db'), Buffer.alloc(8192, 'x'));
    expect(() => openForWriting(folder, 'records')).toThrow(expect.objectContaining({ kind: 'broken-file' }));
  });

  it.each([
    ['EROFS', 'read-only'],
    ['ENOSPC', 'storage-full'],
    ['ENOENT', undefined],
  ])('of the file system: %s is %s', (code, kind) => {
    expect(storageErrorKind(Object.assign(new Error('open'), { code }))).toBe(kind);
    expect(
      storageErrorKind(new Error('wrapped', { cause: Object.assign(new Error('open'), { code }) })),
    ).toBe(kind);
  });

  it('are no bugs', () => {
    const bug = new TypeError('a bug');
    expect(classified(bug, 'content.db')).toBe(bug);
  });
});
