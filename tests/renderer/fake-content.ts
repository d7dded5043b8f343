import type { ItemView } from '../../main/contract/views.ts';
import { erasedTitle } from '../../main/text/content.ts';
import { type FakeFile, pdf, photo } from './fake-files.ts';
import { attachment, digestOf, idOf, itemOf, now, power, register, spending } from './fake-items.ts';
import { notices, ordinary } from './fake-notices.ts';
import { numbers } from './fake-numbers.ts';
import { readingItems } from './fake-reading.ts';

type Link = (file: FakeFile) => string;

const quarters = [
  '2024Q1',
  '2024Q2',
  '2024Q3',
  '2024Q4',
  '2025Q1',
  '2025Q2',
  '2025Q3',
  '2025Q4',
  '2026Q1',
  '2026Q2',
  '2026Q3',
];
const amounts = [14.2, 18.9, 16.1, 25.3, 15, 17.2, 19.8, 28.1, 16.7, 18.3, 19.27];

function statement(link: Link): ItemView {
  const vouchers = [photo(1), photo(2), photo(3)];
  const shown = vouchers.map((file, index) =>
    attachment(file, {
      name: `凭证-0${index + 1}.jpg`,
      title: `发票 第${index + 1}张`,
      voucherFor: 2,
      url: link(file),
    }),
  );
  return itemOf({
    number: numbers.statement,
    module: 'finance',
    title: '2026年第三季度村集体收支明细',
    catalogue: 'village.finance.1',
    plainTitle: '村里的钱怎么收怎么花',
    card: {
      emphasis: '三季度村集体花了 19.3 万元',
      kind: 'statement',
      period: '2026Q3',
      publicity: { from: '2026-10-08', to: '2026-10-14' },
    },
    content: {
      keyFigures: [
        { label: '收入', value: '26.80', unit: '万元' },
        { label: '支出', value: '19.27', unit: '万元' },
        { label: '季末结余', value: '105.68', unit: '万元' },
      ],
      body: '本季支出比上季多 0.97 万元，主要是机耕路硬化工程按合同付了第二笔进度款。',
      tables: [spending],
      attachments: [
        ...shown,
        attachment(photo(4), {
          name: '误工单.jpg',
          title: '误工补贴签领单',
          voucherFor: 3,
          access: 'signed-in',
        }),
        attachment(photo(5), { name: '水电.jpg', title: '水电费发票', voucherFor: 5, access: 'desk' }),
      ],
    },
    view: {
      seriesLabel: '近三年每季支出',
      series: quarters.map((period, index) => ({
        id: idOf(100 + index),
        period,
        fen: Math.round((amounts[index] ?? 0) * 1_000_000),
        current: index === quarters.length - 1,
      })),
    },
  });
}

function correctedList(): ItemView {
  const first = digestOf('first');
  return itemOf({
    number: numbers.correctedList,
    module: 'village',
    title: '2026年第四季度低保新增对象（6户）',
    catalogue: 'village.affairs.8',
    plainTitle: '谁领了低保',
    card: {
      kind: 'list',
      version: 2,
      corrected: true,
      period: '2026Q4',
      daysLeft: 3,
      publicity: { from: '2026-11-17', to: '2026-11-23', days: 7 },
    },
    content: {
      correctionReason: '第3户人数由2人改为3人，系录入错误。',
      source: 'township',
      tables: [
        {
          columns: [
            { title: '户主', kind: 'text' },
            { title: '组别', kind: 'text' },
            { title: '人数', kind: 'number' },
            { title: '月保障金额（元）', kind: 'money', unit: '元' },
          ],
          header: [],
          rows: [
            ['陈*华', '第2组', '3', '2,145'],
            ['王*', '第3组', '1', '860'],
            ['沈*根', '第3组', '3', '1,520'],
            ['胡*珍', '第5组', '1', '860'],
            ['龚*明', '第6组', '4', '2,610'],
            ['𠮷*兴', '第7组', '', '1,720'],
          ].map((texts) => ({ kind: 'row', cells: texts.map((text) => ({ text })) })),
          totals: [],
        },
      ],
    },
    view: {
      versions: [
        {
          version: 2,
          publishedAt: now - 86_400_000,
          digest: digestOf('second'),
          state: 'published',
          reason: '第3户人数由2人改为3人，系录入错误。',
        },
        { version: 1, publishedAt: now - 4 * 86_400_000, digest: first, state: 'superseded' },
      ],
    },
  });
}

