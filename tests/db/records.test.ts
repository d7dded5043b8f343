import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecords } from '../../db/records.ts';
import type { RecordsWriter } from '../../db/records-types.ts';

let folder = '';
let records: RecordsWriter;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-records-'));
  records = openRecords(folder);
});

afterEach(() => {
  records.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Closes and opens: what follows was on disk. */
function reopen(): void {
  records.close();
  records = openRecords(folder);
}

describe('records', () => {
  it('keep floors by name over restarts', () => {
    records.saveFloors([
      { name: 'role:root', version: 3, keys: 'a' },
      { name: 'index:990101001001/county', version: 9, keys: 'b' },
    ]);
    records.saveFloors([{ name: 'role:root', version: 1, keys: 'c' }]);
    reopen();
    expect(records.floors()).toEqual([
      { name: 'index:990101001001/county', version: 9, keys: 'b' },
      { name: 'role:root', version: 1, keys: 'c' },
    ]);
  });

  it('keep the first tombstone of an item, and when it was carried out first', () => {
    const id = '990101001001.county.000001';
    records.addTombstones([{ id, reason: '含个人信息', at: 5 }]);
    records.addTombstones([{ id, reason: '别的', at: 9 }]);
    expect(records.pendingErasures()).toEqual([{ id, reason: '含个人信息', at: 5 }]);
    records.markCarriedOut([id, '990101001001.county.000002'], 20);
    records.markCarriedOut([id], 30);
    reopen();
    expect(records.isTombstoned(id)).toBe(true);
    expect(records.tombstone(id)).toEqual({ id, reason: '含个人信息', at: 5, carriedOutAt: 20 });
    expect(records.erasures(9)).toEqual([{ id, at: 20 }]);
    expect(records.pendingErasures()).toEqual([]);
  });

  it('give the newest erasures, oldest first', () => {
    for (const number of [1, 2, 3]) {
      const id = `990101001001.county.00000${number}`;
      records.addTombstones([{ id, reason: 'r', at: number }]);
      records.markCarriedOut([id], number * 10);
    }
    expect(records.erasures(2).map(({ at }) => at)).toEqual([20, 30]);
  });

  it('keep messages until they are delivered, each id once for ever', () => {
    const message = (id: string, kind: string) => ({ id, kind, payload: Buffer.from(id), createdAt: 1 });
    records.putOutbox(message('a', 'alert'));
    records.putOutbox(message('b', 'complaint'));
    records.putOutbox({ ...message('a', 'alert'), payload: Buffer.from('other') });
    expect(records.outbox(9).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(records.outbox(9, 'complaint')).toEqual([message('b', 'complaint')]);
    records.markDelivered(['a', 'never'], 2);
    expect([records.keptAt('a'), records.keptAt('b'), records.keptAt('never')]).toEqual([1, 1, undefined]);
    expect(['alert', 'complaint'].map((kind) => records.waiting(kind))).toEqual([0, 1]);
    records.putOutbox(message('a', 'alert'));
    reopen();
    expect(records.outbox(9).map(({ id }) => id)).toEqual(['b']);
  });

  it('keep the greatest signed time, and count epochs', () => {
    records.saveSignedTime(50);
    records.saveSignedTime(40);
    expect([records.nextEpoch(), records.nextEpoch()]).toEqual([1, 2]);
    reopen();
    expect(records.signedTime()).toBe(50);
    expect(records.nextEpoch()).toBe(3);
  });
});
