/** Items of the fake village that are hard to read: both sides of money, disposals, branches, staged affairs, sound and film. */
import { readFileSync } from 'node:fs';
import { chime } from '../../county/demo/drawing/chime.ts';
import type { Table, TableCell } from '../../main/contract/content.ts';
import type { ItemCard, ItemView } from '../../main/contract/views.ts';
import { type FakeFile, fileOf } from './fake-files.ts';
import { attachment, type Content, digestOf, idOf, itemOf, now, register, row } from './fake-items.ts';
import { numbers } from './fake-numbers.ts';

type Link = (file: FakeFile) => string;

const recording = (name: string) =>
  readFileSync(new URL(`../../county/demo/drawing/recordings/${name}`, import.meta.url));
const day = 86_400_000;

const yuan = (text: string): TableCell => ({ text, fen: Math.round(Number(text.replaceAll(',', '')) * 100) });

function sums(
  title: string,
  lines: readonly (readonly [string, string])[],
  total: string,
  sumFen: number,
): Table {
  const statedFen = yuan(total).fen ?? 0;
  return {
    title,
    columns: [
      { title: '项目', kind: 'text' },
      { title: '金额', kind: 'money', unit: '元' },
    ],
    header: [],
    rows: [
      ...lines.map(([text, amount]) => ({ kind: 'row' as const, cells: [{ text }, yuan(amount)] })),
      { kind: 'total', cells: [{ text: '合计' }, yuan(total)] },
    ],
    totals: [
      {
        column: 1,
        sumFen,
        statedFen,
        differenceFen: statedFen - sumFen,
        result: sumFen === statedFen ? 'equal' : 'rounding',
      },
    ],
  };
}

function bothSides(): ItemView {
  const periods = ['2024Q3', '2024Q4', '2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2'];
  const series = periods.map((period, index) => ({
    id: idOf(400 + index),
    period,
    fen: 12_000_000 + index * 900_000,
    expense: 12_000_000 + index * 900_000,
    income: 25_000_000 - (index % 3) * 6_000_000,
    current: index === periods.length - 1,
  }));
  const self = itemOf({
    number: numbers.bothSides,
    module: 'overview',
    title: '2026年第二季度收支总表',
    catalogue: 'zw.finance.2',
    plainTitle: '钱怎么进怎么出',
    card: { kind: 'statement', period: '2026Q2', emphasis: '二季度收 13 万元，花 18.3 万元' },
    content: {
      tables: [
        sums(
          '支出',
          [
            ['机耕路硬化工程', '98,600.00'],
            ['河道保洁用工', '46,800.00'],
            ['文化礼堂水电与维修', '31,254.50'],
            ['办公与误工补贴', '6,345.49'],
          ],
          '183,000.00',
          18_299_999,
        ),
        sums(
          '收入',
          [
            ['山塘承包款', '90,000.00'],
            ['上级补助', '40,000.00'],
          ],
          '130,000.00',
          13_000_000,
        ),
      ],
    },
    view: { series, seriesLabel: '支出' },
  });
  const titles = ['资产', '资金', '资源', '债权债务', '审计', '项目', '公益'];
  return {
    ...self,
    columns: titles.map((title, index) => ({
      id: `zw.finance.${index + 1}`,
      title,
      current: index === 1,
      ...(index === 4
        ? {}
        : { item: { ...self.card, id: index === 1 ? self.card.id : idOf(numbers.register) } }),
    })),
  };
}

function disposal(): ItemView {
  const self = itemOf({
    number: numbers.disposal,
    module: 'overview',
    title: '旧碾米房出租成交公示',
    catalogue: 'zw.finance.1',
    plainTitle: '集体有哪些家当',
    card: { kind: 'project', daysLeft: 2, publicity: { from: '2026-11-18', to: '2026-11-22', days: 5 } },
    content: { body: '四家报名，成交价每年 4.6 万元，租期五年。' },
  });
  const stage = (title: string, number: number): ItemCard => ({ ...self.card, id: idOf(number), title });
  return {
    ...self,
    project: {
      code: 'CZ-2026-001',
      name: '旧碾米房出租',
      kind: 'disposal',
      stages: [
        { stage: 'approval', items: [stage('村民代表会议同意出租旧碾米房', 421)] },
        {
          stage: 'budget',
          items: [stage('旧碾米房租金评估', 422)],
          amounts: [{ id: idOf(422), fen: 20_000_000 }],
        },
        { stage: 'quantities', items: [], missing: '只有一处房屋，面积写在评估报告里。' },
        { stage: 'tender', items: [self.card], amounts: [{ id: self.card.id, fen: 23_000_000 }] },
        {
          stage: 'contract',
          items: [stage('旧碾米房租赁合同', 424)],
          amounts: [{ id: idOf(424), fen: 23_000_000 }],
        },
        { stage: 'acceptance', items: [] },
        {
          stage: 'payment',
          items: [stage('第一年租金到账', 425), stage('押金到账', 426)],
          amounts: [
            { id: idOf(425), fen: 4_600_000 },
            { id: idOf(426), fen: 1_000_000 },
          ],
        },
      ],
    },
  };
}

