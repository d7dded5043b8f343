/** The data folder under real faults: full, read-only and locked disks, overwritten bytes. Reading always works. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
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
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { requirement } from '../../../build/requirements.ts';
import { openForWriting } from '../../../db/open.ts';
import type { HealthKind } from '../../../main/contract/health.ts';
import { openStores } from '../../../main/core/stores.ts';
import type { Stores } from '../../../main/core/stores-types.ts';
import { sha256Hex } from '../../../main/trust/digest.ts';
import { mountSmallDisk, type SmallDisk } from '../../fakes/small-disk.ts';
import { activationOf, erased, idOf, packOf, published, someDay, version } from '../content/sample.ts';

const pageBytes = 4_096;
const items = 60;
const soon = { timeout: 30_000, interval: 50 };
const parts = { catalogue: () => undefined, now: () => someDay };
const pack = packOf(
  Array.from({ length: items }, (_, index) => published(version(index + 1, { body: '修路'.repeat(400) }))),
);
const more = packOf([published(version(items + 1))], 2);
const message = (id: string) => ({ id, kind: 'feedback', payload: Buffer.alloc(3_000, 1), createdAt: 1 });

/** Stores, with what they said. */
class Watched {
  readonly stores: Stores;
  readonly health = new Set<HealthKind>();
  contentLost = 0;
  recovered = 0;
  fileLost = 0;

  constructor(folder: string) {
    this.stores = openStores(folder, parts);
  }

  start(): this {
    this.stores.start({
      health: (kind, holds) => (holds ? this.health.add(kind) : this.health.delete(kind)),
      contentLost: () => this.contentLost++,
      fileLost: () => this.fileLost++,
      recovered: () => this.recovered++,
      log: () => {},
    });
    return this;
  }

  shown(): number {
    return this.stores.reader.recent(1_000).length;
  }

  found(): number {
    return this.stores.search.find({ text: '修路' }).hits.length;
  }
}

let opened: Watched[] = [];
let disk: SmallDisk | undefined;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-stores-'));
});

afterEach(async () => {
  for (const each of opened) await each.stores.close().catch(() => undefined);
  opened = [];
  disk?.remove();
  disk = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function open(where = folder): Watched {
  const watched = new Watched(where);
  opened.push(watched);
  return watched;
}

/** A data folder that shows `items` items, closed again: made once, copied for each test. */
let template = '';

beforeAll(async () => {
  template = mkdtempSync(path.join(os.tmpdir(), 'sanwu-template-'));
  const { stores } = new Watched(template).start();
  await stores.activator.activate(activationOf([pack]));
  stores.records.putOutbox(message('first'));
  stores.records.saveFloors([{ name: 'timestamp', version: 7, keys: 'k' }]);
  await stores.close();
  rmSync(path.join(template, 'reserve'), { force: true });
});

afterAll(() => {
  rmSync(template, { recursive: true, force: true });
});

function filled(where = folder): void {
  cpSync(template, where, { recursive: true });
}

const content = () => path.join(folder, 'content.db');

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
    ['a page of the search index overwritten', () => overwrite(pageOf('search_index_data'))],
    ['an index page overwritten', () => overwrite(pageOf('items_module'))],
    ['its head overwritten', () => overwrite(1)],
    ['its end missing', () => truncateSync(content(), 9 * pageBytes)],
    ['nothing but noise', () => writeFileSync(content(), Buffer.alloc(9 * pageBytes, 'x'))],
    ['the log of records.db', () => putForeignLog('records.db')],
    ['the log of another content.db', () => putForeignLog('content.db')],
  ])('with %s is found, set aside and begun anew; records stay as they are', async (_, damage) => {
    filled();
    damage();
    const watched = open().start();
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
    filled();
    const watched = open().start();
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
    expect(readdirSync(path.join(folder, 'set-aside'))).toHaveLength(1);
    await watched.stores.activator.activate(activationOf([pack]));
    expect(watched.shown()).toBe(items);
  });

  it('whose log is lost shows what was there before, or begins anew', async () => {
    const { stores } = open().start();
    await stores.activator.activate(activationOf([pack]));
    const copy = mkdtempSync(path.join(os.tmpdir(), 'sanwu-copy-'));
    for (const name of ['content.db', 'records.db', 'records.db-wal'])
      copyFileSync(path.join(folder, name), path.join(copy, name));
    const watched = open(copy).start();
    await watched.stores.checkContent();
    expect([0, items]).toContain(watched.shown());
    await watched.stores.activator.activate(activationOf([pack]));
    expect(watched.shown()).toBe(items);
    await watched.stores.close();
    rmSync(copy, { recursive: true });
  });

  it('that says something else than what was signed is found', async () => {
    filled();
    const database = new Sqlite(content());
    database.exec("UPDATE versions SET content = replace(content, '修路', '修桥') WHERE item = 3");
    database.close();
    const watched = open().start();
    await watched.stores.checkContent();
    expect(watched.contentLost).toBe(1);
  });

  it('keeps what was set aside twice at most, and nothing of it when something is erased', async () => {
    for (let round = 0; round < 3; round++) {
      filled();
      overwrite(1);
      await open().stores.close();
    }
    const { stores } = open().start();
    expect(readdirSync(path.join(folder, 'set-aside'))).toHaveLength(2);
    await stores.activator.activate(activationOf([pack]));
    await stores.activator.activate(activationOf([packOf([erased(version(1))])], 2));
    expect(existsSync(path.join(folder, 'set-aside'))).toBe(false);
  });
});

