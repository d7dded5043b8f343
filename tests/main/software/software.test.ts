import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskFileStore } from '../../../main/content/file-store.ts';
import type { SoftwareOffer, SoftwareRelease } from '../../../main/contract/software.ts';
import { packFolder } from '../../../main/releases/pack.ts';
import { emptyState, readStaged, softwareFolder, writeState } from '../../../main/releases/software-notes.ts';
import { Software, type SoftwareOptions, type UpdateTimes } from '../../../main/software/software.ts';
import { writeFakeVersion } from '../launcher/fake-version.ts';

const soon = { timeout: 20_000, interval: 20 };
const night = Date.parse('2026-11-22T03:00:00+08:00');

let data: string;
let files: DiskFileStore;
let software: Software;
let health: Set<string>;
let restarts: number;
let fetches: number;
let clock: { wall: number; monotonic: number };
let world: { idle: boolean; free: number; times: UpdateTimes };

beforeEach(() => {
  data = mkdtempSync(path.join(os.tmpdir(), 'sanwu-software-'));
  mkdirSync(softwareFolder(data));
  files = new DiskFileStore(path.join(data, 'files'));
  health = new Set();
  restarts = 0;
  fetches = 0;
  clock = { wall: night, monotonic: 0 };
  world = { idle: true, free: 10 ** 12, times: { from: '02:00', to: '05:00', idleSeconds: 300 } };
});
afterEach(async () => {
  await software.stop();
  rmSync(data, { recursive: true, force: true });
});

async function start(changes: Partial<SoftwareOptions> = {}): Promise<void> {
  software = new Software({
    dataDir: data,
    terminal: 'hall-1',
    village: '990001001001',
    platform: 'linux-x64',
    running: '1.0.0',
    recordsSchema: 1,
    files,
    isIdle: () => world.idle,
    times: () => world.times,
    fetch: () => {
      fetches++;
    },
    restart: () => {
      restarts++;
    },
    changed: () => undefined,
    setHealth: (kind, holds) => (holds ? health.add(kind) : health.delete(kind)),
    clock: { now: () => clock.wall, monotonic: () => clock.monotonic },
    log: () => undefined,
    free: async () => world.free,
    lookEvery: 10,
    ...changes,
  });
  await software.start();
}

/** Packs a version; `bring` puts the archive among the files, as sync does. */
async function release(version: string, changes: Partial<SoftwareRelease> = {}) {
  const source = path.join(data, `package-${version}`);
  writeFakeVersion(source, version);
  const file = path.join(data, `${version}.tar.gz`);
  const archive = await packFolder(source, file);
  const described = {
    version,
    archive,
    recordsSchema: 1,
    releasedAt: 0,
    for: ['hall-1'],
    spreadHours: 0,
    ...changes,
  };
  const bring = async () => {
    await files.put(described.archive.sha256, readFileSync(file));
    software.arrived();
  };
  return { described, bring };
}

const offer = (...releases: SoftwareRelease[]): SoftwareOffer => ({
  type: 'sanwu.software',
  format: 1,
  platform: 'linux-x64',
  releases,
});

async function staged(version = '1.1.0') {
  const made = await release(version);
  software.offered(offer(made.described));
  await made.bring();
  await expect.poll(() => software.status(), soon).toEqual({ version, step: 'staged' });
  return made;
}

