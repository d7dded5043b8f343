/** Reading aloud (R2.3) in a real browser with a real voice: what is heard, when it is marked, and by which keys. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { SanwuError } from '../../main/contract/errors.ts';
import { openItem, touch } from './terminal-page.ts';
import { terminalRig } from './terminal-rig.ts';

interface Tape {
  /** Loudness of each block of samples and when it is heard, seconds of the audio clock. */
  blocks: { at: number; loud: number }[];
  /** What was marked, and when, seconds of the same clock. */
  marks: { at: number; text: string }[];
}

declare global {
  interface Window {
    tape: Tape;
  }
}

/**
 * Records what reaches the machine's loudspeaker, and every mark, before any of the page's own code runs.
 * Both are noted from outside the page's code: by the node before the loudspeaker, and by the registry of highlights.
 */
async function record(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tape: Window['tape'] = { blocks: [], marks: [] };
    window.tape = tape;
    let clock: BaseAudioContext | undefined;
    const connect = AudioNode.prototype.connect as (this: AudioNode, ...rest: unknown[]) => AudioNode;
    AudioNode.prototype.connect = function (this: AudioNode, ...rest: unknown[]) {
      if (rest[0] instanceof AudioDestinationNode && !(this instanceof ScriptProcessorNode)) {
        const context = this.context as AudioContext;
        clock = context;
        const tap = context.createScriptProcessor(512, 1, 1);
        tap.onaudioprocess = ({ inputBuffer, playbackTime }) => {
          const samples = inputBuffer.getChannelData(0);
          const loud = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
          tape.blocks.push({ at: playbackTime, loud });
        };
        connect.call(this, tap);
        connect.call(tap, context.destination);
      }
      return connect.apply(this, rest);
    } as typeof AudioNode.prototype.connect;
    const set = HighlightRegistry.prototype.set;
    HighlightRegistry.prototype.set = function (name: string, highlight: Highlight) {
      const text = [...highlight].map((range) => range.toString()).join('');
      tape.marks.push({ at: clock?.currentTime ?? 0, text });
      return set.call(this, name, highlight);
    };
  });
}

/** Louder than this is voice. Share of full scale, root of the mean square. */
const voice = 0.004;
/** The page may lag behind the sound by this, and the other way round. Seconds (the requirement). */
const together = 0.3;

/** When the sound began that belongs to a mark: the first voice after a silence, nearest to the mark. */
function onsetNear(tape: Tape, at: number): number {
  const onsets = tape.blocks.filter(
    ({ loud }, index) =>
      loud > voice && tape.blocks.slice(Math.max(0, index - 2), index).every((block) => block.loud <= voice),
  );
  const distance = (block: { at: number }) => Math.abs(block.at - at);
  return onsets.reduce(
    (best, block) => (distance(block) < distance({ at: best }) ? block.at : best),
    Number.NEGATIVE_INFINITY,
  );
}

const marked = (page: Page) =>
  page.evaluate(() => [...(CSS.highlights.get('aloud') ?? [])].map((range) => range.toString()).join(''));

