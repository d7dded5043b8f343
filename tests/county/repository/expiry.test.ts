import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Origin } from '../../../county/open-county.ts';
import { temporaryCounty } from '../fixture/temporary-county.ts';

const day = 86_400_000;

describe('lifetimes of signed roles', () => {
  it('are seven days for the timestamp, signed anew every day, and years for the rest', async () => {
    let now = Date.UTC(2026, 10, 20);
    const { county, dir } = await temporaryCounty(() => now);
    const signed = (file: string) =>
      JSON.parse(readFileSync(path.join(county.folder.metadata, file), 'utf8')).signed;
    const once = () => new Origin({ dir, clock: () => now }).once();
    const first = await once();
    expect(Date.parse(signed('timestamp.json').expires)).toBe(now + 7 * day);
    now += day - 1_000;
    expect(await once()).toBe(first);
    now += 2_000;
    expect(await once()).toBe(first + 1);
    expect(Date.parse(signed('timestamp.json').expires)).toBe(now + 7 * day);
    for (const file of ['1.root.json', '1.targets.json', '1.snapshot.json'])
      expect(Date.parse(signed(file).expires) - now).toBeGreaterThan(9 * 365 * day);
  });
});
