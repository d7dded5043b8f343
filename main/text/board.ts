/** Words of the notice screen (电子公开栏): read from five metres, so short. */
import type { Place } from '../contract/views.ts';
import { committee } from './common.ts';

export const board = {
  name: (village: string) => `${village}公开栏`,
  emptyName: '村务公开栏',
  /** A page of the item on screen. */
  page: (page: number, pages: number) => `第 ${page} / ${pages} 页`,
  recent: '最近公开',
  justPublished: '刚刚公开',
  justCorrected: '刚刚更正',
  /** Before the title of a correction that is announced among other news. */
  correctionOf: (title: string) => `更正：${title}`,
  publishedOn: (date: string) => `${date}公开`,
  published: '公开时间',
  corrected: '更正',
  publisher: (name: string) => `${name}发布`,
};

export const daysLeft = {
  before: '公示还有',
  unit: '天',
  last: '公示今天截止',
  longTerm: '长期公开',
};

/** Beside the QR code. Without an address of the county's it carries no full text, and does not claim to. */
export const scan = {
  full: ['手机扫码看全文'],
  withoutLink: ['扫码带走标题、', '主要数字和签名'],
  picture: '带走这项内容的二维码',
};

export const table = {
  rows: (from: number, to: number, all: number) =>
    from === to ? `第 ${from} 行，共 ${all} 行` : `${from}–${to} 行，共 ${all} 行`,
  columns: (titles: readonly string[]) => `没列出的栏：${titles.join('、')}`,
  columnPart: (part: number, parts: number) => `分栏 ${part}/${parts}`,
  cut: '…',
};

export const more = {
  withLink: '后面还有，请扫码或在查询机上看。',
  withoutLink: '后面还有，请在查询机上看。',
  files: (names: readonly string[], count: number, withLink: boolean) =>
    `另有文件 ${count} 份：${names.join('、')}${count > names.length ? '等' : ''}，请${withLink ? '扫码或' : ''}在查询机上看。`,
  desk: (kind: Place['kind']) => `部分凭证按公开目录到${committee(kind)}窗口查阅。`,
};

export const stage = {
  missing: '缺失',
  explained: (reason: string) => `说明：${reason}`,
  title: (name: string) => `${name}：从立项到付款`,
};

export const power = {
  basis: '依据',
  executes: '谁来办',
  supervises: '谁监督',
  steps: '办理步骤',
};

/** Nothing to show: why, what goes on, whom to ask (R3.6). */
export const empty = {
  waiting: '正在准备公开的内容',
  waitingAdvice: '准备好后会自动显示，不用操作。',
  none: '还没有收到公开的内容',
  noneAdvice: (kind: Place['kind']) => `县里发来后会自动显示。急需了解，请问${committee(kind)}。`,
  nothing: '现在没有要轮播的内容',
  nothingAdvice: (kind: Place['kind']) => `已公开的内容可以在查询机上查看，也可以问${committee(kind)}。`,
  broken: '这一页出了问题',
  brokenAdvice: '正在自动重试，已公开的内容可以在查询机上看。',
  away: '本机暂时打不开公开的内容',
  awayAdvice: '正在自动重试。一直这样，请告诉村委会工作人员。',
};

export const status = {
  away: '本机正在重新准备内容，现在显示的是已有的内容',
  stale: (updated: string, staleDays: string) => `${updated}，${staleDays}`,
  askTime: '本机时间可能不准',
};
