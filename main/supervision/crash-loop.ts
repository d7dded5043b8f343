/** How often may something die before it is given time? Decides only (design.md, "Crash loops"). */

/** Deaths in this time make a loop; one that lived as long ends it. Milliseconds. */
export const loopWindow = 120_000;
/** Deaths within `loopWindow` from which on it is a loop. */
export const loopDeaths = 3;

/** Pause before each further start in a loop, the last for all that follow. Milliseconds. */
export type Pauses = readonly [number, ...number[]];
export const corePauses: Pauses = [1_000, 5_000, 15_000, 60_000, 180_000, 300_000];
/** A page or a shell harms nobody by coming back: it is given time later. */
export const windowPauses: Pauses = [0, 1_000, 2_000, 3_000, 5_000, 15_000, 60_000, 180_000, 300_000];

export type Deaths = {
  /** Within the window, monotonic milliseconds. */
  readonly recent: readonly number[];
  /** Deaths since the loop was recognised, that one included; 0 where there is none. */
  readonly inLoop: number;
};

export const noDeaths: Deaths = { recent: [], inLoop: 0 };

export type Verdict = {
  deaths: Deaths;
  /** Before it is started again. Milliseconds. */
  pause: number;
  /** This death made it a loop. */
  loopBegins: boolean;
};

/**
 * What a death means.
 * @param at when, and `lived`: how long it had been well before; monotonic milliseconds
 */
export function afterDeath(deaths: Deaths, at: number, lived: number, pauses: Pauses): Verdict {
  const before = lived >= loopWindow ? noDeaths : deaths;
  const recent = [...before.recent.filter((each) => each > at - loopWindow), at];
  const isLoop = before.inLoop > 0 || recent.length >= loopDeaths;
  const inLoop = isLoop ? before.inLoop + 1 : 0;
  const pause = isLoop ? (pauses[Math.min(inLoop, pauses.length) - 1] ?? 0) : 0;
  return { deaths: { recent, inLoop }, pause, loopBegins: isLoop && before.inLoop === 0 };
}