describe('the software service', () => {
  it('asks for the archive, stages it whole, says so, and lets the archive go', async () => {
    await start();
    const { described, bring } = await release('1.1.0');
    software.offered(offer(described));
    await expect.poll(() => fetches, soon).toBeGreaterThan(0);
    expect(software.status()).toEqual({ version: '1.1.0', step: 'fetching' });
    expect(software.wanted()).toEqual({ sha256: described.archive.sha256, length: described.archive.length });
    world.idle = false;
    await bring();
    await expect.poll(() => software.status(), soon).toEqual({ version: '1.1.0', step: 'staged' });
    await expect.poll(() => [...health], soon).toEqual(['update-staged']);
    expect(readdirSync(path.join(softwareFolder(data), '1.1.0'))).toEqual(['resources']);
    expect(files.has(described.archive.sha256)).toBe(false);
    expect(software.wanted()).toBeUndefined();
    await software.stop();
    await start();
    expect(software.status()).toEqual({ version: '1.1.0', step: 'staged' });
  });

  it('waits for its place in the spread', async () => {
    await start();
    const { described } = await release('1.1.0', { releasedAt: night, spreadHours: 200 });
    software.offered(offer(described));
    expect(software.status()).toEqual({ version: '1.1.0', step: 'waiting' });
    expect(software.wanted()).toBeUndefined();
    clock.wall += 200 * 3_600_000;
    expect(software.wanted()).toBeDefined();
  });

  it('asks for the switch once: in the window, after five minutes without anybody', async () => {
    await start();
    world.idle = false;
    await staged();
    clock.monotonic += 400_000;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(restarts).toBe(0);
    world.idle = true;
    await new Promise((resolve) => setTimeout(resolve, 60));
    clock.monotonic += 299_000;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(restarts).toBe(0);
    clock.wall = night + 3 * 3_600_000;
    clock.monotonic += 2_000;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(restarts).toBe(0);
    clock.wall = night;
    await expect.poll(() => restarts, soon).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(restarts).toBe(1);
  });

  it('does not begin without room, says so, and tries again later', async () => {
    await start();
    world.free = 100;
    const { described } = await release('1.1.0');
    software.offered(offer(described));
    const failed = { version: '1.1.0', step: 'failed', why: 'storage-full' };
    await expect.poll(() => software.status(), soon).toEqual(failed);
    expect([[...health], fetches]).toEqual([['update-failed'], 0]);
    world.free = 10 ** 12;
    clock.monotonic += 11 * 60_000;
    await expect.poll(() => fetches, soon).toBeGreaterThan(0);
  });

  it.each([
    ['says another version', { version: '1.2.0' }, 'malformed'],
    ['says another schema', { recordsSchema: 2 }, 'malformed'],
  ] as const)(
    'refuses an archive whose description %s, and fetches it no more for a while',
    async (_, changes, why) => {
      await start();
      const { described, bring } = await release('1.1.0', changes);
      software.offered(offer(described));
      await bring();
      await expect.poll(() => software.status(), soon).toMatchObject({ step: 'failed', why });
      expect(files.has(described.archive.sha256)).toBe(false);
      expect(readdirSync(softwareFolder(data))).toEqual(['offer.json']);
      expect(software.wanted()).toBeUndefined();
    },
  );

  it('refuses an archive that holds more than was signed, and one that changed on the disk', async () => {
    await start();
    const { described, bring } = await release('1.1.0');
    const { archive } = described;
    software.offered(
      offer({ ...described, archive: { ...archive, unpackedBytes: archive.unpackedBytes - 1 } }),
    );
    await bring();
    await expect.poll(() => software.status(), soon).toMatchObject({ step: 'failed', why: 'limit' });
    software.offered(offer(described));
    await files.put(archive.sha256, readFileSync(path.join(data, '1.1.0.tar.gz')));
    writeFileSync(files.path(archive.sha256), 'rotten');
    software.arrived();
    await expect.poll(() => software.status(), soon).toMatchObject({ step: 'failed', why: 'broken-file' });
  });

  it('drops what is withdrawn or replaced before the switch', async () => {
    await start();
    world.idle = false;
    await staged('1.1.0');
    await staged('1.2.0');
    await expect.poll(() => existsSync(path.join(softwareFolder(data), '1.1.0')), soon).toBe(false);
    software.offered(undefined);
    await expect.poll(() => readStaged(softwareFolder(data)), soon).toBeUndefined();
    expect(software.status()).toBeUndefined();
    await expect.poll(() => [...health], soon).toEqual([]);
  });

  it('says what was taken back until something newer comes, and does not fetch it again', async () => {
    const failed = { version: '1.1.0', why: 'silent', at: 1, failures: 1, verdict: 'bad' } as const;
    writeState(softwareFolder(data), { ...emptyState, failed, bad: ['1.1.0'] });
    await start();
    const { described } = await release('1.1.0');
    software.offered(offer(described));
    expect(software.status()).toEqual({ version: '1.1.0', step: 'rolled-back', why: 'silent' });
    await expect.poll(() => [...health], soon).toEqual(['update-rolled-back']);
    expect(software.wanted()).toBeUndefined();
    await staged('1.2.0');
  });

  it('says that it is on trial, and forgets the note once it is confirmed', async () => {
    writeState(softwareFolder(data), { ...emptyState, trial: { version: '1.1.0', attempt: 1 } });
    writeFakeVersion(path.join(softwareFolder(data), '1.1.0'), '1.1.0');
    await start({ running: '1.1.0' });
    expect(software.status()).toEqual({ version: '1.1.0', step: 'trial' });
    writeState(softwareFolder(data), { ...emptyState, current: '1.1.0' });
    expect(software.status()).toBeUndefined();
  });
});
