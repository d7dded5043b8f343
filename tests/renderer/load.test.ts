/** Parts of the page that did not come at first: what they show is whole all the same. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { type BuiltPages, buildPages } from './built-pages.ts';
import { startFakeCore } from './fake-core.ts';
import { backHome, layoutFaults, openItem, touch } from './terminal-page.ts';

const home = (page: Page) => page.getByRole('button', { name: '村务公开' }).first();

/** Names of the style sheets that are there: of one that did not come the rules cannot be read. Runs in the page. */
function readableSheets(): string[] {
  return [...document.styleSheets].flatMap((sheet) => {
    try {
      return sheet.cssRules.length > 0 ? [sheet.href?.split('/').pop() ?? ''] : [];
    } catch {
      return [];
    }
  });
}

describe.skipIf(!requirement('chromium').available)('parts of the page', () => {
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

  it('are asked for again, programs and style sheets, and then nothing is missing', async () => {
    const core = await startFakeCore(pages.folder);
    const opened = await openPage(browser, 'about:blank', { width: 1280, height: 800 });
    const { page, context } = opened;
    const first = readFileSync(path.join(pages.folder, 'terminal/index.html'), 'utf8');
    const refused = new Set<string>();
    await context.route(/\/assets\/.*\.(js|css)$/, async (route: Route) => {
      const name = path.posix.basename(new URL(route.request().url()).pathname);
      const isLater = !first.includes(name) && (await home(page).count()) > 0;
      if (!isLater || refused.has(name)) return route.continue();
      refused.add(name);
      return route.abort();
    });
    await page.goto(core.url);
    await home(page).waitFor();
    await expect
      .poll(() => [...refused].filter((name) => /^rest-screen.*css$/.test(name)).length, { timeout: 60_000 })
      .toBe(1);
    await openItem(page, '㙍');
    await page.getByText('龚䶮、孙㙍、𠮷家兴').waitFor();
    expect(await layoutFaults(page)).toEqual([]);
    await backHome(page);
    await touch(page, '查找');
    await page.getByRole('region', { name: '屏幕键盘' }).waitFor();
    expect(await layoutFaults(page)).toEqual([]);
    const sheets = () => page.evaluate(readableSheets);
    const styles = [...refused].filter((name) => name.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(3);
    await expect.poll(sheets).toEqual(expect.arrayContaining(styles));
    expect(opened.errors).toEqual([]);
    await context.close();
    await core.stop();
  });

  it.each(['terminal', 'board'] as const)('%s: its first style sheets too', async (surface) => {
    const core = await startFakeCore(pages.folder);
    const { page, context } = await openPage(browser, 'about:blank', { width: 1280, height: 800 });
    let refused = 0;
    await context.route(/\/assets\/.*\.css$/, (route) => {
      refused += 1;
      return refused <= 6 ? route.abort() : route.continue();
    });
    await page.goto(surface === 'terminal' ? core.url : core.url.replace('/terminal/', '/board/'));
    const first = readFileSync(path.join(pages.folder, surface, 'index.html'), 'utf8');
    const named = [...first.matchAll(/([\w.-]+\.css)/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(0);
    await expect.poll(() => page.evaluate(readableSheets)).toEqual(expect.arrayContaining(named));
    expect(refused).toBeGreaterThan(6);
    await context.close();
    await core.stop();
  });

  it('a PDF file opens once the program that reads it can come', async () => {
    const core = await startFakeCore(pages.folder);
    const opened = await openPage(browser, core.url, { width: 1280, height: 800 });
    const { page, context } = opened;
    await context.route('**/pdf.worker*', (route) => route.abort());
    await openItem(page, '中标结果');
    await page.getByText('这份 PDF 打不开').waitFor();
    await context.unroute('**/pdf.worker*');
    await backHome(page);
    await openItem(page, '中标结果');
    await page.locator('canvas').first().waitFor();
    await context.close();
    await core.stop();
  });
});
