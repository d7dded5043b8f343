/** Reading in depth: money, stages, powers, stories, versions, long tables, sound and film, by finger and by keys. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { openItem, touch } from './terminal-page.ts';
import { terminalRig } from './terminal-rig.ts';

async function wholeTable(page: Page): Promise<void> {
  await openItem(page, '总台账');
  await touch(page, '看整张表');
  await page.getByText('共 10000 行', { exact: true }).waitFor();
}

const lastOf = (page: Page, what: string) => page.locator('dialog').getByText(what, { exact: true });

describe.skipIf(!requirement('chromium').available)('reading at the terminal', () => {
  const rig = terminalRig();

  it('shows both sides of the money, of what it is made, and what a total differs by', async () => {
    const page = await rig.open();
    await openItem(page, '收支总表');
    await page
      .getByRole('button', { name: /2024年第三季度\s*收入\s*25\s*万元\s*支出\s*12\s*万元/ })
      .waitFor();
    expect(await page.getByRole('button', { name: /^资金/ }).getAttribute('aria-current')).toBe('page');
    expect(await page.getByRole('button', { name: /^审计/ }).isDisabled()).toBe(true);
    await page.getByText('支出由哪些组成').waitFor();
    await page.getByText('54%').waitFor();
    await page.getByText('54%').evaluate((share) => share.scrollIntoView());
    expect(await page.evaluate(() => document.body.scrollTop), 'only what is read scrolls').toBe(0);
    expect(await page.locator('td').getByText('与合计相差 0.01 元（四舍五入）').count()).toBe(1);
    await touch(page, '资产');
    await page.getByRole('heading', { name: '村集体资产台账' }).first().waitFor();
  });

  it('shows a disposal with its gaps and its amounts side by side', async () => {
    const page = await rig.open();
    await openItem(page, '旧碾米房出租');
    await page.getByText('旧碾米房出租：从提议到收款').waitFor();
    await page.getByText('缺失：移交').waitFor();
    await page.getByText('没有材料，说明：只有一处房屋').waitFor();
    await page.getByText('成交价比底价多 3 万元').waitFor();
    await page.getByText('已收比合同少 17.4 万元').waitFor();
    await page.getByText('2 笔相加').waitFor();
  });

  it('draws a power from its steps, with its branches, and lists what was decided under it', async () => {
    const page = await rig.open();
    await openItem(page, '村级采购');
    await page.getByText('这里按步骤的编号排好').waitFor();
    const steps = await page.locator('ol[class*="chart"] > li').allInnerTexts();
    expect(steps.map((text) => text.replace(/\s+/g, ' ').trim().slice(0, 6))).toEqual([
      '开始',
      '1 使用人 ',
      '2 书记 看',
      '3 村民委员',
      '4 报账员 ',
      '办结',
    ]);
    await page.getByText('这几条的范围有重叠').waitFor();
    await page.getByText('买了两台割草机').waitFor();
  });

  it('tells a staged affair in order, with what was withdrawn and the days left', async () => {
    const page = await rig.open();
    await openItem(page, '竹山承包合同');
    const steps = await page.locator('aside ol li').allInnerTexts();
    expect(steps.length).toBe(5);
    expect(steps[0]).toContain('征求意见');
    expect(steps[1]).toContain('已撤回');
    expect(steps[3]).toContain('正在看');
    expect(steps[4]).toContain('还有 3 天');
  });

  it('compares two versions by sign and word, the reason on top', async () => {
    const page = await rig.open();
    await openItem(page, '路灯安装');
    await touch(page, '看改了什么');
    const sheet = page.locator('dialog');
    await sheet.getByText('灯的数量写错').waitFor();
    expect(await sheet.locator('ins').allInnerTexts()).toContain('＋新增26');
    expect(await sheet.locator('del').allInnerTexts()).toContain('－删去费用由村集体出。');
    await sheet.getByText('第 3 行　－删去').waitFor();
    // Who approved it, and a column that is gone: its cells stand under no other heading.
    expect(await sheet.locator('del').allInnerTexts()).toEqual(
      expect.arrayContaining(['－删去村民代表会议 2026年10月7日', '－删去「序号」这一列：1、2、3']),
    );
    const cells = (await sheet.locator('dl > div').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    expect(cells).toEqual(expect.arrayContaining(['组别 二组', '盏数 －删去10', '盏数 ＋新增14']));
    expect(cells).not.toContain('组别 2');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  it('keeps ten thousand rows in a window, each at its place for screen readers', async () => {
    const page = await rig.open();
    await wholeTable(page);
    const rows = page.locator('dialog tbody tr th');
    expect(await page.locator('dialog table').getAttribute('aria-rowcount')).toBe('10001');
    await lastOf(page, 'ZC-0001').waitFor();
    expect(await rows.count()).toBeLessThan(400);
    await touch(page, '到末尾');
    await lastOf(page, 'ZC-10000').waitFor();
    expect(await page.locator('tr', { hasText: 'ZC-10000' }).getAttribute('aria-rowindex')).toBe('10001');
    await expect.poll(() => rows.count()).toBeLessThan(400);
    const places = await page.evaluate(() => {
      const box = document.querySelector('dialog section');
      const head = document.querySelector('dialog thead th');
      box?.scrollTo({ left: 10_000 });
      const [place, frame] = [head?.getBoundingClientRect(), box?.getBoundingClientRect()];
      return { left: (place?.left ?? -1) - (frame?.left ?? 0), top: (place?.top ?? -1) - (frame?.top ?? 0) };
    });
    expect(places).toEqual({ left: 0, top: 0 });
  });

  it('finds in a long table by what is typed on the screen, and ends it by Escape', async () => {
    const page = await rig.open();
    await wholeTable(page);
    expect(await page.getByRole('button', { name: '模糊音' }).count()).toBe(0);
    await page.getByLabel('在这张表里找').tap();
    await touch(page, '数字');
    for (const digit of '0130') await page.getByRole('button', { name: digit, exact: true }).tap();
    await page.getByText(/^找到 \d+ 行，共 10000 行$/).waitFor();
    await lastOf(page, 'ZC-0130').waitFor();
    await page.getByLabel('在这张表里找').fill('没有的');
    await page.getByText('这张表里没有「没有的」').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  });

  it('plays sound and film by large controls of its own, offers no way out, and stops on leaving', async () => {
    const page = await rig.open();
    await openItem(page, '村广播');
    const film = page.getByRole('figure', { name: '修路现场录像' });
    const video = film.locator('video');
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState))
      .toBeGreaterThan(0);
    expect(
      await video.evaluate((element: HTMLVideoElement) => [
        element.controls,
        element.disablePictureInPicture,
      ]),
    ).toEqual([false, true]);
    await film.getByRole('button', { name: '播放' }).tap();
    await film.getByRole('button', { name: '暂停' }).waitFor();
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
      .toBeGreaterThan(0);
    await film.getByRole('button', { name: '小声' }).tap();
    await film.getByText('音量 80%').waitFor();
    const isPrevented = await video.evaluate(
      (element) => !element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
    );
    expect(isPrevented).toBe(true);
    const playing = await video.evaluateHandle((element: HTMLVideoElement) => element);
    await touch(page, '首页');
    expect(await playing.evaluate((element) => element.paused)).toBe(true);
  });

  it('keeps a picture that moves still until somebody wants it to move', async () => {
    const page = await rig.open();
    await openItem(page, '村广播');
    const figure = page.getByRole('figure').filter({ hasText: '垃圾怎么分' });
    expect(await figure.locator('img').isVisible()).toBe(false);
    await touch(page, '让图动起来');
    expect(await figure.locator('img').isVisible()).toBe(true);
    await touch(page, '让图停下来');
    await expect
      .poll(() => figure.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width))
      .toBe(320);
  });

  it('enlarges a photo by keys, and sets it back', async () => {
    const page = await rig.open();
    await openItem(page, '中标结果');
    await touch(page, '现场照片 1');
    const width = () => page.locator('dialog img').evaluate((image) => image.style.width);
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    expect(await width()).toBe('200%');
    await touch(page, '复位');
    expect(await width()).toBe('100%');
  });

  it('prints the rows that somebody pressed, and leaves for good by 结束', async () => {
    const page = await rig.open();
    await wholeTable(page);
    await page.getByLabel('在这张表里找').fill('ZC-0042');
    await page.getByText('找到 1 行，共 10000 行').waitFor();
    await touch(page, '选行打印');
    await page.getByRole('button', { name: 'ZC-0042' }).tap();
    await page.getByLabel('在这张表里找').fill('ZC-0107');
    await page.locator('dialog tr[data-row="106"] td').nth(1).tap();
    expect(await page.getByRole('button', { name: 'ZC-0107' }).getAttribute('aria-pressed')).toBe('true');
    await touch(page, '打印选中的 2 行');
    await page.getByText('已打印').waitFor();
    expect(rig.core.village.printed.at(-1)?.rows).toEqual({ table: 0, chosen: [41, 106] });
    await page.getByRole('button', { name: '好', exact: true }).tap();
    await page.getByRole('button', { name: 'ZC-0107' }).tap();
    await page.getByText('选了 1 行').waitFor();
    await page.locator('dialog').getByRole('button', { name: '结束' }).tap();
    await page.getByText('全部公开').waitFor();
  });

  it('opens what is kept for villagers after signing in, until they leave', async () => {
    const page = await rig.open();
    const { village } = rig.core;
    const wages = async () => {
      await openItem(page, '2026年第三季度村集体收支明细');
      await page.getByRole('button', { name: '看凭证 1 张' }).first().tap();
      await touch(page, '本人登录后看');
    };
    const signIn = async () => {
      await page.getByLabel('姓名').fill('唐根松');
      await page.getByLabel('身份证号').fill('990001195103020011');
      await touch(page, '登录');
    };
    village.visitorNow = { type: 'unknown' };
    await wages();
    await signIn();
    await page.getByText('没有核对上').waitFor();
    await touch(page, '申请查阅');
    expect(await page.locator('textarea').inputValue()).toContain('的凭证');
    await touch(page, '返回');
    village.visitorNow = { type: 'known', right: 'right-of-a-villager-01', seconds: 600 };
    await signIn();
    await touch(page, '看凭证');
    await page.waitForFunction(
      () => (document.querySelector('dialog img') as HTMLImageElement | null)?.naturalWidth === 1200,
    );
    await touch(page, '关闭');
    await touch(page, '结束并退出登录');
    await page.getByText('全部公开').waitFor();
    await expect.poll(() => village.signedOut).toEqual(['right-of-a-villager-01']);
    await wages();
    await page.getByLabel('身份证号').waitFor();
  });
});
