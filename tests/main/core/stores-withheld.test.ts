/** The data folder while its disk is full or read-only, or somebody else holds a lock: reading always works. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { requirement } from '../../../build/requirements.ts';
import { sha256Hex } from '../../../main/trust/digest.ts';
import { mountSmallDisk, type SmallDisk } from '../../fakes/small-disk.ts';
import { activationOf, packOf, published, version } from '../content/sample.ts';
import { items, message, pack, StoresFolder, soon } from './stores-folder.ts';

const more = packOf([published(version(items + 1))], 2);
let disk: SmallDisk | undefined;

// After the stores that lie on it are closed: hooks run in reverse.
afterEach(() => {
  disk?.remove();
  disk = undefined;
});
const data = new StoresFolder();

describe('a lock that somebody else holds', () => {
  async function locking(name: string, sql: string) {
    const file = path.join(data.folder, name);
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
    data.fill();
    const watched = data.open().start();
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
    data.fill();
    const exclusive =
      'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE held (id); DROP TABLE held';
    const release = await locking(name, exclusive);
    const watched = data.open().start();
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
    const where = path.join(disk.folder, 'data');
    data.fill(where);
    return { where, small: disk };
  }

  it('has a reserve that is really there', async () => {
    const { where } = await onDisk(64);
    const watched = data.open(where).start();
    expect(watched.health.size).toBe(0);
    const reserve = readFileSync(path.join(where, 'reserve'));
    expect(reserve.length).toBe(4 * 1024 * 1024);
  });

  it('that is full at the start is read, takes complaints by the reserve, no content, and all of it when there is room', async () => {
    const { where, small } = await onDisk(64);
    await data.open(where).start().stores.close();
    // As after a clean start of the machine: the log's index must be made anew.
    for (const ending of ['-shm', '-wal']) rmSync(path.join(where, `content.db${ending}`), { force: true });
    small.fill();
    const watched = data.open(where).start();
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
    const watched = data.open(where).start();
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
    const again = data.open(where).start();
    expect([again.shown(), again.found()]).toEqual([items, 20]);
    expect(again.stores.records.outbox(1_000)).toHaveLength(ids.length + 1);
  });

  it('that is read-only at the start is read, and written when it can be', async () => {
    const { where, small } = await onDisk(64);
    small.remount('ro');
    const watched = data.open(where).start();
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
    const watched = data.open(path.join(disk.folder, 'data')).start();
    expect(watched.shown()).toBe(0);
    expect(watched.health).toContain('storage-read-only');
  });
});
