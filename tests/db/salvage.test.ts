/** Real damage to real files of records.db. What is written here is read back after it. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUpRecords, backupsOf, mostBackups } from '../../db/backup.ts';
import { inspect } from '../../db/check.ts';
import { openRecords } from '../../db/records.ts';
import { RecordsFile } from '../../db/records-file.ts';

const pageBytes = 4096;
const messages = 400;
const now = Date.UTC(2026, 10, 22, 3);
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-salvage-'));
  file = path.join(folder, 'records.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const floorOf = (index: number) => ({ name: `role:v/9901010010${index}/county`, version: index, keys: 'k' });

/** Some pages of each table. */
function fill(): void {
  const records = openRecords(folder);
  records.saveFloors(Array.from({ length: 300 }, (_, index) => floorOf(index + 10)));
  records.addTombstones([{ id: '990101001001.county.000001', reason: '含个人信息', at: 5 }]);
  for (let index = 1; index <= messages; index++) {
    records.putOutbox({
      id: `m${index}`,
      kind: 'alert',
      payload: Buffer.alloc(300, index),
      createdAt: index,
    });
  }
  records.saveSignedTime(77);
  records.nextEpoch();
  records.close();
}

/** Pages of a table, by SQLite's own account. */
function pagesOf(table: string): number[] {
  const database = new Sqlite(file);
  const pages = database
    .prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno")
    .pluck()
    .all(table) as number[];
  database.close();
  return pages;
}

function overwrite(page: number, bytes = Buffer.alloc(pageBytes, 0xa5)): void {
  const whole = readFileSync(file);
  bytes.copy(whole, (page - 1) * pageBytes);
  writeFileSync(file, whole);
}

function opened(): RecordsFile {
  return new RecordsFile({ folder, now: () => now, mode: 'normal' });
}

