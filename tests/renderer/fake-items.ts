/** Items of the fake village, as the core would give them: one of every kind that a page has to draw. */
import { createHash } from 'node:crypto';
import type { ModuleId, Table, TableCell, TableRow } from '../../main/contract/content.ts';
import type { AttachmentView, ItemCard, ItemView } from '../../main/contract/views.ts';

export const village = '990101001001';
/** 2026-11-21 09:24 in Shanghai. */
export const now = Date.UTC(2026, 10, 21, 1, 24);
const dayLength = 86_400_000;

export type Content = NonNullable<ItemView['content']>;

export interface FakeItem {
  id?: string;
  number: number;
  module: ModuleId;
  title: string;
  catalogue: string;
  plainTitle: string;
  card?: Partial<ItemCard>;
  content?: Partial<Content>;
  view?: Partial<ItemView>;
  daysAgo?: number;
}

export const idOf = (number: number) => `${village}.county.${String(number).padStart(6, '0')}`;
export const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** A whole view from what is special about an item. */
export function itemOf(fake: FakeItem): ItemView {
  const publishedAt = now - (fake.daysAgo ?? fake.number) * dayLength;
  const digest = digestOf(fake.title);
  const card: ItemCard = {
    id: idOf(fake.number),
    version: 1,
    title: fake.title,
    module: fake.module,
    kind: 'general',
    state: 'published',
    year: new Date(publishedAt).getUTCFullYear(),
    publishedAt,
    catalogue: [fake.catalogue],
    catalogueTitle: fake.plainTitle,
    corrected: false,
    ...fake.card,
  };
  return {
    card,
    content: {
      version: card.version,
      digest,
      state: card.state,
      source: 'village',
      body: '',
      tables: [],
      attachments: [],
      compiled: { by: '王建平', on: '2026-10-05' },
      reviewed: [{ by: '村务监督委员会', on: '2026-10-06', step: 'supervision' }],
      approved: { by: '村民委员会', on: '2026-10-07' },
      keyFigures: [],
      ...fake.content,
    },
    catalogueEntries: [
      {
        id: fake.catalogue,
        title: fake.plainTitle,
        plainTitle: fake.plainTitle,
        basis: '村务公开目录 财务类 第1项，每季度后十日内',
      },
    ],
    versions: [{ version: 1, publishedAt, digest, state: card.state }],
    followedBy: [],
    series: [],
    ...fake.view,
  };
}

export const cells = (...texts: string[]): TableCell[] => texts.map((text) => ({ text }));
export const row = (...texts: string[]): TableRow => ({ kind: 'row', cells: cells(...texts) });

export function attachment(
  file: { sha256: string; mediaType: string; bytes: Uint8Array },
  rest: Partial<AttachmentView>,
): AttachmentView {
  return {
    sha256: file.sha256,
    length: file.bytes.length,
    mediaType: file.mediaType,
    name: 'file',
    access: 'all',
    arrived: true,
    ...rest,
  };
}

/** 钱花在哪: money, merged headers, a section, a checked total. */
export const spending: Table = {
  title: '钱花在哪',
  columns: [
    { title: '项目', kind: 'text' },
    { title: '本季', kind: 'money', unit: '元' },
    { title: '本年累计', kind: 'money', unit: '元' },
  ],
  header: [
    [
      { text: '项目', rowSpan: 2 },
      { text: '金额（元）', columnSpan: 2 },
    ],
    [{ text: '本季' }, { text: '本年累计' }],
  ],
  rows: [
    { kind: 'section', cells: [{ text: '一、生产性支出', columnSpan: 3 }] },
    row('机耕路硬化工程进度款', '98,600.00', '246,500.00'),
    row('河道保洁用工 26 人', '46,800.00', '140,400.00'),
    { kind: 'section', cells: [{ text: '二、公益性支出', columnSpan: 3 }] },
    row('文化礼堂水电与维修', '31,254.50', '77,310.20'),
    row('办公与误工补贴', '16,045.50', '48,136.50'),
    { kind: 'total', cells: cells('合计', '192,700.00', '512,346.71') },
  ],
  totals: [
    { column: 1, sumFen: 19_270_000, statedFen: 19_270_000, differenceFen: 0, result: 'equal' },
    { column: 2, sumFen: 51_234_670, statedFen: 51_234_671, differenceFen: 1, result: 'rounding' },
  ],
};

