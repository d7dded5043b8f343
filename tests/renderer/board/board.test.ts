/** The board in a real browser against the contract: legible and whole at every size, and live without a reload. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requirement } from '../../../build/requirements.ts';
import type { ItemView, RotationView } from '../../../main/contract/views.ts';
import { launchBrowser, openPage } from '../../e2e/browser.ts';
import { readQr } from '../../fakes/read-qr.ts';
import { type BuiltPages, buildPages } from '../built-pages.ts';
import { digestOf, now, power } from '../fake-items.ts';
import { BoardCore, entryOf } from './board-core.ts';
import * as items from './board-items.ts';
import { boardFaults, boardSizes, rowsOnPage, shownTitle } from './board-page.ts';

let pages: BuiltPages;
let core: BoardCore;
let browser: Browser;

type Size = { width: number; height: number };

async function open(entries: RotationView['entries'], size: Size = boardSizes[0]) {
  core.show(entries);
  const opened = await openPage(browser, 'about:blank', size);
  await opened.page.clock.install({ time: now });
  await opened.page.goto(core.url);
  return { ...opened, close: () => opened.context.close() };
}

/** The same item with another text, and so of another digest. */
function bodyOf({ content }: ItemView, body: string): Pick<ItemView, 'content'> {
  return content === undefined ? {} : { content: { ...content, body, digest: digestOf(body) } };
}

/** What a phone held before the screen reads. */
async function readShown(page: Page): Promise<string | undefined> {
  const picture = await loadImage(await page.screenshot());
  const canvas = createCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  return readQr(data, picture.width, picture.height);
}

/** Lets the page at hand come to its end. Its time may begin anew meanwhile, when it is laid out again. */
async function turn(page: Page): Promise<void> {
  const before = await page.locator('main').first().elementHandle();
  const gone = () => page.evaluate((main) => main?.isConnected === false, before);
  await expect.poll(async () => page.clock.fastForward(60_001).then(gone), { timeout: 10_000 }).toBe(true);
}

const all = () => [
  entryOf(items.householdList(2, 9), 'publicity', 'https://yz.example.cn/s'),
  entryOf(items.statement(), 'new'),
  entryOf(items.notice(), 'new'),
  entryOf(items.project(core.link), 'publicity'),
  entryOf(items.wideRegister(23, 5), 'weight'),
  entryOf(items.longTitled(), 'publicity'),
  entryOf(power(26), 'weight'),
];

