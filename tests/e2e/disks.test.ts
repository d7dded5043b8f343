/** A whole kiosk on a disk that breaks, as in a village that nobody can drive to (quality.md, fault table). */
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { openRecordsForReading } from '../../db/records.ts';
import { limits } from '../../main/contract/limits.ts';
import { mountSmallDisk, type SmallDisk } from '../fakes/small-disk.ts';
import { newSubmission } from '../fakes/villager.ts';
import { allTitles } from './core-client.ts';
import { notice } from './county-at-work.ts';
import { type RunningKiosk, startKiosk } from './running-kiosk.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';

const soon = { timeout: 90_000, interval: 500 };
const pageBytes = 4_096;
/** Complaints that the reserve may have room for. */
const mostInReserve = 1_000;
const titles = ['修路公告', '低保公示'];

describe.skipIf(!requirement('smallDisks').available)('a kiosk on a disk that breaks', () => {
  let county: SmallCounty;
  let disk: SmallDisk;
  let kiosk: RunningKiosk;
  let data: string;

  const start = async () => {
    kiosk = await startKiosk({ config: county.config, data });
  };
  const shown = () => allTitles(kiosk.client);
  /** Hands in a complaint as long as they may be. */
  const handIn = async () => {
    const words = {
      kind: 'complaint',
      text: '水'.repeat(limits.feedbackCharacters),
      answer: 'private',
    } as const;
    const outcome = await kiosk.client.submitFeedback({ ...words, submission: newSubmission() });
    return outcome.outcome === 'submitted' ? outcome.outcome : outcome.reason;
  };
  /** What is kept for the county, while no kiosk runs. */
  const waiting = () => {
    const records = openRecordsForReading(data);
    const count = records.waiting('feedback');
    records.close();
    return count;
  };
  const problems = async () => (await kiosk.client.health()).map(({ kind }) => kind);

  beforeAll(async () => {
    county = await makeSmallCounty();
    for (const title of titles) await county.publish(title, notice(title, `${title}的正文`));
    disk = mountSmallDisk(96, 'ext4');
    data = path.join(disk.folder, 'data');
    await start();
    await vi.waitFor(async () => expect(await shown()).toEqual([...titles].sort()), soon);
    await vi.waitFor(() => expect(existsSync(path.join(data, 'kept-metadata.json'))).toBe(true), soon);
  });

  afterAll(async () => {
    await kiosk?.stop();
    disk?.remove();
    county?.remove();
  });

  it('whose content.db has a random page overwritten shows everything again, without the county', async () => {
    await kiosk.stop();
    const repository = path.join(county.folder, 'county', 'repository');
    renameSync(repository, `${repository}-away`);
    const file = path.join(data, 'content.db');
    const database = new Sqlite(file);
    const page = Number(
      database.prepare("SELECT max(pageno) FROM dbstat WHERE name = 'versions'").pluck().get(),
    );
    database.close();
    const bytes = readFileSync(file);
    Buffer.alloc(pageBytes, 0xa5).copy(bytes, (page - 1) * pageBytes);
    writeFileSync(file, bytes);
    await start();
    await vi.waitFor(() => expect(readdirSync(path.join(data, 'set-aside'))).toHaveLength(1), soon);
    await vi.waitFor(async () => {
      expect(await shown()).toEqual([...titles].sort());
      expect(await problems()).not.toContain('content-rebuilding');
    }, soon);
    renameSync(`${repository}-away`, repository);
  });

  it('that fills up keeps what it shows, says so, and takes what is new when there is room', async () => {
    disk.fill();
    await vi.waitFor(async () => expect(await problems()).toContain('storage-full'), soon);
    expect(await handIn()).toBe('submitted');
    let handedIn = 1;
    disk.fill();
    for (; (await handIn()) === 'submitted'; handedIn++) expect(handedIn).toBeLessThan(mostInReserve);
    expect(await handIn()).toBe('storage-full');
    await county.publish('水费通知', notice('水费通知', '正文'));
    expect(await shown()).toEqual([...titles].sort());
    await kiosk.stop();
    expect(waiting()).toBe(handedIn);
    await start();
    expect(await shown()).toEqual([...titles].sort());
    disk.makeRoom();
    await vi.waitFor(async () => expect(await shown()).toEqual([...titles, '水费通知'].sort()), soon);
    await vi.waitFor(async () => expect(await problems()).not.toContain('storage-full'), soon);
    expect(await handIn()).toBe('submitted');
  });

  it('that goes read-only while running, and is so at the next start, is read', async () => {
    disk.breakDown();
    await vi.waitFor(async () => expect(await problems()).toContain('storage-read-only'), soon);
    expect(await shown()).toHaveLength(3);
    await kiosk.stop();
    await start();
    expect(await shown()).toHaveLength(3);
    expect(await problems()).toContain('storage-read-only');
  });
});
