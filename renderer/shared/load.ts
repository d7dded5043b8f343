import { backOff, pause } from './reconnect.ts';

/** Style sheets that did not come. Vite asks for each once, and takes it for there at the next attempt, as its link is. */
const missing = new Set<HTMLLinkElement>();

addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missing.add(target);
  },
  true,
);

/** @throws where one does not come again */
async function loadMissingSheets(): Promise<void> {
  const links = [...missing];
  missing.clear();
  await Promise.all(
    links.map((link) => {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const again = document.createElement('link');
      again.rel = link.rel;
      again.href = link.href;
      again.addEventListener('load', resolve);
      again.addEventListener('error', reject);
      link.replaceWith(again);
      return promise;
    }),
  );
}

/**
 * Loads a part of the page, as often as it takes: the core that serves it may be restarting, and React keeps a failure
 * of `lazy` for good.
 */
export async function persistently<T>(load: () => Promise<T>): Promise<T> {
  const never = new AbortController().signal;
  for (let failures = 0; ; failures += 1) {
    try {
      await loadMissingSheets();
      return await load();
    } catch {
      await pause(backOff(failures, Math.random()), never);
    }
  }
}
