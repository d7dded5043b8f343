import { backOff, pause } from './reconnect.ts';

/**
 * Loads a part of the page, as often as it takes: the core that serves it may be restarting, and React keeps a failure
 * of `lazy` for good.
 */
export async function persistently<T>(load: () => Promise<T>): Promise<T> {
  const never = new AbortController().signal;
  for (let failures = 0; ; failures += 1) {
    try {
      return await load();
    } catch {
      await pause(backOff(failures, Math.random()), never);
    }
  }
}
