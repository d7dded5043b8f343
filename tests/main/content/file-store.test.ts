import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskFileStore } from '../../../main/content/file-store.ts';
import { limits } from '../../../main/contract/limits.ts';

let folder = '';
let store: DiskFileStore;
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytes = randomBytes(300_000);
const hash = hashOf(bytes);

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-files-'));
  store = new DiskFileStore(path.join(folder, 'files'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function readAll(start?: number, end?: number): Promise<Buffer> {
  const range = start === undefined ? undefined : { start, ...(end === undefined ? {} : { end }) };
  const { stream, length } = await store.openRead(hash, range);
  const whole = await buffer(stream);
  expect(whole.length).toBe(length);
  return whole;
}

describe('file store', () => {
  it('keeps a file under its hash and reads ranges of it', async () => {
    await store.put(hash, bytes);
    expect(store.has(hash)).toBe(true);
    expect(await store.read(hash, 300_000)).toEqual(bytes);
    expect(await readAll()).toEqual(bytes);
    expect(await readAll(10, 20)).toEqual(bytes.subarray(10, 20));
    expect(await readAll(299_990)).toEqual(bytes.subarray(299_990));
    expect(await readAll(400_000)).toEqual(Buffer.alloc(0));
    await expect(store.read(hash, 299_999)).rejects.toMatchObject({ kind: 'limit' });
    await expect(store.openRead('0'.repeat(64))).rejects.toMatchObject({ kind: 'missing-file' });
  });

  it('refuses bytes that are not what their hash says', async () => {
    await expect(store.put('0'.repeat(64), bytes)).rejects.toMatchObject({ kind: 'broken-file' });
    const partial = await store.partial('0'.repeat(64), bytes.length);
    await partial.write(0, bytes);
    await expect(partial.finish()).rejects.toMatchObject({ kind: 'broken-file' });
    expect(store.has('0'.repeat(64))).toBe(false);
    const again = await store.partial('0'.repeat(64), bytes.length);
    expect(again.received).toBe(0);
    await again.close();
  });

  it('takes pieces in any order and goes on after a restart where there was no gap', async () => {
    const first = await store.partial(hash, bytes.length);
    await first.write(200_000, bytes.subarray(200_000));
    await first.write(0, bytes.subarray(0, 100_000));
    expect(first.received).toBe(100_000);
    await first.close();
    store = new DiskFileStore(path.join(folder, 'files'));
    const second = await store.partial(hash, bytes.length);
    expect(second.received).toBe(100_000);
    await second.write(50_000, bytes.subarray(50_000, 150_000));
    await second.write(150_000, bytes.subarray(150_000));
    expect(await second.finish()).toBe(hash);
    expect(await store.read(hash, bytes.length)).toEqual(bytes);
  });

  it('begins anew when what lies there is longer than declared', async () => {
    const partial = await store.partial(hash, bytes.length);
    await partial.write(0, bytes.subarray(0, 1000));
    await partial.close();
    const shorter = await store.partial(hash, 999);
    expect(shorter.received).toBe(0);
    await shorter.close();
  });

  it('stops at the declared length, at the limit, and at what may wait', async () => {
    await expect(store.partial(hash, limits.attachmentBytes + 1)).rejects.toMatchObject({ kind: 'limit' });
    const partial = await store.partial(hash, 100);
    await expect(partial.write(0, bytes.subarray(0, 101))).rejects.toMatchObject({ kind: 'limit' });
    await expect(partial.write(90, bytes.subarray(0, 11))).rejects.toMatchObject({ kind: 'limit' });
    await partial.close();
    const wide = await store.partial('0'.repeat(64), limits.attachmentBytes);
    const piece = Buffer.alloc(limits.chunkBytes);
    const far = async () => {
      for (let at = 1; at < 1000; at++) await wide.write(at * piece.length, piece);
    };
    await expect(far()).rejects.toMatchObject({ kind: 'limit' });
    await wide.close();
  });

  it.each(['../x', '..', '?#', 'a\0b', 'A'.repeat(64), '村'.repeat(100), `../${'0'.repeat(61)}`, ''])(
    'makes no path of %j',
    async (name) => {
      await expect(store.put(name, bytes)).rejects.toMatchObject({
        kind: expect.stringMatching(/malformed|broken-file/),
      });
      await expect(store.partial(name, 1)).rejects.toMatchObject({ kind: 'malformed' });
      expect(() => store.path(name)).toThrow(expect.objectContaining({ kind: 'malformed' }));
      expect(() => store.has(name)).toThrow();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('removes what nothing names, unfinished files and leftovers too, but no open download', async () => {
    await store.put(hash, bytes);
    const other = randomBytes(10);
    await store.put(hashOf(other), other);
    const gone = await store.partial('1'.repeat(64), 10);
    await gone.close();
    const going = await store.partial('2'.repeat(64), 10);
    const shelf = path.join(folder, 'files', '33');
    mkdirSync(shelf);
    writeFileSync(path.join(shelf, 'leftover.tmp'), '');
    const removed = await store.collect(new Set([hash]));
    expect(removed.sort()).toEqual(['1'.repeat(64), 'leftover.tmp', hashOf(other)].sort());
    expect(store.has(hash)).toBe(true);
    expect(existsSync(path.join(folder, 'files', 'partial', '2'.repeat(64)))).toBe(true);
    await going.close();
    await store.remove([hash, hash]);
    expect(store.has(hash)).toBe(false);
  });
});
