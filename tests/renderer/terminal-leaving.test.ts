/** Leaving (R2.8): a warning that one touch ends, then nothing of the person is left and the notices go round. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import type { Services } from '../../main/core/services.ts';
import { foundInHeap } from './heap.ts';
import { axeFaults, layoutFaults, openItem, touch } from './terminal-page.ts';
import { terminalRig } from './terminal-rig.ts';

const restless = { afterSeconds: 1, warningSeconds: 1 };
const start = '点一下屏幕开始';

/** Made up, with a right check character. */
const idNumber = '99000119600229101X';
const name = '林小满';
const programme = '耕地地力保护补贴';
const account = '尾号七七四一';
const slip = '120000000006';
const written = '路灯';
/** In an item's table, and nowhere else. (Characters beyond the first plane are not found in a heap's snapshot.) */
const read = '龚䶮、孙㙍';

const key = (page: Page, label: string) =>
  page.getByRole('region', { name: '屏幕键盘' }).getByRole('button', { name: label, exact: true }).tap();

async function pinyin(page: Page, letters: string, word: string): Promise<void> {
  for (const letter of letters) await key(page, letter);
  await key(page, word);
}

/** All that a page can keep of its own, besides its memory. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return JSON.stringify([
      document.documentElement.outerHTML,
      { ...sessionStorage },
      { ...localStorage },
      await caches.keys(),
      databases,
      document.cookie,
      window.location.href,
      window.name,
    ]);
  });
}

async function askForSubsidies(page: Page): Promise<void> {
  await touch(page, '我的补贴');
  await page.getByLabel('姓名').fill(name);
  await page.keyboard.type(`${idNumber}\n`);
  await touch(page, '查一查');
  await page.getByText(programme).first().waitFor();
}

describe.skipIf(!requirement('chromium').available)('leaving', () => {
  const rig = terminalRig();

  function withSubsidies(): void {
    rig.core.village.subsidiesNow = {
      type: 'personal',
      records: [{ programme, period: '2026', fen: 7_913_588, basis: '3.2亩', account }],
      more: false,
    };
  }

  it('what a person wrote, saw and had read aloud is in no part of the page after 结束, its memory included', async () => {
    const page = await rig.open();
    withSubsidies();
    await touch(page, '提意见');
    await touch(page, '投诉举报');
    await pinyin(page, 'ludeng', written);
    await page.getByLabel('反映什么问题？').fill(`${written}被${name}弄坏`);
    await touch(page, '下一步');
    await touch(page, '提交');
    await page.getByText('1200 0000 0006').waitFor();
    await touch(page, '首页');
    await askForSubsidies(page);
    const words = [name, idNumber, account, '79,135.88', '被林小满弄坏', slip];
    // What is on the screen is in memory: the search finds what is there.
    expect(await foundInHeap(page, words)).toEqual(expect.arrayContaining([account, '79,135.88']));
    await touch(page, '结束');
    await page.getByText('全部公开').waitFor();
    const left = await kept(page);
    for (const word of words) expect(left).not.toContain(word);
    expect(await foundInHeap(page, words)).toEqual([]);
    // What the screen that one leaves has asked for goes with it, though everybody may see it.
    await openItem(page, '㙍');
    await page.getByText(read).waitFor();
    expect(await foundInHeap(page, [read])).toEqual([read]);
    await touch(page, '结束');
    await page.getByText('全部公开').waitFor();
    expect(await foundInHeap(page, [read])).toEqual([]);
  });

  it('one who walks away from a personal page is wiped, and the notices go round until somebody touches', async () => {
    const page = await rig.open();
    withSubsidies();
    await askForSubsidies(page);
    Object.assign(rig.core.village.idle, restless);
    rig.core.events.send({ type: 'settings' });
    await page.getByText('还在看吗？').waitFor();
    await page.getByText(start).waitFor();
    expect(await page.locator('dialog').count()).toBe(0);
    expect(await foundInHeap(page, [name, idNumber, account])).toEqual([]);
    const first = await page.locator('article h1').innerText();
    expect(rig.core.village.home().publicity.map(({ title }) => title)).toContain(first);
    await expect.poll(() => page.locator('article h1').innerText(), { timeout: 25_000 }).not.toBe(first);
    expect([...(await layoutFaults(page)), ...(await axeFaults(page))]).toEqual([]);
    await page.locator('article').tap();
    await page.getByText('全部公开').waitFor();
    expect(await page.getByText(start).count()).toBe(0);
    await touch(page, '我的补贴');
    expect(await page.getByLabel('姓名').inputValue()).toBe('');
  });

  it('a personal page waits less long than others', async () => {
    const page = await rig.open();
    Object.assign(rig.core.village.idle, { afterSeconds: 600, personalSeconds: 1, warningSeconds: 600 });
    rig.core.events.send({ type: 'settings' });
    await openItem(page, '中标结果');
    await page.waitForTimeout(1_500);
    expect(await page.getByText('还在看吗？').count()).toBe(0);
    await touch(page, '首页');
    await touch(page, '我的补贴');
    await page.getByText('还在看吗？').waitFor();
    await touch(page, '继续看');
    await page.getByText('还在看吗？').waitFor({ state: 'hidden' });
  });

  it('any key brings the terminal back, and presses nothing there', async () => {
    const page = await rig.open(restless);
    await page.getByText(start).waitFor();
    Object.assign(rig.core.village.idle, { afterSeconds: 90, warningSeconds: 20 });
    rig.core.events.send({ type: 'settings' });
    await page.keyboard.press('Enter');
    await page.getByText('全部公开').waitFor();
    expect(await page.getByText(start).count()).toBe(0);
    expect(await page.getByRole('button', { name: '返回' }).count()).toBe(0);
  });

  it('what was asked for and has not come is given up, and a slip that waits is taken back', async () => {
    const page = await rig.open();
    const given: string[] = [];
    const village: Services = rig.core.village;
    village.subsidies = (_name, _idNumber, signal) =>
      new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => {
          given.push('subsidies');
          reject(new Error('the page went away'));
        }),
      );
    await touch(page, '我的补贴');
    await page.getByLabel('姓名').fill(name);
    await page.keyboard.type(`${idNumber}\n`);
    await touch(page, '查一查');
    await touch(page, '结束');
    await expect.poll(() => given).toEqual(['subsidies']);
    rig.core.errors.length = 0;
  });
});
