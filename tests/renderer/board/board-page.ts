/** What a page of the board must hold to, looked up in the browser. */
import type { Page } from 'playwright-core';

/** The sizes at which the board must work (R3.2). */
export const boardSizes = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1366, height: 768 },
  { width: 1280, height: 800 },
] as const;

/** The headline on screen; the space that holds a figure and its measure together is a space. */
export const shownTitle = async (page: Page) =>
  (await page.locator('#root h2').innerText()).replaceAll('\u00a0', ' ');

/** Texts of the table rows on screen, cells joined. */
export const rowsOnPage = (page: Page) =>
  page
    .locator('#root tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent).join('|')));

/**
 * Text under 1/32 of the screen's height anywhere, or under 1/22 in what is read as the body; anything that reaches
 * beyond its page, the screen or another text.
 */
export function boardFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const body = document.querySelector('#root [data-part="body"]');
    if (body === null) return ['there is no page'];
    const box = body.getBoundingClientRect();
    const texts = document.createTreeWalker(
      document.querySelector('#root') ?? document,
      NodeFilter.SHOW_TEXT,
    );
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      const text = texts.currentNode.textContent?.trim() ?? '';
      if (element === null || text === '' || element.closest('svg') !== null) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < window.innerHeight / 32) faults.push(`${text}: ${size}px`);
      if (element.closest('td, li, [class*="plain"]') !== null && element.closest('footer') === null) {
        const large =
          element.closest('td, [class*="plain"], [class*="list"], [class*="stageTitle"]') !== null;
        if (large && size < window.innerHeight / 22) faults.push(`${text}: ${size}px of body`);
      }
      if (element.closest('[data-part="body"]') !== null) {
        // The box of a line of text is higher than its glyphs.
        const air = size / 4;
        const range = document.createRange();
        range.selectNodeContents(element);
        for (const part of range.getClientRects()) {
          const out =
            part.bottom > box.bottom + air || part.top < box.top - air || part.right > box.right + 1;
          if (out) faults.push(`${text}: beyond its page`);
        }
      }
    }
    for (const row of document.querySelectorAll('#root tbody tr')) {
      const { bottom, right } = row.getBoundingClientRect();
      if (bottom > box.bottom + 1 || right > box.right + 1) faults.push(`${row.textContent}: row cut`);
    }
    const foot = document.querySelector('#root footer')?.getBoundingClientRect().top ?? 0;
    for (const part of document.querySelectorAll('#root aside *')) {
      if (part.getBoundingClientRect().bottom > foot + 1) faults.push(`${part.textContent}: under the foot`);
    }
    for (const part of document.querySelectorAll('#root header, #root footer, #root aside, #root main')) {
      const { left, right, bottom } = part.getBoundingClientRect();
      const wide = part.scrollWidth > part.clientWidth + 1;
      if (wide || left < 0 || right > window.innerWidth + 1 || bottom > window.innerHeight + 1) {
        faults.push(`${part.tagName} beyond the screen`);
      }
    }
    return faults;
  });
}
