import { beforeEach, describe, expect, it } from 'vitest';
import type { VisitorStanding } from '../../../main/contract/visitor.ts';
import { Visitors } from '../../../main/personal/visitors.ts';

let now: number;
let standing: VisitorStanding;
let visitors: Visitors;
let made: number;

beforeEach(() => {
  now = 0;
  made = 0;
  standing = 'known';
  visitors = new Visitors({
    ask: async () => standing,
    monotonic: () => now,
    random: () => {
      made += 1;
      return `random-${made}`;
    },
  });
});

const signIn = async (signal?: AbortSignal) => {
  const view = await visitors.signIn('唐根松', '990001195103020011', signal);
  return view.type === 'known' ? view.right : view.type;
};

describe('a villager who signed in', () => {
  it('holds a right that is not what addresses are signed with, and gives it back', async () => {
    const right = await signIn();
    expect(visitors.holds(right)).toBe(true);
    expect(visitors.handle()).not.toBe(right);
    visitors.signOut('another');
    expect(visitors.holds(right)).toBe(true);
    visitors.signOut(right);
    expect(visitors.holds(right)).toBe(false);
    expect(visitors.handle()).toBeUndefined();
  });

  it('loses it after ten minutes, and to the next who signs in, known or not', async () => {
    const first = await signIn();
    now = 599_999;
    expect(visitors.holds(first)).toBe(true);
    now = 600_000;
    expect(visitors.holds(first)).toBe(false);
    const second = await signIn();
    const third = await signIn();
    expect([visitors.holds(second), visitors.holds(third)]).toEqual([false, true]);
    standing = 'unknown';
    expect(await signIn()).toBe('unknown');
    expect(visitors.holds(third)).toBe(false);
  });

  it('has none where the county knows nobody, or where the person has left before the answer came', async () => {
    standing = 'no-register';
    expect(await signIn()).toBe('no-register');
    standing = 'known';
    expect(await signIn(AbortSignal.abort())).toBe('unknown');
    expect(visitors.handle()).toBeUndefined();
  });
});
