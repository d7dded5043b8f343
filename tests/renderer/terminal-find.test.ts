import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults, layoutFaults, resize, sizes, touch } from './terminal-page.ts';
import { terminalRig } from './terminal-rig.ts';

const rig = terminalRig();

/** Rows of what was found that can be read and touched now. */
const rowsInSight = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main')?.getBoundingClientRect();
    return [...document.querySelectorAll('main li button')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return main !== undefined && top >= main.top - 1 && bottom <= main.bottom + 1;
    }).length;
  });

const field = (page: Page) => page.getByLabel('要找的字');
const keys = (page: Page) => page.getByRole('region', { name: '屏幕键盘' });
/** By the finger, on the keys that are on screen. */
async function type(page: Page, letters: string): Promise<void> {
  for (const letter of letters) {
    await keys(page).getByRole('button', { name: letter, exact: true }).tap();
  }
}

describe('search on the on-screen input', () => {
  it.each(sizes)('leaves three results in sight at $width×$height while the keys are there', async (size) => {
    const page = await rig.open();
    await resize(page, size);
    await touch(page, '查找');
    await keys(page).waitFor();
    await field(page).fill('村');
    for (const mode of ['拼音', '手写', '数字']) {
      await keys(page).getByRole('button', { name: mode, exact: true }).tap();
      await page.locator('main li button').first().waitFor();
      expect(await rowsInSight(page), mode).toBeGreaterThanOrEqual(3);
      expect(await layoutFaults(page), mode).toEqual([]);
      expect(await axeFaults(page), mode).toEqual([]);
    }
    await touch(page, '收起键盘');
    await keys(page).waitFor({ state: 'detached' });
    expect(await axeFaults(page)).toEqual([]);
    await field(page).tap();
    await keys(page).waitFor();
  });

  it('asks at every letter, before any word is chosen', async () => {
    const page = await rig.open();
    await touch(page, '查找');
    const asked: string[] = [];
    rig.core.village.searched = (text) => asked.push(text);
    await type(page, 'dbj');
    await expect.poll(() => asked).toEqual(expect.arrayContaining(['d', 'db', 'dbj']));
    await keys(page).getByRole('button', { name: '删除' }).tap();
    await keys(page).getByRole('button', { name: '删除' }).tap();
    await keys(page).getByRole('button', { name: '删除' }).tap();
    await page.getByText('点一个词就能找').waitFor();
  });

  it('offers the village’s own words first, and searches for the chosen one', async () => {
    const page = await rig.open();
    await touch(page, '查找');
    await type(page, 'jgl');
    await keys(page).getByRole('button', { name: '机耕路' }).first().tap();
    await expect.poll(() => field(page).inputValue()).toBe('机耕路');
    await page.getByRole('button', { name: '村北机耕路硬化工程' }).first().waitFor();
  });

  it('changes the way of entry without opening what comes to lie under the finger', async () => {
    const page = await rig.open();
    await page.setViewportSize({ width: 1080, height: 1920 });
    await touch(page, '查找');
    await field(page).fill('村');
    for (const mode of ['手写', '数字', '拼音', '手写']) {
      await keys(page).getByRole('button', { name: mode, exact: true }).tap();
      await keys(page).getByRole('button', { name: mode, exact: true, pressed: true }).waitFor();
    }
    await touch(page, '收起键盘');
    await page.getByRole('button', { name: '键盘', exact: true }).waitFor();
    expect(await field(page).inputValue()).toBe('村');
  });

  it('narrows by kind, says so while one types, and takes it back', async () => {
    const page = await rig.open();
    await touch(page, '查找');
    await field(page).fill('村');
    await touch(page, '收起键盘');
    await touch(page, '台账');
    await page.getByRole('button', { name: '村集体资产台账' }).first().waitFor();
    const narrowed = await page.locator('main li button').count();
    await page.getByRole('button', { name: '键盘', exact: true }).tap();
    await page.getByRole('button', { name: '只看：台账' }).tap();
    await expect.poll(() => page.locator('main li button').count()).toBeGreaterThan(narrowed);
  });

  it('opens a register at the row that was found, marks it, and shows all again', async () => {
    const page = await rig.open();
    await touch(page, '查找');
    await field(page).fill('ZC-0777');
    await touch(page, '收起键盘');
    // So low that the table is out of sight at first.
    await page.setViewportSize({ width: 1280, height: 480 });
    await page.locator('main li button').filter({ hasText: '村集体资产台账' }).first().tap();
    await page.getByText('只列出有「ZC-0777」的 1 行，整张表共 1200 行').waitFor();
    const row = page.locator('tbody tr');
    expect(await row.count()).toBe(1);
    const inSight = await row.evaluate((found) => {
      const main = document.querySelector('main')?.getBoundingClientRect();
      const { top, bottom } = found.getBoundingClientRect();
      return main !== undefined && top >= main.top && bottom <= main.bottom;
    });
    expect(inSight).toBe(true);
    const marked = () => page.evaluate(() => [...(CSS.highlights.get('sought') ?? [])].map(String));
    expect(await marked()).toEqual(['ZC-0777']);
    await touch(page, '不再标出');
    await expect.poll(() => row.count()).toBe(50);
    expect(await marked()).toEqual([]);
    await touch(page, '返回');
    expect(await field(page).inputValue()).toBe('ZC-0777');
  });

  it('shows what was typed last, however late the answers of what was typed before', async () => {
    const page = await rig.open();
    await touch(page, '查找');
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/rpc/search', async (route) => {
      if ((route.request().postData() ?? '').includes('清明')) await held;
      await route.continue();
    });
    await field(page).fill('没有这样的事');
    await page.getByText('没有找到').waitFor();
    await field(page).fill('清明');
    await page.getByText('正在找').waitFor();
    expect(await page.getByText('没有找到').count()).toBe(0);
    await field(page).fill('低保');
    const first = page.locator('main li button').first();
    await first.filter({ hasText: '低保' }).waitFor();
    release();
    await field(page).fill('水利');
    await first.filter({ hasText: '水利' }).waitFor();
    await page.waitForTimeout(300);
    expect(await first.innerText()).toContain('水利');
  });

  it('says what to try where nothing is found, and leads to asking', async () => {
    const page = await rig.open();
    await touch(page, '查找');
    await field(page).fill('没有这样的事');
    await page.getByText('没有找到「没有这样的事」').waitFor();
    await page.getByText('拼音的第一个字母', { exact: false }).waitFor();
    await touch(page, '问一问');
    await page.getByText('想说什么事？').waitFor();
  });

  it('works with keys alone', async () => {
    const page = await rig.open();
    await page.getByRole('button', { name: '查找' }).first().press('Enter');
    // Who types has seen the field.
    await expect.poll(() => field(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('jgl');
    await keys(page).getByRole('button', { name: '机耕路' }).first().waitFor();
    await page.keyboard.press('Space');
    await expect.poll(() => field(page).inputValue()).toBe('机耕路');
    const first = page.locator('main li button').first();
    await first.waitFor();
    for (let steps = 0; steps < 12; steps++) {
      if (await first.evaluate((row) => row === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByText('凭什么这样公开').waitFor();
  });
});

/** Ways from home to an item; each step is one touch. */
const ways: readonly (readonly [string, readonly string[]])[] = [
  ['a module', ['财务公开', '2026年第三季度村集体收支明细']],
  ['a module by year and quarter', ['财务公开', '2026年', '三季度', '2026年第三季度村集体收支明细']],
  ['a kind of affair', ['查找', '村里有哪些家当', '']],
  ['what is in its publicity period', ['正在公示', '村北机耕路硬化工程中标结果']],
  ['what is new', ['最近公开', '2026年第三季度村集体收支明细']],
  ['a word that is offered', ['查找', '低保', '低保']],
  ['the registers', ['台账', '村集体资产台账']],
  ['what is in its publicity period, all of it', ['全部', '村北机耕路硬化工程中标结果']],
  ['a shelf in elder mode', ['长辈版', '分类看', '台账', '村集体资产台账']],
  ['a brightness', ['资金', '2026年第三季度村集体收支明细']],
];

it.each(ways)('opens an item by %s in at most four touches', async (_, steps) => {
  expect(steps.length).toBeLessThanOrEqual(4);
  const page = await rig.open();
  for (const [index, name] of steps.entries()) {
    const isItem = index === steps.length - 1;
    const place = isItem ? page.locator('main li') : page.locator('body');
    await place.getByRole('button', { name }).first().tap();
  }
  await page.getByText('凭什么这样公开').waitFor();
});
