import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  type SoftwareOffer,
  type SoftwareRelease,
  softwareVersion,
} from '../../../main/contract/software.ts';
import { chooseRelease, fetchFrom, isWithin } from '../../../main/software/choose-release.ts';

const codes = { county: '990001000000', township: '990001001000', village: '990001001001' };

const release = (version: string, changes: Partial<SoftwareRelease> = {}): SoftwareRelease => ({
  version,
  archive: { sha256: 'a'.repeat(64), length: 1, files: 1, unpackedBytes: 1 },
  recordsSchema: 3,
  releasedAt: 0,
  for: [codes.county],
  spreadHours: 0,
  ...changes,
});
const offer = (...releases: SoftwareRelease[]): SoftwareOffer => ({
  type: 'sanwu.software',
  format: 1,
  platform: 'linux-x64',
  releases,
});
const facts = { terminal: 'hall-1', village: codes.village, running: '1.9.0', recordsSchema: 3, bad: [] };
const chosen = (...releases: SoftwareRelease[]) => chooseRelease(offer(...releases), facts)?.version;

describe('versions', () => {
  it('are three numbers, compared as numbers', () => {
    expect(['1.10.0', '1.9.9', '1.9.10', '0.100.0'].sort(compareVersions)).toEqual([
      '0.100.0',
      '1.9.9',
      '1.9.10',
      '1.10.0',
    ]);
    for (const wrong of ['1.0', '01.0.0', '1.0.0-beta', '../1.0.0', '1.0.0/..', '', '1.0.0\n', '1.0.1234567'])
      expect(softwareVersion.safeParse(wrong).success).toBe(false);
  });
});

describe('the release for a terminal', () => {
  it('is the newest one above what runs; never the same, never an older one', () => {
    expect(chosen(release('1.9.0'), release('1.8.9'))).toBeUndefined();
    expect(chosen(release('1.10.0'), release('1.11.0'), release('1.9.1'))).toBe('1.11.0');
    expect(chooseRelease(undefined, facts)).toBeUndefined();
  });

  it('is one that names the terminal, its village, its township or its county', () => {
    for (const name of ['hall-1', ...Object.values(codes)])
      expect(chosen(release('2.0.0', { for: [name] }))).toBe('2.0.0');
    for (const name of ['hall-2', '990001001002', '990001002000', '990002000000'])
      expect(chosen(release('2.0.0', { for: [name] }), release('1.9.5'))).toBe('1.9.5');
  });

  it('is none that failed here, and none that cannot read what this machine has kept', () => {
    const bad = { ...facts, bad: ['2.0.0'] };
    expect(chooseRelease(offer(release('2.0.0'), release('1.9.5')), bad)?.version).toBe('1.9.5');
    expect(chosen(release('2.0.0', { recordsSchema: 2 }))).toBeUndefined();
  });
});

describe('fetching', () => {
  it('begins at a place of the terminal’s own in the spread, the same each time', () => {
    const spread = release('2.0.0', { releasedAt: 1_000, spreadHours: 10 });
    const starts = Array.from({ length: 400 }, (_, at) => fetchFrom(spread, `hall-${at}`));
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...starts)).toBeLessThan(1_000 + 36_000_000);
    const perHour = Array.from(
      { length: 10 },
      (_, hour) => starts.filter((at) => Math.floor((at - 1_000) / 3_600_000) === hour).length,
    );
    expect(Math.min(...perHour)).toBeGreaterThan(15);
    expect(fetchFrom(spread, 'hall-7')).toBe(starts[7]);
    expect(fetchFrom(release('2.0.0', { releasedAt: 5 }), 'hall-7')).toBe(5);
  });
});

describe('the window', () => {
  it('is a time of day in Shanghai, over midnight too; equal ends are the whole day', () => {
    const at = (time: string) => Date.parse(`2026-11-22T${time}:00+08:00`);
    const within = (time: string, from: string, to: string) => isWithin(at(time), { from, to });
    expect([within('02:00', '02:00', '05:00'), within('04:59', '02:00', '05:00')]).toEqual([true, true]);
    expect([within('01:59', '02:00', '05:00'), within('05:00', '02:00', '05:00')]).toEqual([false, false]);
    expect([within('23:30', '23:00', '04:00'), within('03:00', '23:00', '04:00')]).toEqual([true, true]);
    expect([within('12:00', '23:00', '04:00'), within('12:00', '00:00', '00:00')]).toEqual([false, true]);
  });
});