function branching(): ItemView {
  const result = (title: string, number: number): ItemCard => ({
    ...itemOf({ number, module: 'supervision', title, catalogue: 'sx.supervision.2', plainTitle: '办事结果' })
      .card,
    kind: 'result',
  });
  return itemOf({
    number: numbers.branching,
    module: 'overview',
    title: '村级采购（QL-21）',
    catalogue: 'sx.supervision.2',
    plainTitle: '小微权力清单',
    card: { kind: 'power' },
    content: {
      power: {
        code: 'QL-21',
        basis: '镇村级采购办法第四条',
        executes: '村民委员会',
        supervises: '村务监督委员会',
        steps: [
          {
            who: '村民委员会',
            does: '③ 2000元以下两人经手直接买；2000元以上向三家询价；5000元以上公开采购。',
          },
          { who: '使用人', does: '① 写明要买什么、为什么。' },
          { who: '报账员', does: '④ 凭发票和入库单付款。' },
          { who: '书记', does: '② 看是不是该买，签字同意。' },
        ],
      },
    },
    view: {
      power: {
        code: 'QL-21',
        results: [result('买了两台割草机，3,960 元', 431), result('文化礼堂换窗帘，1,280 元', 432)],
      },
    },
  });
}

function staged(): ItemView {
  const card = (title: string, number: number, ago: number, rest: Partial<ItemCard> = {}) => ({
    ...itemOf({
      number,
      module: 'village',
      title,
      catalogue: 'village.affairs.12',
      plainTitle: '集体资源怎么用',
      daysAgo: ago,
    }).card,
    ...rest,
  });
  const self = itemOf({
    number: numbers.staged,
    module: 'overview',
    title: '竹山承包合同签订情况',
    catalogue: 'village.affairs.12',
    plainTitle: '集体资源怎么用',
    content: { body: '合同已签，承包期五年。' },
  });
  return {
    ...self,
    story: [
      card('竹山承包方案（征求意见）', 441, 60, {
        kind: 'notice',
        publicity: { from: '2026-09-20', to: '2026-09-26', days: 7 },
      }),
      card('竹山承包方案（第一稿）', 442, 55, { state: 'withdrawn' }),
      card('竹山承包招标结果', 443, 30, { kind: 'result' }),
      self.card,
      card('竹山承包款到账', 444, 2, { daysLeft: 3, publicity: { from: '2026-11-19', to: '2026-11-23' } }),
    ],
  };
}

function recordings(link: Link): ItemView {
  const sound = fileOf(chime(), 'audio/wav');
  const film = fileOf(recording('road.webm'), 'video/webm');
  const moving = fileOf(recording('sorting.gif'), 'image/gif');
  return itemOf({
    number: numbers.recordings,
    module: 'overview',
    title: '村广播和修路录像',
    catalogue: 'village.affairs.21',
    plainTitle: '其他',
    content: {
      body: '录音、录像和动图各一份。',
      attachments: [
        attachment(sound, { name: '广播.wav', title: '大喇叭开播提示音', url: link(sound) }),
        attachment(film, { name: '修路.webm', title: '修路现场录像', url: link(film) }),
        attachment(moving, { name: '分类.gif', title: '垃圾怎么分', url: link(moving) }),
      ],
    },
  });
}

function longRegister(): ItemView {
  const table = register(10_000);
  const wide = {
    ...table,
    columns: [
      ...table.columns,
      { title: '备注', kind: 'text' as const },
      { title: '登记人', kind: 'text' as const },
    ],
    rows: table.rows.map((each, index) => ({
      ...each,
      cells: [
        ...each.cells,
        { text: index % 40 === 7 ? '二〇一九年由村小学划入，房顶漏水，已报镇里列入维修计划' : '' },
        { text: '王建平' },
      ],
    })),
  };
  return itemOf({
    number: numbers.longRegister,
    module: 'overview',
    title: '全县村集体资产总台账',
    catalogue: 'zw.finance.1',
    plainTitle: '集体有哪些家当',
    card: { kind: 'register' },
    content: { tables: [wide] },
  });
}

function rewritten(): ItemView {
  return itemOf({
    number: numbers.rewritten,
    module: 'overview',
    title: '路灯安装方案',
    catalogue: 'village.affairs.11',
    plainTitle: '村里办了什么工程',
    card: { version: 2, corrected: true },
    content: {
      correctionReason: '灯的数量写错，施工日期推迟。',
      body: '装 26 盏太阳能路灯，每盏 1,180 元。\n\n12月3日开始施工。\n\n施工期间请绕行。',
      tables: [
        {
          columns: [
            { title: '组别', kind: 'text' },
            { title: '盏数', kind: 'number' },
          ],
          header: [],
          rows: [row('一组', '12'), row('二组', '14')],
          totals: [],
        },
      ],
    },
    view: {
      versions: [
        {
          version: 2,
          publishedAt: now - day,
          digest: digestOf('r2'),
          state: 'published',
          reason: '灯的数量写错，施工日期推迟。',
        },
        { version: 1, publishedAt: now - 5 * day, digest: digestOf('r1'), state: 'superseded' },
      ],
    },
  });
}

/** What stood in version 1 of the rewritten item. */
export const firstVersion: Partial<Content> = {
  title: '路灯安装初步方案',
  body: '装 24 盏太阳能路灯，每盏 1,180 元。\n\n11月28日开始施工。\n\n施工期间请绕行。\n\n费用由村集体出。',
  approved: { by: '村民代表会议', on: '2026-10-07' },
  tables: [
    {
      columns: [
        { title: '序号', kind: 'number' },
        { title: '组别', kind: 'text' },
        { title: '盏数', kind: 'number' },
      ],
      header: [],
      rows: [row('1', '一组', '12.0'), row('2', '二组', '10'), row('3', '三组', '2')],
      totals: [],
    },
  ],
};

export function readingItems(link: Link): ItemView[] {
  return [bothSides(), disposal(), branching(), staged(), recordings(link), longRegister(), rewritten()];
}