describe('a broken records.db', () => {
  it('is read row by row around the broken pages; the damaged file is kept as it was', () => {
    fill();
    const outbox = pagesOf('outbox');
    const floors = pagesOf('floors');
    overwrite(outbox[3] ?? 0);
    overwrite(outbox[9] ?? 0);
    overwrite(floors[2] ?? 0);
    const damaged = readFileSync(file);
    const { records, salvaged } = opened();
    const left = records.outbox(messages).map(({ id }) => id);
    expect(left.length).toBeGreaterThan(messages * 0.9);
    expect(left.length).toBeLessThan(messages);
    expect(left).toContain('m1');
    expect(left).toContain(`m${messages}`);
    expect(records.floors().length).toBeGreaterThan(150);

    expect(records.signedTime()).toBe(77);
    expect(records.isTombstoned('990101001001.county.000001')).toBe(true);
    expect(salvaged?.gaps).toBeGreaterThanOrEqual(3);
    expect(salvaged?.rows.outbox).toBe(left.length);
    expect(readFileSync(path.join(salvaged?.kept ?? '', 'records.db'))).toEqual(damaged);
    records.putOutbox({ id: 'new', kind: 'alert', payload: Buffer.from('x'), createdAt: 1 });
    records.close();
    expect(inspect(folder, 'records')).toBeUndefined();
    expect(opened().salvaged).toBeUndefined();
  });

  it('takes from the newest backup what it cannot read, and no floor goes down', async () => {
    fill();
    await backUpRecords(folder, now);
    const later = openRecords(folder);
    later.saveFloors([{ ...floorOf(309), version: 5_000 }]);
    later.putOutbox({ id: 'after', kind: 'alert', payload: Buffer.from('x'), createdAt: 9 });
    later.close();
    overwrite(pagesOf('floors')[0] ?? 0);
    overwrite(pagesOf('outbox')[2] ?? 0);
    const { records, salvaged } = opened();
    expect(records.outbox(1_000)).toHaveLength(messages + 1);
    expect(records.floors()).toHaveLength(300);
    expect(records.floors()).toContainEqual({ ...floorOf(309), version: 5_000 });
    expect(salvaged?.fromBackup).toBeGreaterThan(0);
    records.close();
  });

  it.each([
    ['its head overwritten', () => overwrite(1)],
    ['nothing but noise', () => writeFileSync(file, Buffer.alloc(9 * pageBytes, 0x5a))],
    ['no bytes', () => truncateSync(file, 0)],
    ['half its length', () => truncateSync(file, 12 * pageBytes)],
    ['gone', () => rmSync(file)],
  ])('with %s comes back from its backup', async (_, damage) => {
    fill();
    await backUpRecords(folder, now);
    damage();
    const { records, salvaged } = opened();
    expect(records.outbox(1_000)).toHaveLength(messages);
    expect(records.floors()).toHaveLength(300);
    expect(salvaged).toBeDefined();
    // What was counted since the backup is not known: none of it is counted twice.
    expect(records.nextEpoch()).toBeGreaterThan(1);
    records.close();
  });

  it('does not take over the log of another database', () => {
    fill();
    const other = mkdtempSync(path.join(os.tmpdir(), 'sanwu-other-'));
    const stranger = openRecords(other);
    stranger.saveFloors([{ name: 'role:stranger', version: 1, keys: 'x' }]);
    copyFileSync(path.join(other, 'records.db-wal'), `${file}-wal`);
    stranger.close();
    rmSync(other, { recursive: true });
    const { records } = opened();
    expect(records.outbox(1_000)).toHaveLength(messages);
    expect(records.floors().map(({ name }) => name)).not.toContain('role:stranger');
    expect(records.floors()).toHaveLength(300);
    records.close();
  });

  it('is whole after a kill in the middle of a salvage', () => {
    fill();
    const sound = readFileSync(file);
    overwrite(pagesOf('outbox')[3] ?? 0);
    opened().records.close();
    const left = openRecords(folder).outbox(1_000).length;
    // As if killed before the new database was in its place, the old log still there.
    copyFileSync(file, path.join(folder, 'records.salvaged.db'));
    writeFileSync(file, sound.subarray(0, 3 * pageBytes));
    writeFileSync(`${file}-wal`, 'old log');
    const { records, salvaged } = opened();
    expect(records.outbox(1_000)).toHaveLength(left);
    expect(salvaged).toBeUndefined();
    expect(existsSync(path.join(folder, 'records.salvaged.db'))).toBe(false);
    records.close();
  });
});

describe('records.db of the future', () => {
  it('is left alone byte for byte; nothing is accepted meanwhile', () => {
    fill();
    const future = new Sqlite(file);
    future.pragma('journal_mode = DELETE');
    future.exec('CREATE TABLE tomorrow (id INTEGER)');
    future.pragma('user_version = 99');
    future.close();
    const before = readFileSync(file);
    const { records, salvaged } = opened();
    expect(salvaged).toBeUndefined();
    expect(() => records.saveFloors([floorOf(10)])).toThrow(
      expect.objectContaining({ kind: 'future-database' }),
    );
    records.close();
    expect(readFileSync(file)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['records.db']);
  });
});

describe('backups', () => {
  it('are whole files; only the newest stay', async () => {
    fill();
    for (let day = 0; day < mostBackups + 2; day++) await backUpRecords(folder, now + day * 86_400_000);
    const backups = backupsOf(folder);
    expect(backups).toHaveLength(mostBackups);
    expect(backups[0]).toContain('2026-11-26');
    const copy = new Sqlite(backups[0] ?? '', { readonly: true });
    expect(copy.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(messages);
    copy.close();
    expect(readdirSync(path.join(folder, 'backups'))).toHaveLength(mostBackups);
  });

  it('of a broken database are refused, and the good ones stay', async () => {
    fill();
    const good = await backUpRecords(folder, now);
    overwrite(pagesOf('outbox')[3] ?? 0);
    await expect(backUpRecords(folder, now + 86_400_000)).rejects.toMatchObject({ kind: 'broken-file' });
    expect(backupsOf(folder)).toEqual([good]);
    expect(readdirSync(path.join(folder, 'backups'))).toHaveLength(1);
  });
});
