/**
 * A villager of seventy who does not type finds what the road cost, hears it, asks why, takes a slip home, sees own
 * subsidies, and leaves nothing behind: at the real demo, county and broker included. Every size and mode by SANWU_EVERY_SIZE=1.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { foundInHeap } from '../renderer/heap.ts';
import { type Mode, sizes } from '../renderer/terminal-page.ts';
import { launchBrowser, openPage, type Size } from './browser.ts';
import { type RunningDemo, startDemo } from './running-demo.ts';
import { type Hand, Villager } from './villager.ts';

type Walk = Size & { mode: Mode; hand: Hand };

const every: Walk[] = sizes.flatMap((size) => [
  { ...size, mode: 'standard', hand: 'finger' },
  { ...size, mode: 'elder', hand: 'finger' },
]);
const usual: Walk[] = [{ width: 1080, height: 1920, mode: 'elder', hand: 'finger' }];
const byKeys: Walk = { width: 1366, height: 768, mode: 'standard', hand: 'keys' };
const walks = [...(process.env.SANWU_EVERY_SIZE === '1' ? every : usual), byKeys];

/** Made up, with a right check character. */
const person = { name: '林小满', idNumber: '99000119600229101X' };
const written = [
  ['lin', '林'],
  ['xiao', '小'],
  ['man', '满'],
] as const;
const programme = '耕地地力保护补贴';
const amount = '7,913.58';
const answered = '路基加宽了半米，多用石料三百方，清单在村委会。';

/** What the road cost in the end, among what was found. */
const road = (page: Page) =>
  page.locator('main li button').filter({ hasText: '支付结算', hasNotText: '答复' }).first();

describe.skipIf(!requirement('chromium').available)('a villager at the demo', () => {
  let demo: RunningDemo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
    const list = path.join(demo.folder, 'payments.csv');
    writeFileSync(list, `姓名,身份证号,金额,备注\n${person.name},${person.idNumber},7913.58,三亩二分\n`);
    const taken = await demo.county('personal', 'import', list, '--programme', programme, '--period', '2026');
    expect(taken).toMatchObject({ code: 0 });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    demo?.remove();
  });

  async function findsTheRoad(villager: Villager): Promise<void> {
    const { page } = villager;
    await villager.look('home');
    await villager.press('查找');
    await villager.look('search');
    await villager.write('要找的字', [['jigenglu', '']]);
    await road(page).waitFor();
    await villager.look('found');
    await villager.pressThat(road(page));
    await page.getByText('凭什么这样公开').waitFor();
    await villager.look('item');
    expect(await page.locator('main').innerText()).toMatch(/34\.9\s*万元/);
  }

  async function hearsIt(villager: Villager): Promise<void> {
    const { page } = villager;
    await villager.press('朗读');
    await page.getByRole('navigation', { name: '朗读' }).waitFor();
    await villager.press('不读了');
    await page.getByRole('navigation', { name: '朗读' }).waitFor({ state: 'hidden' });
  }

  async function asksWhy(villager: Villager): Promise<string> {
    const { page } = villager;
    await villager.press('提意见');
    await page.getByText('问一问').first().waitFor();
    await villager.look('what-kind');
    await villager.press('问一问');
    await villager.write('想问什么？', [
      ['weishenme', '为什么'],
      ['gui', '贵'],
    ]);
    await villager.look('writing');
    await villager.press('下一步');
    await villager.look('how-answered');
    await villager.press('下一步');
    await villager.look('contact');
    await villager.press('提交');
    const slip = page.getByText(/^\d{4} \d{4} \d{4}$/);
    await slip.waitFor();
    await villager.look('submitted');
    return (await slip.innerText()).replaceAll(' ', '');
  }

  /** Cases that the county has answered. */
  const answeredCases = new Set<string>();

  /** At the county: the question is there once, and is answered beside the item. */
  async function countyAnswers(): Promise<void> {
    const found = async () => {
      const { stdout } = await demo.county('inbox', 'list', '--json');
      const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
      const cases = lines.map((line) => JSON.parse(line) as { id: string; kind: string });
      return cases.filter(({ id, kind }) => kind === 'question' && !answeredCases.has(id));
    };
    await expect.poll(async () => (await found()).length, { timeout: 30_000, interval: 1_000 }).toBe(1);
    const [question] = await found();
    const id = question?.id ?? '';
    answeredCases.add(id);
    expect((await demo.county('inbox', 'show', id)).stdout).toContain('为什么贵');
    const outcome = await demo.county('inbox', 'answer', id, '--public', '--text', answered);
    expect(outcome).toMatchObject({ code: 0 });
  }

  async function takesItHome(villager: Villager): Promise<void> {
    const { page } = villager;
    await villager.press('打印');
    await page.getByText('已打印').first().waitFor({ timeout: 30_000 });
    await villager.look('printed');
    await villager.press('好', true);
    await villager.press('手机带走');
    await page.getByRole('img', { name: '二维码' }).waitFor();
    await villager.look('take-away');
    await villager.press('关闭');
  }

  async function seesOwnSubsidies(villager: Villager): Promise<void> {
    const { page } = villager;
    await villager.press('我的补贴');
    await page.getByLabel('姓名').waitFor();
    await villager.look('who');
    await villager.write('姓名', written);
    await villager.digits('身份证号', person.idNumber);
    await villager.look('who-typed');
    await villager.press('查一查');
    await page.getByText(programme).first().waitFor({ timeout: 30_000 });
    await page.getByText(amount).first().waitFor();
    await villager.look('subsidies');
  }

  it.each(walks)(
    'at $width×$height, $mode, by $hand: finds, hears, asks, takes home, sees own, leaves nothing',
    async ({ mode, hand, ...size }) => {
      const { page, context, errors } = await openPage(browser, demo.terminalUrl, size);
      const villager = new Villager(page, hand, size, mode);
      const press = villager.press.bind(villager);
      await page.getByText('全部公开').first().waitFor();
      if (mode === 'elder') await press('长辈版');
      await findsTheRoad(villager);
      await hearsIt(villager);
      await takesItHome(villager);
      const slip = await asksWhy(villager);
      await countyAnswers();
      await press('首页');
      await press('查找');
      await villager.write('要找的字', [['jigenglu', '']]);
      await villager.pressThat(road(page));
      await page.getByText('凭什么这样公开').waitFor();
      await villager.look('answered');
      await villager.pressThat(page.locator('main button').filter({ hasText: '答复：' }).last());
      await page.getByText(answered).waitFor();
      await villager.look('answer');
      await press('首页');
      await seesOwnSubsidies(villager);
      await press('结束', true);
      await page.getByText('全部公开').first().waitFor();
      const traces = [person.name, person.idNumber, amount, slip];
      expect(await foundInHeap(page, traces)).toEqual([]);
      await press('我的补贴');
      expect(await page.getByLabel('姓名').inputValue()).toBe('');
      expect(villager.faults).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    },
  );
});
