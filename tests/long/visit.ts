/** A short visit at the terminal's page, by touches: a module, an item, its words read aloud, a search, and away. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { aloud, mode } from '../../main/text/aloud.ts';
import { modules } from '../../main/text/common.ts';
import { bar, search } from '../../main/text/terminal.ts';

/** Anything on the way is there by then, or is not coming. ms */
const patience = 20_000;
/** ms */
const askEvery = 8;

/** Where an expression's element can be touched: scrolled into sight, and enabled. */
const placeOf = (element: string) => `(() => {
  const element = ${element};
  if (!element || element.disabled) return null;
  element.scrollIntoView({ block: 'center' });
  const box = element.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 40) };
})()`;

/** Asks the page again and again: what waits within the page would be evaluated there, which its policy forbids. */
async function there<Value>(page: Page, expression: string): Promise<Value> {
  const limit = performance.now() + patience;
  while (performance.now() < limit) {
    const value = (await page.evaluate(
      `(() => { const value = ${expression}; return value === true || value?.x >= 0 ? value : null; })()`,
    )) as Value | null;
    if (value !== null) return value;
    await pause(askEvery);
  }
  throw new Error(`waited in vain for ${expression.slice(0, 120)}`);
}

async function touch(page: Page, element: string): Promise<void> {
  const { x, y } = await there<{ x: number; y: number }>(page, placeOf(element));
  await page.touchscreen.tap(x, y);
}

const named = (within: string, name: string) =>
  `[...document.querySelectorAll('${within} button')].find((button) => button.textContent.startsWith(${JSON.stringify(name)}))`;
const rows = "document.querySelectorAll('main li button')";
const words = `document.querySelectorAll('main fieldset[aria-label="${search.words}"] button')`;
const atHome = `!${named('header', bar.back)} && document.querySelectorAll('main section button').length > 0`;
const atList = `!!${named('header', bar.back)} && ${rows}.length > 0 && !document.querySelector('main article')`;
const moduleNames = Object.values(modules).map(({ title }) => title);

/**
 * One visit, from the home screen to the home screen.
 * @param number of the visit: which module, item and word it is about, and how it reads
 * @param reads whether the machine has a voice
 */
export async function visit(page: Page, number: number, reads: boolean): Promise<void> {
  await touch(page, named('main section', moduleNames[number % moduleNames.length] ?? ''));
  await there(page, atList);
  await touch(page, `${rows}[${number} % Math.min(12, ${rows}.length)]`);
  await there(page, "document.querySelector('main article') !== null");
  if (number % 5 === 0) await touch(page, named('header', mode.elder));
  if (reads) {
    await touch(page, named('header', aloud.read));
    // It has begun: only now there is something to be paused.
    await there(page, `CSS.highlights.size > 0 && !!${named('footer', aloud.pause)}`);
    await touch(page, named('footer nav', aloud.end));
  }
  await touch(page, named('footer', bar.search));
  await there(page, `${words}.length > 0`);
  await touch(page, `${words}[${number} % ${words}.length]`);
  await there(page, `${words}.length === 0 && ${rows}.length > 0`);
  await touch(page, named('header', bar.end));
  await there(page, atHome);
}
