/** What stands on each slip, on both widths of paper, as the printer put it there. */
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { limits } from '../../../main/contract/limits.ts';
import type { Slip } from '../../../main/printing/slip.ts';
import { slipForFeedback } from '../../../main/printing/slip-for-feedback.ts';
import { type SlipItemTable, slipForItem } from '../../../main/printing/slip-for-item.ts';
import { slipForSubsidies } from '../../../main/printing/slip-for-subsidies.ts';
import type { VirtualSlip } from '../../../main/virtual-printer/virtual-printer.ts';
import { plainItem, qrInPicture, type Rig, startRig } from './rig.ts';

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.close();
  rig = undefined;
});

/** Where pictures of the slips are put, to be looked at. */
const keptPictures = process.env.SANWU_SLIP_PICTURES;

async function printed(
  slip: Slip,
  paperMm: 58 | 80,
  name: string,
): Promise<VirtualSlip & { qrRead?: string }> {
  rig = await startRig({ paperMm, text: 'native', qr: 'native' });
  expect((await rig.printing.print(slip)).outcome).toBe('printed');
  const [paper] = await rig.printer.slips();
  if (paper === undefined) throw new Error('no slip');
  expect(paper.complaints).toEqual([]);
  if (keptPictures !== undefined) {
    await mkdir(keptPictures, { recursive: true });
    await copyFile(paper.png, join(keptPictures, `${name}-${paperMm}.png`));
  }
  const qrRead = paper.qr.length > 0 ? await qrInPicture(paper.png) : undefined;
  return { ...paper, ...(qrRead === undefined ? {} : { qrRead }) };
}

const papers = [58, 80] as const;
const at = Date.UTC(2026, 9, 8, 2, 15);

describe.each(papers)('on %i mm', (paperMm) => {
  test('a slip number is large, with its QR and what it is good for', async () => {
    const qrText = '越州县 村务公开 编号 1200 0000 0006';
    const slip = slipForFeedback({
      villageName: '云溪村',
      slip: '120000000006',
      kind: 'complaint',
      at,
      qrText,
      demo: false,
    });
    const paper = await printed(slip, paperMm, 'feedback');
    const text = paper.text.join('\n');
    expect(text).toContain('1200 0000 0006');
    expect(text).toMatch(/办什么事\s+投诉举报/);
    expect(text).toMatch(/提交时间\s+2026-10-08 10:15/);
    expect(paper.text.join('').replaceAll(' ', '')).toContain('查编号');
    expect(paper.qrRead).toBe(qrText);
  });

  test('own subsidies stand by year with totals; nobody is named', async () => {
    const records = [
      { programme: '耕地地力保护补贴', period: '2026', fen: 38_400 },
      { programme: '高龄津贴', period: '2026Q3', fen: 30_000 },
      { programme: '计划生育家庭特别扶助金', period: '2026-07', fen: 1_020_000 },
      { programme: '高龄津贴', period: '2025-12', fen: 10_000 },
    ];
    const slip = slipForSubsidies({
      villageName: '云溪村',
      records,
      asOf: at,
      more: false,
      printedAt: at,
      demo: false,
    });
    const paper = await printed(slip, paperMm, 'subsidies');
    const text = paper.text.join('\n');
    expect(text).toMatch(/2026年一共\s+10,884\.00元/);
    expect(text).toMatch(/2025年一共\s+100\.00元/);
    expect(text).toMatch(/三季度/);
    expect(text).toMatch(/12月\s+100\.00/);
    expect(text).toContain('只给本人看');
  });

  test('a wide table keeps the columns that matter, and says how many it leaves out', async () => {
    const paper = await printed(slipForItem({ ...plainItem, tables: [wide] }), paperMm, 'wide-table');
    const text = paper.text.join('\n');
    for (const kept of ['货币资金', '期初余额', '本期增加', '本期减少', '期末余额', '3,400.00'])
      expect(text).toContain(kept);
    for (const hidden of ['序号', '备注', '已经镇里复核']) expect(text).not.toContain(hidden);
    expect(text).toContain('另有 3 栏见屏幕或扫码');
    expect(paper.qrRead).toBe(plainItem.qrText);
  });

  test('a few rows that somebody chose stand with all their columns, and say out of how many', async () => {
    const rows = wide.rows.slice(2, 4);
    const chosen = { ...wide, rows, chosenOf: 9_000 };
    const item = { ...plainItem, keyFigures: [], bodyText: '', tables: [chosen] };
    const paper = await printed(slipForItem(item), paperMm, 'chosen-rows');
    const text = paper.text.join('\n');
    for (const kept of [
      '固定资产',
      '长期投资',
      '已经镇里复核',
      '王建平',
      '4,100.00',
      '选印 2 行，全表共 9000 行',
    ])
      expect(text).toContain(kept);
    for (const hidden of ['货币资金', '审核。', '128,600.00', '另有']) expect(text).not.toContain(hidden);
  });

  test('an item of three columns and a long text', async () => {
    const paper = await printed(
      slipForItem({ ...plainItem, tables: [...plainItem.tables, list] }),
      paperMm,
      'item',
    );
    expect(paper.text.join('\n')).toMatch(/合计\s+1,200\.00/);
    expect(paper.qrRead).toBe(plainItem.qrText);
  });
});

const wide: SlipItemTable = {
  caption: '资产负债情况',
  columns: [
    { title: '序号', align: 'right' },
    { title: '科目', align: 'left' },
    { title: '期初余额', align: 'right' },
    { title: '本期增加', align: 'right' },
    { title: '本期减少', align: 'right' },
    { title: '期末余额', align: 'right' },
    { title: '经办', align: 'left' },
    { title: '备注', align: 'left' },
  ],
  rows: Array.from({ length: 6 }, (_, row) => [
    String(row + 1),
    ['货币资金', '应收款项', '固定资产', '长期投资', '应付款项', '公积公益金'][row] ?? '',
    '1,200.00',
    '3,400.00',
    '500.00',
    '4,100.00',
    '王建平',
    '已经镇里复核',
  ]),
};

const list: SlipItemTable = {
  caption: '低保对象名单',
  columns: [
    { title: '姓名', align: 'left' },
    { title: '组别', align: 'left' },
    { title: '月补助（元）', align: 'right' },
  ],
  rows: [
    ['张*国', '一组', '780.00'],
    ['欧阳*', '十二组', '1,560.00'],
  ],
};

test('120 payments over 60 years are a bounded slip with every year that has room', async () => {
  const records = Array.from({ length: limits.personalRecords }, (_, index) => ({
    programme: '农村部分计划生育家庭奖励扶助'.repeat(7).slice(0, 100),
    period: String(2060 - Math.floor(index / 2)),
    fen: 100_000,
  }));
  const slip = slipForSubsidies({ villageName: '云溪村', records, more: true, printedAt: at, demo: true });
  expect(slip.blocks.length).toBeLessThanOrEqual(limits.slipBlocks);
  const paper = await printed(slip, 58, 'many-subsidies');
  expect(paper.text.join('\n')).toContain('只印最近的');
  expect(paper.text.length).toBeLessThanOrEqual(limits.slipLines);
});
