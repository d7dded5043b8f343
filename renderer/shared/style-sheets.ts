/** Style sheets that did not come as the core was away: a browser asks for each once, and the page goes on without. */
import { backOff, pause } from './reconnect.ts';

const missing = new Set<HTMLLinkElement>();
let completing: Promise<void> | undefined;

/** Undefined of a sheet that did not come: its rules may not be read. */
export function rulesOf(sheet: CSSStyleSheet): CSSRule[] | undefined {
  try {
    return [...sheet.cssRules];
  } catch {
    return undefined;
  }
}

/** Puts a new link in the place of one that failed. @returns resolves when its sheet is there, rejects where it fails as well */
function linkAnew(link: HTMLLinkElement): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const again = document.createElement('link');
  again.rel = link.rel;
  again.href = link.href;
  again.addEventListener('load', resolve);
  again.addEventListener('error', reject);
  link.replaceWith(again);
  return promise;
}

async function complete(): Promise<void> {
  const never = new AbortController().signal;
  for (let failures = 0; missing.size > 0; failures += 1) {
    await pause(backOff(failures, Math.random()), never);
    const links = [...missing];
    missing.clear();
    await Promise.allSettled(links.map(linkAnew));
  }
}

/** Resolves when no style sheet is missing. */
export function sheetsThere(): Promise<void> {
  if (missing.size > 0)
    completing ??= complete().finally(() => {
      completing = undefined;
    });
  return completing ?? Promise.resolve();
}

/** For as long as the page lives: has every sheet that failed, or failed before this was called, fetched until it is there. */
export function keepStylesComing(): void {
  const failed = (link: HTMLLinkElement) => {
    missing.add(link);
    void sheetsThere();
  };
  addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') failed(target);
    },
    true,
  );
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'))
    if (link.sheet !== null && rulesOf(link.sheet) === undefined) failed(link);
}
