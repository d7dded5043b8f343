import { describe, expect, it } from 'vitest';
import {
  afterDeath,
  corePauses,
  type Deaths,
  loopWindow,
  noDeaths,
  type Verdict,
  windowPauses,
} from '../../../main/supervision/crash-loop.ts';

const minute = 60_000;

/** Deaths at these times, each after having lived since the one before. */
function die(times: number[], start: Deaths = noDeaths, pauses = corePauses): Verdict[] {
  const verdicts: Verdict[] = [];
  let deaths = start;
  let before = 0;
  for (const at of times) {
    const verdict = afterDeath(deaths, at, at - before, pauses);
    verdicts.push(verdict);
    deaths = verdict.deaths;
    before = at;
  }
  return verdicts;
}

describe('afterDeath', () => {
  it('starts again at once, twice', () => {
    const verdicts = die([1_000, 50_000]);
    expect(verdicts.map(({ pause, loopBegins }) => [pause, loopBegins])).toEqual([
      [0, false],
      [0, false],
    ]);
  });

  it('sees a loop at the third death within two minutes, and not where they lie further apart', () => {
    expect(die([1_000, 60_000, 120_999]).map(({ loopBegins }) => loopBegins)).toEqual([false, false, true]);
    expect(die([1_000, 60_000, 121_000]).some(({ loopBegins }) => loopBegins)).toBe(false);
  });

  it('begins a loop once, and waits longer each time, up to five minutes', () => {
    const verdicts = die([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((second) => second * 1_000));
    expect(verdicts.filter(({ loopBegins }) => loopBegins)).toHaveLength(1);
    const pauses = verdicts.map(({ pause }) => pause);
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    expect(pauses.at(-1)).toBe(5 * minute);
  });

  it('stays in the loop while it dies soon, however long the pauses were', () => {
    const looping = die([1_000, 2_000, 3_000]).at(-1)?.deaths ?? noDeaths;
    const next = afterDeath(looping, 30 * minute, 5_000, corePauses);
    expect(next).toMatchObject({ pause: 5_000, loopBegins: false });
  });

  it('forgets the loop when one lived for two minutes', () => {
    const looping = die([1_000, 2_000, 3_000]).at(-1)?.deaths ?? noDeaths;
    expect(afterDeath(looping, 10 * minute, loopWindow, corePauses)).toMatchObject({
      pause: 0,
      loopBegins: false,
    });
  });

  it('lets windows come back sooner than a core, which may do harm', () => {
    const pauses = die(
      [1, 2, 3, 4, 5].map((second) => second * 1_000),
      noDeaths,
      windowPauses,
    );
    expect(pauses.map(({ pause }) => pause)).toEqual([0, 0, 0, 1_000, 2_000]);
  });
});
