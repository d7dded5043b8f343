/** Notices of the fake village, a hostile one among them, and enough of the ordinary for lists to page. */
import type { ModuleId } from '../../main/contract/content.ts';
import type { ItemView } from '../../main/contract/views.ts';
import { type FakeFile, photo } from './fake-files.ts';
import { attachment, hostileBody, itemOf } from './fake-items.ts';
import { numbers } from './fake-numbers.ts';

export function notices(link: (file: FakeFile) => string): ItemView[] {
  const hostile = itemOf({
    number: numbers.hostile,
    module: 'village',
    title: '<img src=x onerror="window.hacked=1">清明防火通知',
    catalogue: 'sx.village.3',
    plainTitle: '通知',
    content: { body: hostileBody },
  });
  const before = itemOf({
    number: numbers.contract,
    module: 'finance',
    title: '老粮仓出租（先公示征求意见）',
    catalogue: 'village.finance.12',
    plainTitle: '集体资产怎么处置',
    daysAgo: 40,
  });
  const result = itemOf({
    number: numbers.result,
    module: 'finance',
    title: '老粮仓出租结果',
    catalogue: 'village.finance.12',
    plainTitle: '集体资产怎么处置',
    card: { daysLeft: 5, publicity: { from: '2026-11-20', to: '2026-11-25', days: 5 } },
    content: { body: '租金每年 3.6 万元，租期三年。' },
  });
  const scan = photo(11);
  return [
    hostile,
    { ...before, followedBy: [result.card] },
    { ...result, follows: before.card },
    itemOf({
      number: numbers.rare,
      module: 'overview',
      title: '䶮山㙍与𠮷家弄地名由来',
      catalogue: 'sx.overview.1',
      plainTitle: '村里的历史',
      content: {
        body: '龚䶮、孙㙍、𠮷家兴三家最早住在这里。',
        attachments: [attachment(scan, { name: '老地图.jpg', title: '老地图', url: link(scan) })],
      },
    }),
    itemOf({
      number: numbers.plain,
      module: 'party',
      title: '党员大会决议：文化礼堂改造',
      catalogue: 'sx.party.3',
      plainTitle: '党员大会定了什么',
      content: { body: '到会党员 41 人，同意 39 人。\n改造款由上级补助 20 万元，村里自筹 8 万元。' },
    }),
    itemOf({
      number: numbers.longName,
      module: 'village',
      title:
        '关于云溪村2026年度农村生活垃圾分类与人居环境整治提升专项资金（第二批）使用方案及村民代表会议表决情况的公示',
      catalogue: 'village.affairs.15',
      plainTitle: '环境整治的钱怎么用',
      card: { daysLeft: 12, publicity: { from: '2026-11-18', to: '2026-12-02' } },
    }),
  ];
}

const titles = [
  '村集体收支明细',
  '低保救助发放',
  '道路养护用工',
  '党员大会决议',
  '水利维修合同',
  '残疾人补贴发放',
  '村务监督报告',
];

/** Enough of the ordinary for lists to page, from 2018 on. */
export function ordinary(): ItemView[] {
  const modules: ModuleId[] = ['finance', 'village', 'finance', 'party', 'project', 'village', 'supervision'];
  return Array.from({ length: 210 }, (_, index) => {
    const kind = index % titles.length;
    const year = 2026 - Math.floor(index / 24);
    const quarter = 4 - (Math.floor(index / 6) % 4);
    return itemOf({
      number: 100 + index,
      module: modules[kind] ?? 'finance',
      title: `${year}年第${'一二三四'[quarter - 1]}季度${titles[kind]}（第${index + 1}号）`,
      catalogue: `village.finance.${(index % 16) + 2}`,
      plainTitle: `${titles[kind]}${index % 16}`,
      daysAgo: 15 + index * 14,
      card: { period: `${year}Q${quarter}`, year },
      content: { body: `第${index + 1}号内容。` },
    });
  });
}
