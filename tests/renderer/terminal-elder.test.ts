/** 长辈版 (R2.3): at one touch on every screen, gone with the person. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { elderAccent } from '../../renderer/shared/accent.ts';
import { backHome, modeOf, openItem, touch } from './terminal-page.ts';
import { terminalRig } from './terminal-rig.ts';

describe('elderAccent', () => {
  const light = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  it.each(['#b3261e', '#8a1a13', '#1d5fa8', '#2e7d32', '#6a1b9a'])(
    '%s becomes as dark as 7:1 needs, and no darker than that',
    (accent) => {
      const darker = elderAccent(accent);
      const contrast = (light('#faf6ef') + 0.05) / (light(darker) + 0.05);
      expect(contrast).toBeGreaterThanOrEqual(7);
      if (darker !== accent) expect(contrast).toBeLessThan(8.5);
    },
  );
});

describe.skipIf(!requirement('chromium').available)('elder mode', () => {
  const rig = terminalRig();
  const textSize = (page: Page) =>
    page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));

  it('comes and goes at one touch on every screen, and stays on the way', async () => {
    const page = await rig.open();
    expect(await textSize(page)).toBeLessThan(30);
    await touch(page, '长辈版');
    expect(await textSize(page)).toBe(30);
    await touch(page, '财务公开');
    await page.getByText('共 64 项').waitFor();
    expect(await modeOf(page)).toBe('elder');
    // Fewer things on the page: the ways to narrow come when they are asked for.
    const year = page.getByRole('button', { name: '2025年', exact: true });
    expect(await year.count()).toBe(0);
    await touch(page, '选年份');
    await year.tap();
    await expect.poll(() => year.getAttribute('aria-pressed')).toBe('true');
    await touch(page, '首页');
    await openItem(page, '中标结果');
    await page.getByText('凭什么这样公开').waitFor();
    expect(await modeOf(page)).toBe('elder');
    await touch(page, '标准版');
    expect(await textSize(page)).toBeLessThan(30);
    await touch(page, '长辈版');
    await backHome(page);
    expect(await modeOf(page)).toBe('elder');
  });

  it.each(['结束', 'idle'])(
    'ends with the person (%s): the next one sees what most people see',
    async (how) => {
      const page = await rig.open(how === 'idle' ? { afterSeconds: 2, warningSeconds: 1 } : undefined);
      await touch(page, '长辈版');
      await touch(page, '正在公示');
      await page.getByRole('heading', { name: '正在公示' }).waitFor();
      if (how === '结束') await touch(page, '结束');
      await expect.poll(() => modeOf(page), { timeout: 10_000 }).toBe('standard');
    },
  );

  it('ends on the home screen too when nobody is there any more', async () => {
    const page = await rig.open({ afterSeconds: 1, warningSeconds: 1 });
    await touch(page, '长辈版');
    expect(await modeOf(page)).toBe('elder');
    await expect.poll(() => modeOf(page), { timeout: 10_000 }).toBe('standard');
  });
});
