import { describe, expect, it } from 'vitest';
import { healthLines, healthText } from '../../../main/text/health.ts';

const now = 1_800_000_000_000;
const minute = 60_000;

describe('healthLines', () => {
  it('says nothing while all is well, nor what is for those who look after the machine', () => {
    expect(healthLines([], now)).toEqual([]);
    expect(healthLines([{ kind: 'backup-failed', since: now }], now)).toEqual([]);
  });

  it('says for ten minutes what went wrong and is well again', () => {
    const problem = {
      kind: 'core-restarted',
      since: now - 60 * minute,
      count: 2,
      latest: now - 9 * minute,
    } as const;
    expect(healthLines([problem], now)).toEqual([healthText['core-restarted']]);
    expect(healthLines([problem], now + minute)).toEqual([]);
  });

  it('says the two weightiest, and not twice the same', () => {
    const restarted = { kind: 'core-restarted', since: now, count: 3, latest: now } as const;
    const aside = { kind: 'content-set-aside', since: now, count: 1, latest: now } as const;
    const problems = [restarted, { kind: 'storage-low', since: now } as const, aside];
    expect(healthLines([...problems, { kind: 'core-read-only', since: now }], now)).toEqual([
      healthText['core-read-only'],
      healthText['content-set-aside'],
    ]);
  });
});
