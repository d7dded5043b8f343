/** Whether colours can be told apart: of every text, also pressed and out of use, and of the ring that shows where the keys are. */
import type { Page } from 'playwright-core';
import { modeOf, modes } from './terminal-page.ts';

/** Of a ring to what lies around it (WCAG 2.2, 1.4.11). */
const ringContrast = 3;

/**
 * Texts whose colour is too near to what lies behind them, whatever their size (WCAG 2.2, 1.4.3 without its large text and
 * without its exception for what is out of use), and buttons that cannot be seen to have the focus.
 * @param closely looks at pressed buttons and at the focus too: the page is left with the focus elsewhere
 */
export async function colourFaults(page: Page, closely = false): Promise<string[]> {
  const { contrast } = modes[await modeOf(page)];
  // A key was the last thing: the ring is shown from then on.
  if (closely) await page.keyboard.press('Tab');
  return page.evaluate(judge, { contrast, ringContrast, closely });
}

/** In the page, by itself. */
function judge({
  contrast,
  ringContrast,
  closely,
}: {
  contrast: number;
  ringContrast: number;
  closely: boolean;
}): string[] {
  type Colour = readonly [number, number, number, number];
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (pen === null) throw new Error('no canvas');
  const known = new Map<string, Colour>();
  const colour = (css: string): Colour => {
    const before = known.get(css);
    if (before !== undefined) return before;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
    const found: Colour = [red, green, blue, alpha / 255];
    known.set(css, found);
    return found;
  };
  const over = ([r, g, b, a]: Colour, [R, G, B]: Colour): Colour => [
    r * a + R * (1 - a),
    g * a + G * (1 - a),
    b * a + B * (1 - a),
    1,
  ];
  const behind = (element: Element | null): Colour => {
    if (element === null) return [255, 255, 255, 1];
    const own = colour(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(element.parentElement));
  };
  const light = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = ([r, g, b]: Colour) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const ratio = (front: Colour, back: Colour) => {
    const pair = [luminance(over(front, back)), luminance(back)];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  };
  const faults = new Set<string>();
  const say = (element: Element, state: string, found: number) =>
    faults.add(`${state} "${(element.textContent ?? '').slice(0, 12)}" ${found.toFixed(2)}`);
  const texts = (state: string, top: Element) => {
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element === null || (node.textContent ?? '').trim() === '' || !element.checkVisibility()) continue;
      if (element.closest('svg, script, style') !== null) continue;
      const found = ratio(colour(getComputedStyle(element).color), behind(element));
      if (found < contrast) say(element, state, found);
    }
  };
  texts('text', document.body);
  if (!closely) return [...faults];
  const dialogs = document.querySelectorAll('dialog[open]');
  const top: Element = dialogs[dialogs.length - 1] ?? document.body;
  const buttons = [...top.querySelectorAll('button')].filter(
    (button) => !button.disabled && button.checkVisibility(),
  );
  for (const button of buttons) button.setAttribute('data-pressed', '');
  for (const button of buttons) texts('pressed', button);
  for (const button of buttons) button.removeAttribute('data-pressed');
  for (const button of buttons) {
    button.focus({ preventScroll: true });
    if (document.activeElement !== button) continue;
    const { outlineStyle, outlineColor, outlineOffset } = getComputedStyle(button);
    const around = behind(Number.parseFloat(outlineOffset) < 0 ? button : button.parentElement);
    const found = outlineStyle === 'none' ? 1 : ratio(colour(outlineColor), around);
    if (found < ringContrast) say(button, 'focus', found);
  }
  return [...faults];
}
