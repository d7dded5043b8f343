/** A bored person at the terminal: touches whatever can be touched, scrolls, goes home. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { bar } from '../../main/text/terminal.ts';
import type { Random } from '../main/search/random.ts';

const betweenTouches = 600;
/** Touches until the person goes home. */
const roundLength = 12;

/** Where something can be touched, in the page. */
type Place = { x: number; y: number };

const touchable = `
[...document.querySelectorAll('button, a, [role=button], [role=tab], summary')].flatMap((element) => {
  const box = element.getBoundingClientRect();
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const isHere = box.width > 0 && place.x > 0 && place.y > 0 && place.x < innerWidth && place.y < innerHeight;
  const top = isHere ? document.elementFromPoint(place.x, place.y) : null;
  return top && (element.contains(top) || top.contains(element)) ? [place] : [];
})`;

async function touchSomething(page: Page, random: Random): Promise<void> {
  const places = (await page.evaluate(touchable)) as Place[];
  if (places.length === 0) return;
  const { x, y } = random.pick(places);
  await page.touchscreen.tap(x, y);
}

/** As at the start: what a page holds is compared on the same screen. */
export async function goHome(page: Page): Promise<void> {
  const press = async (name: string) => {
    const button = page.getByRole('button', { name, exact: true }).last();
    const isThere = await button.isVisible();
    if (isThere) await button.tap({ timeout: 2_000 }).catch(() => undefined); // it went, or something lies over it
    return isThere;
  };
  for (let sheet = 0; sheet < 5 && (await press(bar.close)); sheet++) await pause(betweenTouches);
  await press(bar.home);
  await pause(betweenTouches);
}

/** One visit of some touches. */
export async function visit(page: Page, random: Random): Promise<void> {
  for (let touch = 0; touch < roundLength; touch++) {
    await touchSomething(page, random);
    if (random.integer(4) === 0) await page.mouse.wheel(0, random.integer(1_600) - 400);
    await pause(betweenTouches);
  }
}
