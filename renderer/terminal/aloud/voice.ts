export type Pace = 'usual' | 'slow';

/** One who reads. Only one sentence sounds at a time. */
export interface Voice {
  /** Sentences that will be said soon, the nearest first: made ready; what else was being made is given up. */
  expect(texts: readonly string[], pace: Pace): void;
  /**
   * Says a sentence.
   * @param onSound its sound begins
   * @returns when it has been said, or when `signal` ended it
   * @throws VoiceMissing nothing can be heard
   */
  say(text: string, pace: Pace, onSound: () => void, signal: AbortSignal): Promise<void>;
  /** @param share of full volume, 0 to 1 */
  setVolume(share: number): void;
}

/** There is no voice, or it did not answer. */
export class VoiceMissing extends Error {
  readonly kind = 'voice-missing';
}
