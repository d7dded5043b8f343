/** What people read on a slip, and about printing. */
import type { FeedbackKind } from '../contract/feedback.ts';

/** Fixed words of a slip. */
export const slipText = {
  demo: '演示数据',
  demoLong: '演示数据　非真实公开内容',
  period: '所属时期',
  publisher: '公布单位',
  publicity: '公示时间',
  catalogue: '公开事项',
  more: (rows: number) => `……其余 ${rows} 行见屏幕或扫码`,
  chosen: (rows: number, all: number) => `选印 ${rows} 行，全表共 ${all} 行`,
  moreColumns: (columns: number) => `……另有 ${columns} 栏见屏幕或扫码`,
  moreTables: (tables: number) => `……另有 ${tables} 张表见屏幕或扫码`,
  moreFigures: (figures: number) => `……另有 ${figures} 项见屏幕`,
  moreText: '……全文见屏幕或扫码',
  moreLines: '……内容较长，其余见屏幕或扫码',
  scan: '扫码查看或核对本件',
  digest: '内容摘要',
  printedAt: '打印时间',
  closing: '以屏幕公开内容为准',
} as const;

/** A slip number to take home. */
export const feedbackSlip = {
  number: '您的编号',
  kind: '办什么事',
  kinds: {
    question: '问一问',
    suggestion: '提建议',
    complaint: '投诉举报',
    error: '内容有错',
    inspect: '查阅原始凭证',
    joint: '联名要求公开',
    support: '附议',
  } satisfies Record<FeedbackKind, string>,
  at: '提交时间',
  use: (kind: FeedbackKind) => [
    '凭编号可以在触摸屏上查进展、看答复：按「提意见」，再按「查编号」。',
    ...(kind === 'joint' ? ['把编号告诉愿意联名的人，他们输入编号就能附议。'] : []),
    '谁有编号谁就能看到答复，请收好。',
  ],
  scan: '扫码可把编号存进手机',
  closing: '纸上不印您写的内容',
} as const;

const quarterNames = ['一', '二', '三', '四'];

/** Own subsidies on paper. */
export const subsidiesSlip = {
  title: '我的补贴',
  own: '只给本人看，请收好',
  year: (year: string) => `${year}年一共`,
  yuan: (amount: string) => `${amount}元`,
  programme: '项目',
  period: '期间',
  amount: '金额（元）',
  /** `2026` → `全年`, `2026Q3` → `三季度`, `2026-07` → `7月`: the year stands above. */
  within: (period: string) => {
    const [, quarter] = /^\d{4}Q([1-4])$/.exec(period) ?? [];
    if (quarter !== undefined) return `${quarterNames[Number(quarter) - 1]}季度`;
    const [, month] = /^\d{4}-(\d{2})$/.exec(period) ?? [];
    if (month !== undefined) return `${Number(month)}月`;
    return /^\d{4}$/.test(period) ? '全年' : period;
  },
  asOf: '名单截至',
  more: '……只印最近的，其余见屏幕或到柜台查询',
  closing: '以发放部门的记录为准',
} as const;

/** One plain sentence per state, for the person at the terminal. */
export const printerStateText = {
  ready: '打印机正常',
  'paper-low': '打印机正常，纸快用完了',
  'paper-out': '打印机没有纸了，请告诉工作人员换纸',
  'cover-open': '打印机的盖子没有关好，请告诉工作人员',
  offline: '打印机暂停了，请告诉工作人员',
  error: '打印机出了故障，请告诉工作人员',
  unreachable: '连不上打印机，请告诉工作人员',
  silent: '打印机没有回应，不知道它是否正常',
} as const;

/** Why a slip did not come out. */
export const notPrintedText = {
  'paper-out': '打印机没有纸了，请告诉工作人员换纸',
  'cover-open': '打印机的盖子没有关好，请告诉工作人员',
  offline: '打印机暂停了，请告诉工作人员',
  error: '打印机出了故障，请告诉工作人员',
  unreachable: '连不上打印机，请告诉工作人员',
  silent: '打印机没有回应，请告诉工作人员',
  expired: '等得太久，已取消。需要的话请再点一次',
  'queue-full': '前面还有人在打印，请稍后再试',
  cancelled: '已取消',
  'too-large': '内容太长，请在屏幕上看或扫码带走',
  stopped: '终端正在重新启动，请稍后再试',
} as const;

export const printText = {
  printed: '请取走小票',
  printedPaperLow: '请取走小票。纸快用完了，请告诉工作人员',
  unknown: '请看一下出纸口，小票可能不完整。不会自动重打',
  brokenOff: {
    'paper-out': '打印中途没有纸了，小票不完整，请告诉工作人员换纸。不会自动重打',
    'cover-open': '打印中途盖子打开了，小票不完整，请告诉工作人员。不会自动重打',
    offline: '打印中途打印机暂停了，小票不完整，请告诉工作人员。不会自动重打',
    error: '打印中途打印机出了故障，小票不完整，请告诉工作人员。不会自动重打',
  },
} as const;
