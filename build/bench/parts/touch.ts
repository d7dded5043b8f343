/** Touching a page as a finger does, and how long until the result is painted. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PageLine } from './page-line.ts';

/** How long a finger stays on the glass when it taps, ms. */
const heldMs = 80;
/** Between a result and the next touch, at least; up to twice that, so that touches fall anywhere between two frames. */
const restMs = 120;

/**
 * In the page: `benchTouch(isDone)` resolves with the ms from the finger's release (the time stamp that the browser gave
 * `pointerup`) to the end of the first frame in which `isDone()` holds: the change is seen by a MutationObserver, the next
 * animation frame draws it, and the task after that frame reads the clock.
 */
export const touchWatcher = `
globalThis.benchTouch = (isDone) => new Promise((resolve) => {
  let released;
  let reported = false;
  const look = () => {
    if (released === undefined || reported || !isDone()) return;
    reported = true;
    changes.disconnect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - released);
      channel.port2.postMessage(0);
    });
  };
  const changes = new MutationObserver(look);
  changes.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  addEventListener('pointerup', (event) => { released = event.timeStamp; }, { capture: true, once: true });
});
`;

async function centre(page: PageLine, target: string): Promise<{ x: number; y: number }> {
  const found = await page.until(`(() => {
    const element = ${target};
    if (!element) return null;
    element.scrollIntoView({ block: 'nearest' });
    const box = element.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 60) };
  })()`);
  return found as { x: number; y: number };
}

async function tap(page: PageLine, target: string): Promise<void> {
  const point = await centre(page, target);
  await page.call('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await delay(heldMs);
  await page.call('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/**
 * Taps and measures.
 * @param target expression for the element
 * @param isDone expression that holds once the result is in the page
 * @returns ms from release to painted result
 */
export async function touch(page: PageLine, target: string, isDone: string): Promise<number> {
  const measured = page.evaluate(`benchTouch(() => ${isDone})`);
  await tap(page, target);
  const took = Number(await measured);
  await delay(restMs * (1 + Math.random()));
  return took;
}

/** Taps without measuring, and waits until something holds. */
export async function press(page: PageLine, target: string, isDone: string): Promise<void> {
  await tap(page, target);
  await page.until(`(${isDone}) || null`);
  await delay(restMs);
}
