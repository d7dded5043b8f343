/** Made-up items of every kind that the board has to draw. */
import type { Table } from '../../../main/contract/content.ts';
import type { ItemView } from '../../../main/contract/views.ts';
import { type FakeFile, photo } from '../fake-files.ts';
import { attachment, idOf, itemOf, row, spending } from '../fake-items.ts';

type Link = (file: FakeFile) => string;

const surnames = '陈王沈胡龚李赵钱孙周吴郑𠮷';
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    row(
      `${surnames[index % 12]}*${'华根珍明兴'[index % 5]}${index + 1}`,
      `第${(index % 9) + 1}组`,
      `${(index % 5) + 1}人`,
      `${(860 + index * 7).toLocaleString('en')} 元`,
    ),
  );

const households: Table['columns'] = [
  { title: '户主', kind: 'text' },
  { title: '组别', kind: 'text' },
  { title: '人数', kind: 'number' },
  { title: '月保障金额', kind: 'money', unit: '元' },
];

/** A list in its publicity period. @param count rows of its table */
export function householdList(number: number, count: number): ItemView {
  return itemOf({
    number,
    module: 'village',
    title: `四季度低保对象名单（${count}户）`,
    catalogue: 'village.affairs.8',
    plainTitle: '谁领了低保',
    daysAgo: 3,
    card: {
      kind: 'list',
      emphasis: '四季度低保新增对象名单',
      daysLeft: 3,
      publicity: { from: '2026-11-17', to: '2026-11-23', days: 7 },
    },
    content: { tables: [{ columns: households, header: [], rows: rowsOf(count), totals: [] }] },
  });
}

export function statement(): ItemView {
  const rest: Table = { ...spending, title: '续表', continues: true };
  return itemOf({
    number: 20,
    module: 'finance',
    title: '2026年第三季度村集体收支明细',
    catalogue: 'village.finance.1',
    plainTitle: '村里的钱怎么收怎么花',
    daysAgo: 40,
    card: { emphasis: '三季度村集体花了 19.3 万元', kind: 'statement', period: '2026Q3' },
    content: {
      keyFigures: [
        { label: '收入', value: '26.80', unit: '万元' },
        { label: '支出', value: '19.27', unit: '万元' },
        { label: '季末结余', value: '105.68', unit: '万元' },
      ],
      body: '本季支出比上季多 0.97 万元，主要是机耕路硬化工程按合同付了第二笔进度款。',
      tables: [spending, rest],
    },
  });
}

const long = [
  '各位村民：入冬以来天干物燥，村里连续三周没有下过一场透雨，山边田头枯草多，稍不注意就容易失火。',
  '为了大家的安全，村民代表会议商量后定下几条，请各家各户互相提醒，尤其请家里有老人和小孩的多留心。',
  '一是上坟祭扫不带火种上山，改用鲜花或者植树的办法；二是田里的稻草、秸秆统一送到村口堆放点，由村里联系合作社打包运走，不收钱；三是电瓶车不进屋充电，村文化礼堂东侧装了十二个充电口，每度电六角，夜里十点以后半价。',
  '巡山的人手由四个村民小组轮流出，每组每天两人，误工补贴按每人每天一百五十元，从集体公益金里开支，月底在公开栏公布名单和金额。',
  '看到哪里冒烟，先打值班电话，再打火警电话；自己不要单独去扑。',
].join('');

export function notice(): ItemView {
  return itemOf({
    number: 21,
    module: 'village',
    title: '冬季防火，请大家做到三条',
    catalogue: 'sx.village.3',
    plainTitle: '通知',
    daysAgo: 1,
    card: { kind: 'notice' },
    content: {
      body: `## 为什么要防\n\n${long}\n\n## 三条要求\n\n1. 不带火种上山。\n2. 秸秆不就地烧。\n3. 电瓶车不进屋充电。\n\n> 值班电话见村委会门口。`,
    },
  });
}