describe.skipIf(!requirement('chromium').available || !requirement('espeak').available)(
  'reading aloud',
  () => {
    const rig = terminalRig();

    it('an item is heard sentence by sentence, each marked as its sound begins', async () => {
      const page = await rig.open();
      await record(page);
      await openItem(page, '中标结果');
      await page.getByText('凭什么这样公开').waitFor();
      await touch(page, '朗读');
      await page.waitForFunction(() => window.tape.marks.length >= 5, undefined, { timeout: 60_000 });
      const tape = await page.evaluate(() => window.tape);
      const heard = tape.blocks.filter(({ loud }) => loud > voice);
      expect(heard.length).toBeGreaterThan(tape.blocks.length / 4);
      for (const mark of tape.marks.slice(0, -1)) {
        expect(Math.abs(onsetNear(tape, mark.at) - mark.at), mark.text).toBeLessThan(together);
      }
      expect(tape.marks.map(({ text }) => text)).toContain('村北机耕路硬化工程中标结果');
      expect(rig.core.village.spoken.slice(0, 2)).toEqual(['工程项目 · 工程给谁做', '工程给谁做']);
    });

    it('a table is read with its columns named once, amounts with their unit; its rest can be passed over', async () => {
      const page = await rig.open();
      await openItem(page, '2026年第三季度村集体收支明细');
      await page.getByText('凭什么这样公开').waitFor();
      await touch(page, '朗读');
      const at = async () => rig.core.village.spoken.at(-1) ?? '';
      for (
        let step = 0;
        step < 40 && !rig.core.village.spoken.some((text) => text.includes('下面是一张表'));
        step += 1
      ) {
        await page.getByRole('button', { name: '停一停' }).waitFor();
        await page.waitForTimeout(150);
        await touch(page, '下一句').catch(() => undefined);
      }
      await page.getByRole('button', { name: '跳过表格' }).waitFor();
      expect(rig.core.village.spoken.find((text) => text.includes('下面是一张表'))).toMatch(
        /共\d+行。各栏是：项目、/,
      );
      await touch(page, '跳过表格');
      await page.getByRole('button', { name: '跳过表格' }).waitFor({ state: 'detached' });
      expect(await at()).not.toBe('');
    });

    it('stops, goes on with the same sentence, steps back and forth, and ends with the screen', async () => {
      const page = await rig.open();
      await record(page);
      await openItem(page, '中标结果');
      await page.getByText('凭什么这样公开').waitFor();
      const marks = () => page.evaluate(() => window.tape.marks.map(({ text }) => text));
      /** The first sentence that sounds after a press; however long the press took, it is on the tape. */
      const firstAfter = async (name: string) => {
        const before = (await marks()).length;
        await touch(page, name);
        await expect.poll(async () => (await marks()).length, { timeout: 10_000 }).toBeGreaterThan(before);
        return (await marks())[before];
      };
      const place = (text: string | undefined) => rig.core.village.spoken.indexOf(text ?? '');
      expect(await firstAfter('朗读')).toBe('工程项目 · 工程给谁做');
      await touch(page, '停一停');
      const stopped = await marked(page);
      const asked = rig.core.village.spoken.length;
      await page.waitForTimeout(1500);
      expect(await marked(page)).toBe(stopped);
      expect(rig.core.village.spoken.length).toBeLessThanOrEqual(asked + 2);
      expect(await firstAfter('继续读')).toBe(stopped);
      await touch(page, '停一停');
      const here = await marked(page);
      expect(place(await firstAfter('下一句'))).toBe(place(here) + 1);
      await touch(page, '停一停');
      const further = await marked(page);
      expect(place(await firstAfter('上一句'))).toBe(place(further) - 1);
      await touch(page, '结束');
      await page.getByText('全部公开').waitFor();
      expect(await marked(page)).toBe('');
      expect(await page.getByRole('button', { name: '停一停' }).count()).toBe(0);
    });

    it('pace and volume hold for the visit, and the next person has the usual ones', async () => {
      const page = await rig.open();
      const asked: string[] = [];
      const speak = rig.core.village.speak.bind(rig.core.village);
      rig.core.village.speak = (text, pace, signal) => {
        asked.push(pace);
        return speak(text, pace, signal);
      };
      await touch(page, '朗读');
      await touch(page, '读慢点');
      await expect.poll(() => asked.at(-1)).toBe('slow');
      for (let step = 0; step < 3; step += 1) await touch(page, '小声点');
      expect(await page.getByRole('button', { name: '小声点' }).isDisabled()).toBe(true);
      await touch(page, '不读了');
      await touch(page, '正在公示');
      await touch(page, '朗读');
      await page.getByRole('button', { name: '常速' }).waitFor();
      expect(await page.getByRole('button', { name: '小声点' }).isDisabled()).toBe(true);
      await touch(page, '结束');
      await touch(page, '朗读');
      await page.getByRole('button', { name: '读慢点' }).waitFor();
      expect(await page.getByRole('button', { name: '小声点' }).isDisabled()).toBe(false);
    });

    it('says plainly that there is no voice', async () => {
      const page = await rig.open();
      rig.core.village.speak = () => Promise.reject(new SanwuError('missing-file', 'espeak-ng'));
      await touch(page, '朗读');
      await page.getByText('这台机器没有装朗读语音').waitFor();
      await touch(page, '不读了');
      await page.getByRole('button', { name: '找谁问' }).waitFor();
    });

    it('leads by keys alone from home to search, to an item, to its reading, and out', async () => {
      const page = await rig.open();
      const focused = () =>
        page.evaluate(() => document.querySelector('button:focus-visible')?.textContent ?? '');
      const tabTo = async (name: RegExp) => {
        for (let press = 0; press < 40 && !name.test(await focused()); press += 1)
          await page.keyboard.press('Tab');
        expect(await focused()).toMatch(name);
      };
      await page.keyboard.press('*');
      await page.getByRole('button', { name: '停一停' }).waitFor();
      await tabTo(/想查什么/);
      await expect.poll(() => rig.core.village.spoken.some((text) => /按钮.*想查什么/.test(text))).toBe(true);
      await page.keyboard.press('Enter');
      // Who types has been told of the field.
      await expect
        .poll(() => page.getByLabel('要找的字').evaluate((field) => field === document.activeElement))
        .toBe(true);
      await page.keyboard.type('中标结果');
      await page.locator('mark').first().waitFor();
      await tabTo(/中标结果/);
      await page.keyboard.press('Enter');
      await page.getByText('凭什么这样公开').waitFor();
      await page.keyboard.press('*');
      await expect.poll(() => marked(page), { timeout: 10_000 }).not.toBe('');
      await page.keyboard.press('Escape');
      expect(await marked(page)).toBe('');
      await tabTo(/^结束$/);
      await page.keyboard.press('Enter');
      await page.getByText('全部公开').waitFor();
    });
  },
);
