/** A table that is wider than the screen: no figure is covered, and everybody can get to all of it. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import type { Table } from '../../main/contract/content.ts';
import { idOf } from './fake-items.ts';
import { numbers } from './fake-numbers.ts';
import { openItem, resize, touch } from './terminal-page.ts';
import { terminalRig } from './terminal-rig.ts';

const money = (title: string) => ({ title, kind: 'money' as const, unit: '元' });

/** As a county publishes it: numbered lines, both sides, remarks. */
const statement: Table = {
  columns: [
    { title: '序号', kind: 'text' },
    { title: '项目', kind: 'text' },
    money('收入（元）'),
    money('支出（元）'),
    { title: '备注', kind: 'text' },
  ],
  header: [],
  rows: Array.from({ length: 6 }, (_, index) => ({
    kind: 'row',
    cells: [
      { text: String(index + 1) },
      { text: '机耕路硬化工程进度款' },
      { text: '50000.00', fen: 5_000_000 },
      { text: '13500.50', fen: 1_350_050 },
      { text: '按合同付第二笔' },
    ],
  })),
  totals: [],
};

/** Figures in sight of the table's box at whose end something else lies. */
const covered = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main table')].flatMap((table) => {
      const box = table.parentElement?.getBoundingClientRect();
      const named = table.querySelector('td')?.getBoundingClientRect().right ?? 0;
      return [...table.querySelectorAll('td[class*="figure"]')].flatMap((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        const { right, left, top, bottom } = range.getBoundingClientRect();
        if (box === undefined || right > box.right || left < named) return [];
        cell.scrollIntoView({ block: 'center' });
        const now = range.getBoundingClientRect();
        const hit = document.elementFromPoint(right - 1, (now.top + now.bottom) / 2);
        return hit === null || cell.contains(hit) || top === bottom
          ? []
          : [`${cell.textContent} under ${hit.textContent}`];
      });
    }),
  );

describe.skipIf(!requirement('chromium').available)('a table wider than the screen', () => {
  const rig = terminalRig();

  it.each(['', '长辈版'])('covers no figure by its vouchers (%s)', async (mode) => {
    const page = await rig.open();
    await resize(page, { width: 1080, height: 1920 });
    if (mode !== '') await touch(page, mode);
    const id = idOf(numbers.statement);
    const item = rig.core.village.items.get(id);
    if (item?.content === undefined) throw new Error('the fake village lacks the statement');
    rig.core.village.items.set(id, { ...item, content: { ...item.content, tables: [statement] } });
    await openItem(page, '村集体收支明细');
    await page
      .getByRole('button', { name: /看凭证/ })
      .first()
      .waitFor();
    expect(await covered(page)).toEqual([]);
    const box = page.locator('main div:has(> table)').first();
    const hidden = () =>
      box.evaluate(({ scrollWidth, clientWidth, scrollLeft }) => scrollWidth - clientWidth - scrollLeft);
    const right = page.getByRole('button', { name: '向右看' }).first();
    expect((await hidden()) > 1).toBe((await right.count()) === 1);
    if ((await right.count()) === 0) return;
    await right.tap();
    await right.tap();
    await expect.poll(hidden).toBeLessThanOrEqual(1);
    await expect.poll(() => right.isDisabled()).toBe(true);
    expect(await covered(page)).toEqual([]);
  });
});