function gone(): ItemView[] {
  const withdrawn = itemOf({
    number: numbers.withdrawn,
    module: 'village',
    title: '村口鱼塘承包方案（征求意见）',
    catalogue: 'village.affairs.12',
    plainTitle: '集体资源怎么用',
    card: { state: 'withdrawn' },
    content: { state: 'withdrawn', body: '鱼塘约 12 亩，拟承包五年。' },
    view: { withdrawn: { at: now - 3_600_000, reason: '方案与镇里水利规划不一致，需要重新议。' } },
  });
  const erased = itemOf({
    number: numbers.erased,
    module: 'village',
    title: erasedTitle,
    catalogue: 'sx.village',
    plainTitle: '',
    card: { state: 'erased', catalogue: [] },
  });
  const { content: _content, ...rest } = erased;
  return [withdrawn, { ...rest, erased: { at: now - 86_400_000, reason: '原件含有村民身份证号码。' } }];
}

function project(link: Link): ItemView {
  const contract = pdf('村北机耕路硬化工程施工合同', 12);
  const photos = [photo(6), photo(7), photo(8)];
  const self = itemOf({
    number: numbers.project,
    module: 'project',
    title: '村北机耕路硬化工程中标结果',
    catalogue: 'sx.project.4',
    plainTitle: '工程给谁做',
    card: {
      kind: 'project',
      daysLeft: 1,
      publicity: { from: '2026-11-17', to: '2026-11-21', days: 5, workdays: true, atLeast: true },
    },
    content: {
      body: '中标单位：越州市柳桥建筑工程队。中标价 **48.6 万元**，工期 60 天。',
      attachments: [
        attachment(contract, { name: '施工合同.pdf', title: '施工合同', url: link(contract) }),
        ...photos.map((file, index) =>
          attachment(file, {
            name: `现场-${index + 1}.jpg`,
            title: `现场照片 ${index + 1}`,
            url: link(file),
          }),
        ),
        attachment(photo(9), { mediaType: 'application/vnd.ms-excel', name: '工程量清单.xls' }),
        attachment(photo(10), { name: '航拍.jpg', title: '航拍照片', arrived: false }),
      ],
    },
  });
  const stage = (title: string, number: number) => ({ ...self.card, id: idOf(number), title });
  return {
    ...self,
    project: {
      code: 'YX-2026-003',
      name: '村北机耕路硬化工程',
      stages: [
        { stage: 'approval', items: [stage('村民代表会议决议：硬化村北机耕路', 101)] },
        { stage: 'budget', items: [stage('工程预算 52 万元', 102)] },
        { stage: 'quantities', items: [], missing: '工程量少于五万元部分按镇里规定并入预算，不另编清单。' },
        { stage: 'tender', items: [self.card] },
        { stage: 'contract', items: [] },
        { stage: 'acceptance', items: [] },
        { stage: 'payment', items: [] },
      ],
    },
  };
}

export function fakeItems(link: Link): ItemView[] {
  return [
    statement(link),
    correctedList(),
    ...gone(),
    itemOf({
      number: numbers.register,
      module: 'finance',
      title: '村集体资产台账',
      catalogue: 'village.finance.5',
      plainTitle: '村里有哪些家当',
      card: { kind: 'register' },
      content: { tables: [register(1200)] },
    }),
    project(link),
    power(numbers.power),
    ...notices(link),
    ...ordinary(),
    ...readingItems(link),
  ];
}
