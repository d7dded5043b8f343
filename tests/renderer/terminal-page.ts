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

/** What most people see, and 长辈版: least size of any text and of the body in CSS pixels, least contrast (quality.md). */
export const modes = {
  standard: { text: 18, body: 20, contrast: 4.5 },
  elder: { text: 30, body: 30, contrast: 7 },
} as const;

export type Mode = keyof typeof modes;

/** Which of them the page is in. */
export const modeOf = (page: Page): Promise<Mode> =>
  page.evaluate(() => (document.documentElement.dataset.mode === 'elder' ? 'elder' : 'standard'));

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Touches the first button whose name contains `name`. */
export async function touch(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().tap();
}

/** Step by step, as nobody is thrown out of elder mode by it. */
export async function backHome(page: Page): Promise<void> {
  const back = page.getByRole('button', { name: '返回' });
  while ((await back.count()) > 0) await back.first().tap();
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
  return page.evaluate(
    (least) => {
      const faults: string[] = [];
      const body = Number.parseFloat(getComputedStyle(document.body).fontSize);
      if (body < least.body) faults.push(`the body is ${body} px`);
      const dialogs = document.querySelectorAll('dialog[open]');
      const top: Element = dialogs[dialogs.length - 1] ?? document.body;
      const say = (element: Element) => `${element.tagName} "${(element.textContent ?? '').slice(0, 20)}"`;
      if (document.documentElement.scrollWidth > window.innerWidth) faults.push('the page scrolls sideways');
      for (const box of document.querySelectorAll('main, dialog, header, footer, nav')) {
        if (box.scrollWidth > box.clientWidth + 1) faults.push(`${box.tagName} scrolls sideways`);
      }
      const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true });
      for (const each of top.querySelectorAll('button')) {
        if (!visible(each)) continue;
        const { width, height } = each.getBoundingClientRect();
        const side = each.closest('nav, header') === null ? 44 : 60;
        if (width < side || height < side) faults.push(`${say(each)} is ${width}×${height}`);
        if (each.scrollWidth > each.clientWidth + 1) faults.push(`${say(each)} is cut off`);
      }
      const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (parent === null || (node.textContent ?? '').trim() === '' || !visible(parent)) continue;
        // Said to screen readers alone: hidden from sight by its size.
        if (parent.getBoundingClientRect().width <= 1) continue;
        if (parent.closest('svg') !== null) continue;
        const size = Number.parseFloat(getComputedStyle(parent).fontSize);
        if (size < least.text) faults.push(`${say(parent)} is ${size} px`);
        const range = document.createRange();
        range.selectNodeContents(node);
        const text = range.getBoundingClientRect();
        const inTable = parent.closest('[class*="scroll"]') !== null;
        if (!inTable && text.right > window.innerWidth + 1) faults.push(`${say(parent)} leaves the screen`);
        const hides = getComputedStyle(parent).overflowX === 'hidden';
        if (hides && parent.scrollWidth > parent.clientWidth + 1) faults.push(`${say(parent)} is cut off`);
      }
      return faults;
    },
    modes[await modeOf(page)],
  );
}

/** One touch ends the visit on every screen of somebody's; home and the notices are nobody's, and a sheet is closed first. */
export function endFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const button = (label: string) =>
      [...document.querySelectorAll('button')].find(
        (each) =>
          each.checkVisibility({ visibilityProperty: true }) && (each.textContent ?? '').startsWith(label),
      );
    if (document.querySelector('dialog[open]') || button('我的补贴') || button('点一下屏幕开始')) return [];
    const end = button('结束')?.getBoundingClientRect();
    const inSight = end && end.top >= 0 && end.right <= innerWidth && end.bottom <= innerHeight;
    return inSight ? [] : ['no way to end in sight'];
  });
}

/** Buttons that lie under something else where they can be seen. */
export function coveredFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const dialogs = document.querySelectorAll('dialog[open]');
    const top: Element = dialogs[dialogs.length - 1] ?? document.body;
    return [...top.querySelectorAll('button')].flatMap((button) => {
      const { left, top: above, width, height } = button.getBoundingClientRect();
      const [x, y] = [left + width / 2, above + height / 2];
      if (!button.checkVisibility() || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return [];
      for (let box = button.parentElement; box !== null; box = box.parentElement) {
        const seen = box.getBoundingClientRect();
        const clips = getComputedStyle(box).overflow !== 'visible';
        if (clips && (x < seen.left || x > seen.right || y < seen.top + 1 || y > seen.bottom - 1)) return [];
      }
      const there = document.elementFromPoint(x, y);
      return button.contains(there)
        ? []
        : [`"${button.textContent}" is under ${there?.outerHTML.slice(0, 60)}`];
    });
  });
}

/** Axe's findings on what is on screen, by all of its rules that are not experiments. */
export async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      window as unknown as {
        axe: {
          run(options: unknown): Promise<{
            violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
          }>;
        };
      }
    ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
  });
}

/** Gives the page another size, and the two frames that it takes to find its room in it. */
export async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}
