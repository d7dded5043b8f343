/** Pictures of every screen at every size, to be looked at: `node tests/renderer/shoot.ts FOLDER [size]`. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser, openPage } from '../e2e/browser.ts';
import { buildPages } from './built-pages.ts';
import { startFakeCore } from './fake-core.ts';
import { sizes } from './terminal-page.ts';

const folder = process.argv[2] ?? '/tmp/shots/terminal';
mkdirSync(folder, { recursive: true });
const pages = await buildPages();
const core = await startFakeCore(pages.folder);
const browser = await launchBrowser();
for (const size of sizes.filter(
  ({ width }) => process.argv[3] === undefined || process.argv[3] === String(width),
)) {
  const { page, errors } = await openPage(browser, core.url, size);
  const shot = async (name: string) => {
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(350);
    await page.screenshot({ path: path.join(folder, `${size.width}-${name}.png`) });
  };
  const tap = (name: string) => page.getByRole('button', { name }).first().tap();
  const open = async (text: string) => {
    await tap('查找');
    await page.getByLabel('要找的字').fill(text);
    await page.locator('main li button').first().tap();
    await page.waitForTimeout(300);
  };
  await page.getByText('云溪村').first().waitFor();
  await shot('home');
  await tap('财务公开');
  await shot('module');
  await tap('2026年');
  await shot('module-year');
  await tap('2026年第三季度村集体收支明细');
  await page.locator('canvas').first().waitFor();
  await shot('item');
  await tap('手机带走');
  await shot('take-away');
  await tap('关闭');
  await tap('打印一张');
  await shot('print');
  await tap('好');
  await page
    .locator('main')
    .first()
    .evaluate((main) => main.scrollTo({ top: 900 }));
  await shot('item-table');
  await page.getByRole('button', { name: '看凭证' }).nth(1).tap();
  await shot('voucher-access');
  await tap('关闭');
  await page.getByRole('button', { name: '看凭证' }).first().tap();
  await shot('voucher');
  await tap('关闭');
  await tap('查找');
  await shot('search-empty');
  await page.getByLabel('要找的字').fill('低保');
  await shot('search');
  await page.getByLabel('要找的字').fill('没有这样');
  await shot('search-nothing');
  for (const [name, text] of Object.entries({
    corrected: '低保新增',
    withdrawn: '鱼塘',
    register: '资产台账',
    project: '中标结果',
    power: '资金支出审批',
    hostile: '清明',
    story: '出租结果',
    rare: '㙍',
  })) {
    await tap('首页');
    await open(text);
    await shot(name);
    if (name === 'project') {
      await page.getByText('第 1 页').scrollIntoViewIfNeeded();
      await shot('pdf');
    }
  }
  core.village.freshnessNow = {
    updatedAt: Date.UTC(2026, 10, 12),
    staleDays: 9,
    link: 'offline',
    clockInDoubt: true,
  };
  core.events.send({ type: 'freshness', freshness: core.village.freshnessNow });
  await tap('首页');
  await shot('home-stale');
  core.village.freshnessNow = {
    updatedAt: Date.UTC(2026, 10, 21),
    staleDays: 0,
    link: 'online',
    clockInDoubt: false,
  };
  if (errors.length > 0) console.error(size.width, errors);
  await page.context().close();
}
await browser.close();
await core.stop();
pages.remove();
