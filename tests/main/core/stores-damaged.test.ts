/** The data folder with overwritten, foreign and future files: found, set aside, begun anew; records stay. */
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
import { describe, expect, it, vi } from 'vitest';
import { openForWriting } from '../../../db/open.ts';
import { sha256Hex } from '../../../main/trust/digest.ts';
import { activationOf, erased, idOf, packOf, version } from '../content/sample.ts';
import { items, pack, StoresFolder, soon } from './stores-folder.ts';

const pageBytes = 4_096;
const data = new StoresFolder();
const content = () => path.join(data.folder, 'content.db');

function overwrite(page: number): void {
  const bytes = readFileSync(content());
  Buffer.alloc(pageBytes, 0xa5).copy(bytes, (page - 1) * pageBytes);
  writeFileSync(content(), bytes);
}

/** A page that belongs to this table or index, by SQLite's own account. */
function pageOf(name: string): number {
  const database = new Sqlite(content(), { readonly: true });
  const page = database.prepare('SELECT max(pageno) FROM dbstat WHERE name = ?').pluck().get(name);
  database.close();
  return Number(page);
}

describe('a broken content.db', () => {
  it.each([
    ['a page of items overwritten', () => overwrite(pageOf('items'))],
    ['a page of texts overwritten', () => overwrite(pageOf('versions'))],
    ['a page of the search index overwritten', () => overwrite(pageOf('search_index'))],
    ['an index page overwritten', () => overwrite(pageOf('items_module'))],
    ['its head overwritten', () => overwrite(1)],
    ['its end missing', () => truncateSync(content(), 9 * pageBytes)],
    ['nothing but noise', () => writeFileSync(content(), Buffer.alloc(9 * pageBytes, 'x'))],
    ['the log of records.db', () => putForeignLog('records.db')],
    ['the log of another content.db', () => putForeignLog('content.db')],
  ])('with %s is found, set aside and begun anew; records stay as they are', async (_, damage) => {
    data.fill();
    damage();
    const watched = data.open().start();
    const { stores, health } = watched;
    await stores.checkContent();
    expect(watched.shown()).toBe(0);
    expect(health).toContain('content-rebuilding');
    await stores.activator.activate(activationOf([pack]));
    expect([watched.shown(), watched.found()]).toEqual([items, 20]);
    expect(health.has('content-rebuilding')).toBe(false);
    expect(stores.records.floors()).toEqual([{ name: 'timestamp', version: 7, keys: 'k' }]);
    expect(watched.contentLost).toBe(1);
  });

  /** Written by another kiosk that was killed: its log holds all of its pages. */
  function putForeignLog(name: 'content.db' | 'records.db'): void {
    const other = mkdtempSync(path.join(os.tmpdir(), 'sanwu-other-'));
    const file = path.join(other, name);
    const { database } = openForWriting(other, name === 'content.db' ? 'content' : 'records');
    database.pragma('wal_autocheckpoint = 0');
    database.exec(
      name === 'content.db'
        ? 'DROP INDEX items_module; VACUUM; CREATE INDEX items_module ON items (module, published_at, number)'
        : 'VACUUM',
    );
    copyFileSync(`${file}-wal`, `${content()}-wal`);
    database.close();
    rmSync(other, { recursive: true });
  }

  it('is found while it is read', async () => {
    data.fill();
    const watched = data.open().start();
    expect(watched.shown()).toBe(items);
    overwrite(pageOf('versions'));
    // Pages that are in memory already are still good; the ones that must be read are not.
    for (let number = 1; number <= items && watched.contentLost === 0; number++) {
      try {
        watched.stores.reader.item(idOf(number));
      } catch {
        break;
      }
    }
    await vi.waitFor(() => expect(watched.contentLost).toBe(1), soon);
    expect(watched.health.has('content-rebuilding')).toBe(true);
    expect(readdirSync(path.join(data.folder, 'set-aside'))).toHaveLength(1);
    await watched.stores.activator.activate(activationOf([pack]));
    expect(watched.shown()).toBe(items);
  });

  it('whose log is lost shows what was there before, or begins anew', async () => {
    const { stores } = data.open().start();
    await stores.activator.activate(activationOf([pack]));
    const copy = mkdtempSync(path.join(os.tmpdir(), 'sanwu-copy-'));
    for (const name of ['content.db', 'records.db', 'records.db-wal'])
      copyFileSync(path.join(data.folder, name), path.join(copy, name));
    const watched = data.open(copy).start();
    await watched.stores.checkContent();
    expect([0, items]).toContain(watched.shown());
    await watched.stores.activator.activate(activationOf([pack]));
    expect(watched.shown()).toBe(items);
    await watched.stores.close();
    rmSync(copy, { recursive: true });
  });

  it('that says something else than what was signed is found', async () => {
    data.fill();
    const database = new Sqlite(content());
    database.exec("UPDATE versions SET content = replace(content, '修路', '修桥') WHERE item = 3");
    database.close();
    const watched = data.open().start();
    await watched.stores.checkContent();
    expect(watched.contentLost).toBe(1);
  });

  it('keeps what was set aside twice at most, and nothing of it when something is erased', async () => {
    for (let round = 0; round < 3; round++) {
      data.fill();
      overwrite(1);
      await data.open().stores.close();
    }
    const { stores } = data.open().start();
    expect(readdirSync(path.join(data.folder, 'set-aside'))).toHaveLength(2);
    await stores.activator.activate(activationOf([pack]));
    await stores.activator.activate(activationOf([packOf([erased(version(1))])], 2));
    expect(existsSync(path.join(data.folder, 'set-aside'))).toBe(false);
  });
});

describe('content.db of the future', () => {
  it('is left alone byte for byte; another one is used meanwhile', async () => {
    data.fill();
    const future = new Sqlite(content());
    future.pragma('journal_mode = DELETE');
    future.pragma('user_version = 99');
    future.close();
    const before = readFileSync(content());
    const watched = data.open().start();
    expect(watched.health).toContain('future-database');
    await watched.stores.activator.activate(activationOf([pack]));
    expect([watched.shown(), watched.found()]).toEqual([items, 20]);
    await watched.stores.close();
    expect(readFileSync(content())).toEqual(before);
  });
});

describe('a damaged file', () => {
  it('is found when it is opened, and by the daily check, and is gone then', async () => {
    const watched = data.open().start();
    const bytes = [Buffer.alloc(5_000, 1), Buffer.alloc(5_000, 2), Buffer.alloc(5_000, 3)];
    const [first, second, third] = bytes.map(sha256Hex) as [string, string, string];
    for (const each of bytes) await watched.stores.files.put(sha256Hex(each), each);
    for (const name of [first, second]) {
      const damaged = readFileSync(watched.stores.files.path(name));
      damaged[77] = 0xff;
      writeFileSync(watched.stores.files.path(name), damaged);
    }
    await expect(watched.stores.files.openRead(first)).rejects.toMatchObject({ kind: 'missing-file' });
    expect(watched.fileLost).toBe(1);
    await watched.stores.checkFiles();
    expect(watched.fileLost).toBe(2);
    expect([first, second, third].map((name) => watched.stores.files.has(name))).toEqual([
      false,
      false,
      true,
    ]);
  });
});
