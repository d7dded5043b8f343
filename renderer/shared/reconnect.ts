/** Shortest and longest pause before asking the core again, in milliseconds: it is on the same machine, so it is soon back, and then home must be there at once. */
const shortest = 250;
const longest = 1_000;

/**
 * Pause before another attempt: doubles up to `longest`, half of it by chance, so that pages do not ask in step.
 * @param attempt failures so far, from 0
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function backOff(attempt: number, random: number): number {
  const full = Math.min(longest, shortest * 2 ** Math.min(attempt, 10));
  return full / 2 + (full / 2) * random;
}

/** Waits; ends at once, without an error, when the signal does. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
