/** A core that goes away while the fonts come: the screens show what they have, and the fonts come after it is back. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { BoardCore, entryOf } from './board/board-core.ts';
import { notice } from './board/board-items.ts';
import { type BuiltPages, buildPages } from './built-pages.ts';
import { startFakeCore } from './fake-core.ts';
import { power } from './fake-items.ts';

const size = { width: 1920, height: 1080 };

/** Every second part of a font is refused, whenever it is asked for, until `mend` is called. */
async function openWithoutFonts(browser: Browser, url: string) {
  const opened = await openPage(browser, 'about:blank', size);
  const asked: string[] = [];
  await opened.page.route('**/*.woff2', (route) => {
    const name = route.request().url();
    if (!asked.includes(name)) asked.push(name);
    return asked.indexOf(name) % 2 === 1 ? route.abort() : route.continue();
  });
  await opened.page.goto(url);
  return { ...opened, mend: () => opened.page.unroute('**/*.woff2') };
}

const partsFailed = (page: Page) =>
  page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'error').length);

const parts = (page: Page) => page.evaluate(() => document.fonts.size);

describe.skipIf(!requirement('chromium').available)('parts of the fonts that do not come', () => {
  let pages: BuiltPages;
  let browser: Browser;

  beforeAll(async () => {
    pages = await buildPages();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    pages.remove();
  });

  it('keep nothing off the board, and come when they can', async () => {
    const core = new BoardCore(pages.folder);
    await core.start();
    core.show([entryOf(notice()), entryOf(power(26))]);
    const { page, context, mend } = await openWithoutFonts(browser, core.url);
    await page.locator('h2', { hasText: '冬季防火' }).waitFor();
    expect(await partsFailed(page)).toBeGreaterThan(0);
    const all = await parts(page);
    const before = await page.locator('main').elementHandle();
    await mend();
    await expect.poll(() => partsFailed(page), { timeout: 30_000 }).toBe(0);
    // No rule was lost or doubled, and the page is laid out again in its own font.
    expect(await parts(page)).toBe(all);
    await expect.poll(() => page.evaluate((main) => main?.isConnected, before)).toBe(false);
    await page.locator('h2', { hasText: '冬季防火' }).waitFor();
    await context.close();
    await core.stop();
    expect(core.errors).toEqual([]);
  });

  it('come to the terminal too, without a reload', async () => {
    const core = await startFakeCore(pages.folder);
    const { page, context, mend } = await openWithoutFonts(browser, core.url);
    await page.getByRole('button', { name: '村务公开' }).first().waitFor();
    await expect.poll(() => partsFailed(page)).toBeGreaterThan(0);
    const loaded = await page.evaluate(() => performance.timeOrigin);
    await mend();
    await expect.poll(() => partsFailed(page), { timeout: 30_000 }).toBe(0);
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);
    await context.close();
    await core.stop();
  });
});