describe.skipIf(!requirement('chromium').available)('the board', () => {
  beforeAll(async () => {
    pages = await buildPages();
    core = new BoardCore(pages.folder);
    await core.start();
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    // A test that failed while it was stopped must not take the next ones along.
    await core.start();
    core.rotation = {
      ...core.rotation,
      freshness: { updatedAt: now, staleDays: 0, link: 'online', clockInDoubt: false },
    };
  });
  afterAll(async () => {
    await browser.close();
    await core.stop();
    pages.remove();
    expect(core.errors).toEqual([]);
  });

  it.each(boardSizes)(
    'is legible and cuts nothing at $width×$height, on every page of every kind of item',
    async (size) => {
      const { page, close, errors } = await open(all(), size);
      const seen = new Set<string>();
      const rows = new Set<string>();
      await page.locator('h2').first().waitFor();
      for (
        let count = 0;
        count < 60 && !(seen.size === 7 && (await shownTitle(page)).includes('低保') && count > 7);
        count += 1
      ) {
        seen.add(await shownTitle(page));
        expect(await boardFaults(page)).toEqual([]);
        for (const row of await rowsOnPage(page)) rows.add(row);
        await turn(page);
      }
      expect(seen.size).toBe(7);
      expect([...rows].filter((row) => /^[^0-9]\*/.test(row))).toHaveLength(9);
      expect(errors).toEqual([]);
      await close();
    },
  );

  it('shows 300 rows over its pages up to the cap, in order, and says where the rest is', async () => {
    const { page, close } = await open([entryOf(items.householdList(2, 300), 'publicity')]);
    await page.locator('h2').first().waitFor();
    const rows: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      expect(await boardFaults(page)).toEqual([]);
      rows.push(...(await rowsOnPage(page)));
      expect(await page.getByText(`第 ${count + 1} / 12 页`).count()).toBe(1);
      expect(await page.getByText('后面还有，请在查询机上看').count()).toBe(count === 11 ? 1 : 0);
      await turn(page);
    }
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.map((row) => Number(/^\D+(\d+)/.exec(row)?.[1]))).toEqual(rows.map((_, index) => index + 1));
    await close();
  });

  it('announces at once without a jump, shows it at the next turn, and replaces at once what is withdrawn', async () => {
    const first = entryOf(items.householdList(2, 5), 'publicity');
    const { page, close } = await open([first, entryOf(power(26))]);
    await page.getByText('四季度低保新增对象名单').first().waitFor();
    const main = await page.locator('main').first().elementHandle();
    const fresh = entryOf(items.simple(30, '文化礼堂改造的决议'), 'announced');
    core.show([fresh, first, entryOf(power(26))]);
    await page.locator('footer').getByText('刚刚公开').waitFor();
    expect(await page.locator('footer').innerText()).toContain('文化礼堂改造的决议');
    expect(await main?.evaluate((element) => element.isConnected)).toBe(true);
    await turn(page);
    expect(await shownTitle(page)).toBe('文化礼堂改造的决议');
    core.show([first, entryOf(power(26))], 'withdrawn');
    await page.waitForFunction(() => !document.body.innerText.includes('文化礼堂改造的决议'));
    expect(await shownTitle(page)).not.toBe('');
    await close();
  });

  it('shows the new version of what is on screen at once, marked as a correction', async () => {
    const old = items.simple(34, '文化礼堂改造的决议');
    const { page, close } = await open([entryOf({ ...old, ...bodyOf(old, '造价 48 万元。') })]);
    await page.getByText('造价 48 万元').waitFor();
    const newer = { ...old, card: { ...old.card, version: 2, corrected: true } };
    core.show([entryOf({ ...newer, ...bodyOf(old, '造价 46 万元。') }, 'announced')], 'corrected');
    await page.getByText('造价 46 万元').waitFor();
    expect(await page.getByText('造价 48 万元').count()).toBe(0);
    expect(await page.locator('main').getByText('刚刚更正').count()).toBe(1);
    expect(await page.locator('footer').innerText()).toMatch(/刚刚更正\s+文化礼堂改造的决议/);
    expect(await page.getByText('刚刚公开').count()).toBe(0);
    core.show([entryOf({ ...newer, ...bodyOf(old, '造价 46 万元。') })]);
    await page.locator('main').getByText('更正', { exact: true }).waitFor();
    await close();
  });

  it('never shows a withdrawn item, and shows a photo on a page of its own', async () => {
    const gone = { ...items.simple(31, '鱼塘承包方案'), withdrawn: { at: now, reason: '要重新议' } };
    const { page, close } = await open([entryOf(gone), entryOf(items.project(core.link))]);
    await page.locator('h2').first().waitFor();
    let photos = 0;
    for (let count = 0; count < 8; count += 1) {
      expect(await shownTitle(page)).toBe('村北机耕路硬化工程中标结果');
      const widths = await page
        .locator('main img')
        .evaluateAll((images) =>
          images.map((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)),
        );
      if (widths.length > 0) {
        expect(widths).toEqual([1200]);
        photos += 1;
      }
      await turn(page);
    }
    expect(photos).toBeGreaterThanOrEqual(2);
    await close();
  });

  it('goes on with what it has while the core is away, and says why when it has nothing', async () => {
    const { page, close } = await open([entryOf(items.notice()), entryOf(power(26))]);
    await page.getByText('冬季防火').first().waitFor();
    await core.stop();
    await page.getByText('现在显示的是已有的内容').waitFor();
    await turn(page);
    expect(await boardFaults(page)).toEqual([]);
    core.rotation = { ...core.rotation, entries: [entryOf(items.simple(33, '回来了'), 'announced')] };
    await core.start();
    await page.clock.fastForward(10_000);
    await page.getByText('回来了').first().waitFor();
    core.show([]);
    await page.getByText('现在没有要轮播的内容').waitFor();
    core.rotation = {
      ...core.rotation,
      freshness: { staleDays: 0, link: 'connecting', clockInDoubt: false },
    };
    core.show([]);
    await page.getByText('还没有收到公开的内容').waitFor();
    await close();
  });

  it('says quietly that content is old and the clock in doubt, and marks demo data', async () => {
    core.rotation = {
      ...core.rotation,
      freshness: { updatedAt: now - 9 * 86_400_000, staleDays: 9, link: 'offline', clockInDoubt: true },
    };
    const { page, close } = await open([entryOf(power(26))]);
    await page.getByText('内容更新于 11月12日 09:24，已 9 天未更新 · 本机时间可能不准').waitFor();
    expect(await page.getByText('演示数据').count()).toBe(1);
    await close();
  });

  it('shows a code that a phone reads, and promises the full text only where it leads there', async () => {
    const linked = entryOf(items.householdList(2, 4), 'publicity', 'https://yz.example.cn/s');
    for (const entry of [linked, entryOf(items.householdList(2, 4), 'publicity')]) {
      const { page, close } = await open([entry]);
      await page.locator('aside svg').waitFor();
      await page.waitForTimeout(250);
      expect(await readShown(page)).toBe(entry.takeAway.text);
      expect(await page.getByText('看全文').count()).toBe(entry === linked ? 1 : 0);
      await close();
    }
  });
});
