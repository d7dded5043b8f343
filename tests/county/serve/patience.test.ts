/** How fast numbers can be tried out, computed from the rules themselves (docs/protocol.md quotes the results). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Patience, perPerson, perTerminal } from '../../../county/serve/patience.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Milliseconds until `tries` wrong ones have been answered, each at the first moment it can be. */
function timeFor(tries: number, rules = perPerson): number {
  let now = 0;
  const patience = new Patience(rules, () => now);
  for (let done = 0; done < tries; done++) {
    now += patience.wait('name');
    patience.tried('name');
  }
  return now;
}

describe('patience', () => {
  it('the 1,000–2,700 numbers that a masked list leaves for a name take the weeks that the documents say', () => {
    const days = [1_000, 2_700].map((tries) => Math.floor(timeFor(tries) / day));
    const said = `1,000–2,700 identity numbers that a masked list leaves for a name thus take ${days[0]} to ${days[1]} days`;
    expect(Math.min(...days)).toBeGreaterThan(7);
    for (const file of ['protocol.md', 'decisions/074-personal-records.md']) {
      const text = readFileSync(path.resolve(import.meta.dirname, '../../../docs', file), 'utf8');
      expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
    }
  });

  it('what was tried before a restart counts after it; what nobody holds against a name any more is not kept', () => {
    let now = 0;
    const before = new Patience({ ...perPerson, free: 0 }, () => now);
    before.tried('name');
    before.tried('other')();
    const kept = before.changes();
    expect(kept).toEqual([
      ['name', { count: 1, at: 0 }],
      ['other', undefined],
    ]);
    expect(before.changes()).toEqual([]);
    const after = new Patience({ ...perPerson, free: 0 }, () => now);
    after.resume([['name', { count: 1, at: 0 }]]);
    expect(after.wait('name')).toBe(perPerson.first);
    now += perPerson.first;
    expect(after.wait('name')).toBe(0);
  });

  it('resting until all is forgotten, to begin with free tries again, is slower still', () => {
    for (const run of [perPerson.free + 1, 10, 50]) {
      const perRun = timeFor(run) + perPerson.forgets;
      expect((1_000 / run) * perRun).toBeGreaterThan(timeFor(1_000));
    }
  });

  it('a neighbour makes a person wait for a quarter of an hour at most, and tries that are refused add nothing', () => {
    let now = 0;
    const patience = new Patience(perPerson, () => now);
    for (let tries = 0; tries < 500; tries++) {
      expect(patience.wait('name')).toBeLessThanOrEqual(15 * minute);
      now += patience.wait('name');
      patience.tried('name');
    }
    for (let asked = 0; asked < 100; asked++) expect(patience.wait('name')).toBe(15 * minute);
    now += 15 * minute;
    expect(patience.wait('name')).toBe(0);
    expect(patience.wait('another name')).toBe(0);
  });

  it('a slip number cannot be guessed at a terminal: with 100,000 given out the first hit takes years', () => {
    const chance = 100_000 / 10 ** 11;
    const perDay = 1_000 / (timeFor(1_000, perTerminal) / day);
    expect(perDay * 365 * chance).toBeLessThan(0.5);
  });

  it('a hit costs nothing, and takes back no miss that came meanwhile', () => {
    let now = 0;
    const patience = new Patience({ ...perPerson, free: 0 }, () => now);
    patience.tried('name')();
    expect(patience.wait('name')).toBe(0);
    const takeBack = patience.tried('name');
    now = 10;
    patience.tried('name');
    takeBack();
    expect(patience.wait('name')).toBe(perPerson.first);
    now += perPerson.forgets;
    expect(patience.wait('name')).toBe(0);
  });
});
