import { backOff, pause } from './reconnect.ts';
import { sheetsThere } from './style-sheets.ts';

/**
 * Loads a part of the page, as often as it takes: the core that serves it may be restarting, and React keeps a failure
 * of `lazy` for good. Its style sheets too: Vite asks for each once, and takes it for there at the next attempt, as its link is.
 */
export async function persistently<T>(load: () => Promise<T>): Promise<T> {
  const never = new AbortController().signal;
  for (let failures = 0; ; failures += 1) {
    try {
      const loaded = await load();
      await sheetsThere();
      return loaded;
    } catch {
      await pause(backOff(failures, Math.random()), never);
    }
  }
}