export function project(link: Link): ItemView {
  const photos = [photo(6), photo(7)];
  const self = itemOf({
    number: 22,
    module: 'project',
    title: '村北机耕路硬化工程中标结果',
    catalogue: 'sx.project.4',
    plainTitle: '工程给谁做',
    daysAgo: 4,
    card: {
      kind: 'project',
      daysLeft: 1,
      publicity: { from: '2026-11-17', to: '2026-11-21', days: 5, workdays: true, atLeast: true },
    },
    content: {
      body: '中标单位：越州市柳桥建筑工程队。中标价 **48.6 万元**，工期 60 天。',
      attachments: [
        ...photos.map((file, index) =>
          attachment(file, {
            name: `现场-${index + 1}.jpg`,
            title: `现场照片 ${index + 1}`,
            url: link(file),
          }),
        ),
        attachment(photo(9), { mediaType: 'application/pdf', name: '施工合同.pdf' }),
      ],
    },
  });
  const stage = (number: number) => [{ ...self.card, id: idOf(number) }];
  return {
    ...self,
    project: {
      code: 'YX-2026-003',
      name: '村北机耕路硬化工程',
      stages: [
        { stage: 'approval', items: stage(101) },
        { stage: 'budget', items: stage(102) },
        { stage: 'quantities', items: [], missing: '工程量小，按镇里规定并入预算。' },
        { stage: 'tender', items: [self.card] },
        { stage: 'contract', items: [] },
        { stage: 'acceptance', items: [] },
        { stage: 'payment', items: [] },
      ],
    },
  };
}

/** More columns than any screen shows side by side. @param count rows */
export function wideRegister(number: number, count: number): ItemView {
  const columns: Table['columns'] = [
    { title: '序号', kind: 'number' },
    { title: '资产名称', kind: 'text' },
    { title: '坐落', kind: 'text' },
    { title: '购建年月', kind: 'date' },
    { title: '面积', kind: 'number' },
    { title: '原值', kind: 'money', unit: '元' },
    { title: '累计折旧', kind: 'money', unit: '元' },
    { title: '净值', kind: 'money', unit: '元' },
    { title: '使用人', kind: 'text' },
    { title: '年租金', kind: 'money', unit: '元' },
    { title: '合同到期', kind: 'date' },
    { title: '备注', kind: 'text' },
  ];
  const rows = Array.from({ length: count }, (_, index) =>
    row(
      String(index + 1),
      `${'老粮仓晒谷场加工房'.slice((index % 3) * 3, (index % 3) * 3 + 3)}${index + 1}号`,
      `${(index % 9) + 1}组村道旁边`,
      `${2008 + (index % 15)}-0${(index % 9) + 1}`,
      `${120 + index}`,
      `${(186000 + index * 310).toLocaleString('en')}.00`,
      `${(56000 + index * 130).toLocaleString('en')}.00`,
      `${(130000 + index * 180).toLocaleString('en')}.00`,
      index % 2 === 0 ? '村集体' : '柳桥农机合作社',
      index % 2 === 0 ? '' : '3,600.00',
      index % 2 === 0 ? '' : '2028-12-31',
      index % 4 === 0 ? '2025年翻修过屋顶，暂由合作社代管' : '',
    ),
  );
  return itemOf({
    number,
    module: 'finance',
    title: '村集体固定资产台账',
    catalogue: 'village.finance.5',
    plainTitle: '村里有哪些家当',
    daysAgo: 12,
    card: { kind: 'register', period: '2026' },
    content: { tables: [{ columns, header: [], rows, totals: [] }] },
  });
}

export function longTitled(): ItemView {
  return itemOf({
    number: 24,
    module: 'village',
    title:
      '关于云溪村2026年度农村生活垃圾分类与人居环境整治提升专项资金（第二批）使用方案及村民代表会议表决情况的公示',
    catalogue: 'village.affairs.15',
    plainTitle: '环境整治的钱怎么用',
    daysAgo: 3,
    card: { daysLeft: 12, publicity: { from: '2026-11-18', to: '2026-12-02' } },
    content: { body: '到会代表 41 人，同意 39 人，反对 1 人，弃权 1 人。方案通过。' },
  });
}

export function simple(number: number, title: string): ItemView {
  return itemOf({
    number,
    module: 'party',
    title,
    catalogue: 'sx.party.3',
    plainTitle: '党员大会定了什么',
    daysAgo: 0,
    content: { body: `${title}，到会党员 41 人，同意 39 人。` },
  });
}