describe('content.db of the future', () => {
  it('is left alone byte for byte; another one is used meanwhile', async () => {
    filled();
    const future = new Sqlite(content());
    future.pragma('journal_mode = DELETE');
    future.pragma('user_version = 99');
    future.close();
    const before = readFileSync(content());
    const watched = open().start();
    expect(watched.health).toContain('future-database');
    await watched.stores.activator.activate(activationOf([pack]));
    expect([watched.shown(), watched.found()]).toEqual([items, 20]);
    await watched.stores.close();
    expect(readFileSync(content())).toEqual(before);
  });
});

describe('a damaged file', () => {
  it('is found when it is opened, and by the daily check, and is gone then', async () => {
    const watched = open().start();
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

describe('a lock that somebody else holds', () => {
  async function locking(name: string, sql: string) {
    const file = path.join(folder, name);
    const driver = path.resolve(import.meta.dirname, '../../../node_modules/better-sqlite3/lib/index.js');
    const program = `const d = new (require(${JSON.stringify(driver)}))(${JSON.stringify(file)}); d.exec(${JSON.stringify(sql)}); console.log('held'); setInterval(() => {}, 1e6);`;
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    return async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    };
  }

  it('on records while running: reading goes on, writing is refused soon, and taken when it ends', async () => {
    filled();
    const watched = open().start();
    const release = await locking('records.db', 'BEGIN IMMEDIATE');
    expect(() => watched.stores.records.putOutbox(message('later'))).toThrow(
      expect.objectContaining({ kind: 'locked' }),
    );
    expect(watched.health).toContain('storage-locked');
    expect(watched.shown()).toBe(items);
    expect(watched.stores.records.outbox(9)).toHaveLength(1);
    await release();
    await vi.waitFor(() => expect(watched.health).not.toContain('storage-locked'), soon);
    expect(watched.recovered).toBe(1);
    watched.stores.records.putOutbox(message('later'));
    expect(watched.stores.records.outbox(9)).toHaveLength(2);
  });

  it.each(['content.db', 'records.db'])('on all of %s at the start: reading works', async (name) => {
    filled();
    const exclusive =
      'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE held (id); DROP TABLE held';
    const release = await locking(name, exclusive);
    const watched = open().start();
    expect([watched.shown(), watched.found()]).toEqual([items, 20]);
    expect(watched.stores.records.floors()).toHaveLength(1);
    expect(watched.health).toContain('storage-locked');
    await release();
    await vi.waitFor(() => expect(watched.health).not.toContain('storage-locked'), soon);
    await watched.stores.activator.activate(activationOf([pack, more], 2));
    watched.stores.records.putOutbox(message('later'));
    expect(watched.shown()).toBe(items + 1);
  });
});

describe.skipIf(!requirement('smallDisks').available)('a disk', () => {
  async function onDisk(megabytes: number, kind: 'tmpfs' | 'ext4' = 'tmpfs') {
    disk = mountSmallDisk(megabytes, kind);
    folder = path.join(disk.folder, 'data');
    filled(folder);
    return { where: folder, small: disk };
  }

  it('has a reserve that is really there', async () => {
    const { where } = await onDisk(64);
    const watched = open(where).start();
    expect(watched.health.size).toBe(0);
    const reserve = readFileSync(path.join(where, 'reserve'));
    expect(reserve.length).toBe(4 * 1024 * 1024);
  });

  it('that is full at the start is read, takes complaints by the reserve, no content, and all of it when there is room', async () => {
    const { where, small } = await onDisk(64);
    await open(where).start().stores.close();
    // As after a clean start of the machine: the log's index must be made anew.
    for (const ending of ['-shm', '-wal']) rmSync(path.join(where, `content.db${ending}`), { force: true });
    small.fill();
    const watched = open(where).start();
    expect([watched.shown(), watched.found()]).toEqual([items, 20]);
    expect(watched.health).toContain('storage-full');
    for (let count = 0; count < 20; count++) watched.stores.records.putOutbox(message(`complaint ${count}`));
    await expect(watched.stores.activator.activate(activationOf([pack, more], 2))).rejects.toMatchObject({
      kind: 'storage-full',
    });
    await expect(watched.stores.files.put(sha256Hex('x'), Buffer.from('x'))).rejects.toMatchObject({
      kind: 'storage-full',
    });
    expect(watched.shown()).toBe(items);
    small.makeRoom();
    await vi.waitFor(() => expect(watched.recovered).toBeGreaterThan(0), soon);
    expect(watched.health).not.toContain('storage-full');
    expect(existsSync(path.join(where, 'reserve'))).toBe(true);
    await watched.stores.activator.activate(activationOf([pack, more], 2));
    expect(watched.shown()).toBe(items + 1);
    expect(watched.stores.records.outbox(99)).toHaveLength(21);
  });

  it('that fills up while running takes complaints by the reserve, then refuses them plainly', async () => {
    const { where, small } = await onDisk(64);
    const watched = open(where).start();
    small.fill();
    const ids: string[] = [];
    let refusal: unknown;
    while (refusal === undefined) {
      const id = `complaint ${ids.length}`;
      try {
        watched.stores.records.putOutbox({ ...message(id), payload: Buffer.alloc(60_000, 1) });
        ids.push(id);
      } catch (error) {
        refusal = error;
      }
    }
    expect(ids.length).toBeGreaterThan(10);
    expect(refusal).toMatchObject({ kind: 'storage-full' });
    expect(existsSync(path.join(where, 'reserve'))).toBe(false);
    expect(watched.health).toContain('storage-full');
    expect(watched.shown()).toBe(items);
    expect(watched.stores.records.outbox(1_000).map(({ id }) => id)).toEqual(['first', ...ids]);
    await watched.stores.close();
    // The reserve is gone, and the disk full to the brim: it is read all the same.
    small.fill();
    const again = open(where).start();
    expect([again.shown(), again.found()]).toEqual([items, 20]);
    expect(again.stores.records.outbox(1_000)).toHaveLength(ids.length + 1);
  });

  it('that is read-only at the start is read, and written when it can be', async () => {
    const { where, small } = await onDisk(64);
    small.remount('ro');
    const watched = open(where).start();
    expect([watched.shown(), watched.found()]).toEqual([items, 20]);
    expect(watched.stores.records.floors()).toHaveLength(1);
    expect(watched.health).toContain('storage-read-only');
    expect(() => watched.stores.records.putOutbox(message('x'))).toThrow(
      expect.objectContaining({ kind: 'read-only' }),
    );
    await expect(watched.stores.activator.activate(activationOf([pack, more], 2))).rejects.toMatchObject({
      kind: 'read-only',
    });
    small.remount('rw');
    await vi.waitFor(() => expect(watched.health).not.toContain('storage-read-only'), soon);
    await watched.stores.activator.activate(activationOf([pack, more], 2));
    watched.stores.records.putOutbox(message('x'));
    expect(watched.shown()).toBe(items + 1);
  });

  it('that is read-only at the first start shows nothing yet, and says why', async () => {
    disk = mountSmallDisk(32);
    disk.remount('ro');
    const watched = open(path.join(disk.folder, 'data')).start();
    expect(watched.shown()).toBe(0);
    expect(watched.health).toContain('storage-read-only');
  });
});
