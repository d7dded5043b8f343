import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecords } from '../../../db/records.ts';
import { keepRecords } from '../../../main/launcher/records-copy.ts';
import { emptyState, softwareFolder, writeState } from '../../../main/releases/software-notes.ts';
import { returnRecords } from '../../../main/software/records-return.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(path.join(os.tmpdir(), 'sanwu-return-'));
  mkdirSync(softwareFolder(data));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const entry = (id: string) => ({ id, kind: 'alert', payload: Buffer.from(id), createdAt: 1 });

/** records.db as version 1.0.0 had it, a copy of it, and then what 1.1.0 does to it in its trial. */
function trial(migrate: string): void {
  const before = openRecords(data);
  before.putOutbox(entry('before'));
  before.saveFloors([{ name: 'root', version: 3, keys: 'k' }]);
  before.saveSignedTime(1_000);
  before.close();
  keepRecords(data);
  const during = openRecords(data);
  during.putOutbox(entry('in the trial'));
  during.saveFloors([{ name: 'root', version: 4, keys: 'k' }]);
  during.saveSignedTime(2_000);
  during.close();
  const newer = new Sqlite(path.join(data, 'records.db'));
  newer.pragma('journal_mode = WAL');
  newer.exec(migrate);
  newer.pragma('user_version = 900');
  newer.close();
}

function failed(): void {
  const at = { why: 'no-home', at: 1, failures: 1, verdict: 'open' } as const;
  writeState(softwareFolder(data), { ...emptyState, failed: { version: '1.1.0', ...at } });
}

const outboxOf = () => {
  const records = openRecords(data);
  const found = {
    ids: records.outbox(10).map(({ id }) => id),
    floors: records.floors(),
    time: records.signedTime(),
  };
  records.close();
  return found;
};

describe('records.db after a version was taken back', () => {
  it('has every row that the trial wrote, at this program’s schema; the newer file stays', () => {
    trial(
      "ALTER TABLE outbox ADD COLUMN urgent INTEGER DEFAULT 1; CREATE TABLE complaints (id TEXT); INSERT INTO complaints VALUES ('new')",
    );
    expect(() => openRecords(data)).toThrow(expect.objectContaining({ kind: 'future-database' }));
    failed();
    expect(returnRecords(data, '1.0.0')).toEqual({ kept: 'records.db.of-1.1.0', asBefore: [] });
    expect(outboxOf()).toEqual({
      ids: ['before', 'in the trial'],
      floors: [{ name: 'root', version: 4, keys: 'k' }],
      time: 2_000,
    });
    const kept = new Sqlite(path.join(data, 'records.db.of-1.1.0'), { readonly: true });
    expect(kept.prepare('SELECT id FROM complaints').all()).toEqual([{ id: 'new' }]);
    kept.close();
    expect(returnRecords(data, '1.0.0')).toBeUndefined();
  });

  it('has a table as it was before the trial where the newer one does not fit, and says which', () => {
    trial('ALTER TABLE outbox RENAME TO messages');
    failed();
    expect(returnRecords(data, '1.0.0')).toMatchObject({ asBefore: ['outbox'] });
    expect(outboxOf()).toMatchObject({ ids: ['before'], time: 2_000 });
  });

  it('is left alone where no version was taken back: a database of the future stays one', () => {
    trial('CREATE TABLE complaints (id TEXT)');
    expect(returnRecords(data, '1.0.0')).toBeUndefined();
    failed();
    expect(returnRecords(data, '1.1.0')).toBeUndefined();
    expect(() => openRecords(data)).toThrow(expect.objectContaining({ kind: 'future-database' }));
  });

  it('is left alone where its schema is known', () => {
    trial('');
    const newer = new Sqlite(path.join(data, 'records.db'));
    newer.pragma('user_version = 1');
    newer.close();
    failed();
    expect(returnRecords(data, '1.0.0')).toBeUndefined();
    expect(readdirSync(data).filter((name) => name.startsWith('records.db.of'))).toEqual([]);
    expect(existsSync(path.join(softwareFolder(data), 'returning'))).toBe(false);
  });
});