/** A register longer than a first sight: rows with ids of their own, one total that is off by rounding in 万元. */
export function register(length: number): Table {
  return {
    title: '村集体资产台账',
    columns: [
      { title: '编号', kind: 'text' },
      { title: '名称', kind: 'text' },
      { title: '坐落', kind: 'text' },
      { title: '取得年份', kind: 'date' },
      { title: '使用人', kind: 'text' },
      { title: '面积（平方米）', kind: 'number' },
      { title: '原值', kind: 'money', unit: '万元' },
    ],
    header: [],
    rows: Array.from({ length }, (_, index) => ({
      ...row(
        `ZC-${String(index + 1).padStart(4, '0')}`,
        ['灌溉泵房', '老粮仓', '文化礼堂偏房', '村口停车场', '䶮山茶园'][index % 5] ?? '',
        `第${(index % 9) + 1}组${['东', '南', '西', '北'][index % 4]}首`,
        String(1998 + (index % 27)),
        ['村集体', '龚䶮', '孙㙍', '𠮷家兴'][index % 4] ?? '',
        (40 + index * 3.5).toFixed(1),
        (1.2 + index * 0.37).toFixed(2),
      ),
      id: `ZC-${index + 1}`,
    })),
    totals: [
      { column: 6, sumFen: 100_000_000, statedFen: 100_010_000, differenceFen: 10_000, result: 'rounding' },
    ],
  };
}

/** What a hostile or careless source may carry, in every place that is shown. */
export const hostileBody = `## 关于清明防火的通知

<img src="http://evil.invalid/img" onerror="window.hacked = 1">
<script>window.hacked = 1</script>
<svg onload="window.hacked = 1"><image href="http://evil.invalid/svg" /></svg>
<iframe srcdoc="<script>top.hacked = 1</script>" src="http://evil.invalid/frame"></iframe>
<meta http-equiv="refresh" content="0;url=http://evil.invalid/refresh">
<div style="background: url(http://evil.invalid/css)">样式</div>
<style>body { background: url(http://evil.invalid/style) } @import url(http://evil.invalid/import);</style>
<form action="http://evil.invalid/form"><button>提交</button></form>
<link rel="stylesheet" href="http://evil.invalid/link"><base href="http://evil.invalid/">
<a href="http://evil.invalid/a" target="_blank" ping="http://evil.invalid/ping">点这里</a>
<object data="http://evil.invalid/object"></object><video src="http://evil.invalid/video" autoplay></video>

[看这里](http://evil.invalid/markdown) ![图](http://evil.invalid/picture) <http://evil.invalid/auto>
[脚本](javascript:window.hacked=1)

| 组别 | 责任人 |
|:-----|------:|
| 一组 | <img src=x onerror="window.hacked=1"> |

1. 不带火种上山
2. 发现火情打 **119**`;

/** A small power with its steps. */
export function power(number: number): ItemView {
  return itemOf({
    number,
    module: 'supervision',
    title: '集体资金支出审批',
    catalogue: 'sx.supervision.2',
    plainTitle: '小微权力清单',
    card: { kind: 'power' },
    content: {
      power: {
        code: 'QL-07',
        basis: '农村集体经济组织财务制度；柳桥镇三资管理办法第九条',
        executes: '村民委员会、村报账员',
        supervises: '村务监督委员会',
        steps: [
          { who: '经手人', does: '在发票上签字，写明用途。' },
          { who: '村务监督委员会', does: '逐张审核，盖监督章。' },
          { who: '村主任', does: '5000 元以下签字同意；以上提交村两委会议。' },
          { does: '每季度后十日内在公开栏公布。' },
        ],
      },
    },
  });
}
