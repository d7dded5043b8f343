/**
 * A villager finds what the road cost, hears it, asks why, takes a slip home, sees own subsidies, follows an answer, and
 * leaves nothing behind: at the real demo, county and broker included, on every size in both modes (R2.3, R2.9).
 * `SANWU_PICTURES=FOLDER` keeps a picture of every screen.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { foundInHeap } from '../renderer/heap.ts';
import { modes, sizes } from '../renderer/terminal-page.ts';
import { launchBrowser, openPage } from './browser.ts';
import { type RunningDemo, startDemo } from './running-demo.ts';
import { Villager, type Visit } from './villager.ts';
import {
  asksWhy,
  findsWhatTheRoadCost,
  followsAnswer,
  hearsIt,
  person,
  seesOwnSubsidies,
  takesItHome,
} from './villager-journeys.ts';

const byFinger: Visit[] = sizes.flatMap((size) =>
  (Object.keys(modes) as (keyof typeof modes)[]).map((mode) => ({
    ...size,
    mode,
    hand: 'finger',
    // Colours and names are the same on every size; tests/renderer/layout.test.ts judges each of them anyway.
    closely: mode === 'elder' ? size.width === 1080 : size.width === 1280,
  })),
);
const byKeys: Visit = { width: 1366, height: 768, mode: 'standard', hand: 'keys', closely: false };
const visits = [byKeys, ...byFinger];

const answer = '路基加宽了半米，多用石料三百方，清单在村委会。';

type Case = { id: string; kind: string };

describe.skipIf(!requirement('chromium').available)('a villager at the demo', () => {
  let demo: RunningDemo;
  let browser: Browser;
  /** Slip numbers; the first is of the question that the county answers. */
  const asked: string[] = [];

  async function questions(): Promise<Case[]> {
    const { stdout } = await demo.county('inbox', 'list', '--json');
    const cases = stdout
      .split('\n')
      .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Case] : []));
    return cases.filter(({ kind }) => kind === 'question');
  }

  /** The first question is answered beside its item; the others wait. */
  async function countyAnswers(): Promise<void> {
    await expect.poll(questions, { timeout: 30_000 }).toHaveLength(1);
    const id = (await questions())[0]?.id ?? '';
    expect((await demo.county('inbox', 'show', id)).stdout).toContain('为什么贵');
    const outcome = await demo.county('inbox', 'answer', id, '--public', '--text', answer);
    expect(outcome).toMatchObject({ code: 0 });
  }

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    demo?.remove();
  });

  /** From home to home, and what the next person finds. */
  async function visitAll(villager: Villager): Promise<void> {
    const { page, visit } = villager;
    await page.getByText('全部公开').first().waitFor({ state: 'attached' });
    if (visit.mode === 'elder') await villager.press('长辈版');
    await findsWhatTheRoadCost(villager);
    await hearsIt(villager);
    await takesItHome(villager);
    const slip = await asksWhy(villager);
    if (asked.push(slip) === 1) await countyAnswers();
    await followsAnswer(villager, asked[0] ?? '', answer);
    await seesOwnSubsidies(villager);
    await villager.press('结束', true);
    await page.getByRole('button', { name: '长辈版' }).waitFor();
    if (visit.closely) expect(await foundInHeap(page, [person.idNumber, slip])).toEqual([]);
    await villager.press('我的补贴');
    expect(await page.getByLabel('姓名').inputValue()).toBe('');
    expect(await page.getByLabel('身份证号').inputValue()).toBe('');
  }

  it.each(visits)(
    'at $width×$height, $mode, by $hand: every journey, and nothing left behind',
    async (visit) => {
      const { page, context, errors } = await openPage(browser, demo.terminalUrl, visit);
      const villager = new Villager(page, visit, process.env.SANWU_PICTURES);
      await visitAll(villager).catch(async (error: unknown) => {
        throw new Error(`picture: ${await villager.lost()}`, { cause: error });
      });
      expect(villager.faults).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    },
  );

  it('every question is at the county once', async () => {
    await expect.poll(questions, { timeout: 30_000 }).toHaveLength(asked.length);
  });
});
