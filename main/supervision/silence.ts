/**
 * How long something has been silent. Counted in steps of the watcher's own time: a step that came late (the laptop slept,
 * the machine is overloaded) was late for everybody, so it counts as no more than two ordinary ones.
 */

/** Between two looks of the supervisor. Milliseconds. */
export const lookEvery = 500;

export type Silence = {
  readonly silentMs: number /** Whether it was ever heard since it began. */;
  readonly heard: boolean;
};

/** Something that was just started. */
export const beginning: Silence = { silentMs: 0, heard: false };

/** @param ago milliseconds since it spoke */
export function spoken(ago = 0): Silence {
  return { silentMs: ago, heard: true };
}

/** @param elapsed milliseconds since the last look */
export function grown(silence: Silence, elapsed: number): Silence {
  return { ...silence, silentMs: silence.silentMs + Math.min(elapsed, 2 * lookEvery) };
}

/** `starting`: until it is first heard; `silent`: from then on. Milliseconds. */
export type Patience = { readonly starting: number; readonly silent: number };

export function isHung({ silentMs, heard }: Silence, patience: Patience): boolean {
  return silentMs > (heard ? patience.silent : patience.starting);
}
