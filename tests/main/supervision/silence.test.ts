import { describe, expect, it } from 'vitest';
import {
  beginning,
  grown,
  isHung,
  lookEvery,
  type Silence,
  spoken,
} from '../../../main/supervision/silence.ts';

const patience = { starting: 30_000, silent: 5_000 };
const hour = 3_600_000;

function later(silence: Silence, steps: number[]): Silence {
  return steps.reduce((before, elapsed) => grown(before, elapsed), silence);
}
const steady = (milliseconds: number) => Array<number>(milliseconds / lookEvery).fill(lookEvery);

describe('silence', () => {
  it('is long enough for what hangs', () => {
    expect(isHung(later(spoken(), steady(5_000)), patience)).toBe(false);
    expect(isHung(later(spoken(), steady(5_500)), patience)).toBe(true);
  });

  it('counts from when it was heard, not from when that was told', () => {
    expect(isHung(later(spoken(3_000), steady(2_500)), patience)).toBe(true);
  });

  it('gives a start more time', () => {
    expect(isHung(later(beginning, steady(29_500)), patience)).toBe(false);
    expect(isHung(later(beginning, steady(30_500)), patience)).toBe(true);
  });

  it('does not hold it against anybody that the laptop slept', () => {
    expect(isHung(later(spoken(), [...steady(3_500), 8 * hour]), patience)).toBe(false);
    expect(isHung(later(spoken(), [8 * hour, ...steady(3_500)]), patience)).toBe(false);
  });

  it('is slower to judge on a machine that is late itself', () => {
    const late = Array<number>(5).fill(4 * lookEvery);
    expect(isHung(later(spoken(), late), patience)).toBe(false);
    expect(isHung(later(spoken(), [...late, ...late]), patience)).toBe(true);
  });
});
