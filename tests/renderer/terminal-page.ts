/** Driving and judging the terminal in a browser. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** The sizes at which the terminal must work (R2.9). */
export const sizes = [
  { width: 1080, height: 1920 },
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 1280, height: 800 },
] as const;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Touches the first button whose name contains `name`. */
export async function touch(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().tap();
}

/** Opens an item by searching for a word of it. */
export async function openItem(page: Page, word: string): Promise<void> {
  await touch(page, '查找');
  await page.getByLabel('要找的字').fill(word);
  const first = page.locator('main li button').first();
  await first.filter({ hasText: word }).tap();
}

/** What is wrong with what is on screen now, in words; empty when all is well. */
export async function layoutFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(() => {
    const faults: string[] = [];
    const dialogs = document.querySelectorAll('dialog[open]');
    const top: Element = dialogs[dialogs.length - 1] ?? document.body;
    const say = (element: Element) => `${element.tagName} "${(element.textContent ?? '').slice(0, 20)}"`;
    if (document.documentElement.scrollWidth > window.innerWidth) faults.push('the page scrolls sideways');
    for (const box of document.querySelectorAll('main, dialog, header, footer, nav')) {
      if (box.scrollWidth > box.clientWidth + 1) faults.push(`${box.tagName} scrolls sideways`);
    }
    const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    for (const button of top.querySelectorAll('button')) {
      if (!visible(button)) continue;
      const { width, height } = button.getBoundingClientRect();
      const least = button.closest('nav, header') === null ? 44 : 60;
      if (width < least || height < least) faults.push(`${say(button)} is ${width}×${height}`);
      if (button.scrollWidth > button.clientWidth + 1) faults.push(`${say(button)} is cut off`);
    }
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || (node.textContent ?? '').trim() === '' || !visible(parent)) continue;
      if (parent.closest('svg') !== null) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < 18) faults.push(`${say(parent)} is ${size} px`);
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      const inTable = parent.closest('[class*="scroll"]') !== null;
      if (!inTable && text.right > window.innerWidth + 1) faults.push(`${say(parent)} leaves the screen`);
    }
    return faults;
  });
}

/** Axe's findings on what is on screen: contrast 4.5:1, names of buttons and pictures. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      window as unknown as {
        axe: {
          run(options: unknown): Promise<{
            violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
          }>;
        };
      }
    ).axe.run({ runOnly: ['color-contrast', 'button-name', 'image-alt', 'role-img-alt', 'label'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
  });
}
