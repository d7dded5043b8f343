/** Every screen at every size: nothing cut off, small, faint or sideways; a document within four touches (R2.1, R2.9). */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { type BuiltPages, buildPages } from './built-pages.ts';
import { type FakeCore, startFakeCore } from './fake-core.ts';
import {
  axeFaults,
  backHome,
  contrastFaults,
  coveredFaults,
  layoutFaults,
  type Mode,
  modes,
  openItem,
  sizes,
  touch,
} from './terminal-page.ts';

let pages: BuiltPages;
let core: FakeCore;
let browser: Browser;

async function look(page: Page): Promise<void> {
  expect(await layoutFaults(page)).toEqual([]);
  expect(await contrastFaults(page)).toEqual([]);
  expect(await coveredFaults(page)).toEqual([]);
}

async function lookClosely(page: Page): Promise<void> {
  await look(page);
  expect(await axeFaults(page)).toEqual([]);
}

describe.skipIf(!requirement('chromium').available)('the terminal', () => {
  beforeAll(async () => {
    pages = await buildPages();
    core = await startFakeCore(pages.folder);
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await core.stop();
    pages.remove();
  });

  const cases = sizes.flatMap((size) => (Object.keys(modes) as Mode[]).map((mode) => ({ ...size, mode })));
  describe.each(cases)('at $width×$height, $mode', ({ mode, ...size }) => {
    const open = async () => {
      const opened = await openPage(browser, core.url, size);
      await opened.page.getByText('云溪村').first().waitFor();
      if (mode === 'elder') await touch(opened.page, '长辈版');
      await opened.page.waitForFunction((wanted) => document.documentElement.dataset.mode === wanted, mode);
      return opened;
    };

    it('leads from home to a voucher in four touches, each screen well laid out', async () => {
      const { page, context, errors } = await open();
      await page.locator('main li').first().waitFor({ state: 'attached' });
      await lookClosely(page);
      expect(
        await page.locator('main').evaluate((main) => main.scrollHeight - main.clientHeight),
      ).toBeLessThanOrEqual(1);
      await touch(page, '财务公开');
      await page.getByText('共 64 项').waitFor();
      await lookClosely(page);
      await touch(page, '2026年第三季度村集体收支明细');
      await page.getByText('三季度村集体花了 19.3 万元').waitFor();
      await page.locator('canvas').first().waitFor();
      await lookClosely(page);
      await touch(page, '看凭证 3 张');
      await page.getByText('发票 第1张').waitFor();
      await page.waitForFunction(() => document.querySelector('dialog img')?.matches('[src]') === true);
      expect(
        await page.locator('dialog img').evaluate(async (image: HTMLImageElement) => {
          await image.decode();
          return image.naturalWidth;
        }),
      ).toBe(1200);
      await lookClosely(page);
      await touch(page, '关闭');
      for (const [action, sheet] of [
        ['手机带走', '签名证明内容由'],
        ['打印一张', '已打印'],
      ] as const) {
        await touch(page, action);
        await page.getByText(sheet).waitFor();
        await look(page);
        await touch(page, '关闭');
      }
      expect(errors).toEqual([]);
      await context.close();
    });

    it('lays out search, lists and every kind of item', async () => {
      const { page, context, errors } = await open();
      for (const screen of ['正在公示', '最近公开', '找谁问']) {
        await touch(page, screen);
        await page
          .getByRole('heading', { name: screen.slice(0, 3) })
          .first()
          .waitFor();
        await look(page);
        await backHome(page);
      }
      await touch(page, '查找');
      await page.getByText('点一个词就能找').waitFor();
      await lookClosely(page);
      await page.getByLabel('要找的字').fill('低保');
      await page.locator('mark').first().waitFor();
      await lookClosely(page);
      for (const word of [
        '低保新增',
        '鱼塘',
        '资产台账',
        '中标结果',
        '资金支出审批',
        '清明',
        '出租结果',
        '㙍',
        '专项资金',
      ]) {
        await backHome(page);
        await openItem(page, word);
        await page.getByText('凭什么这样公开').waitFor();
        await look(page);
      }
      expect(errors).toEqual([]);
      await context.close();
    });
  });
});
