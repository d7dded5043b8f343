/** Words that the terminal and the notice screen share: modules, states, periods, days, times. Zone: Asia/Shanghai. */
import type {
  Attachment,
  ItemState,
  ItemVersion,
  ModuleId,
  ProjectStage,
  Publicity,
  SignOff,
} from '../contract/content.ts';
import type { Place } from '../contract/views.ts';

/** The six modules of seeds/000, in the home screen's order, each with a plain sentence. */
export const modules: Record<ModuleId, { title: string; sentence: string }> = {
  overview: { title: '村情概况', sentence: '咱村的人和规矩' },
  party: { title: '党务公开', sentence: '支部做了什么' },
  village: { title: '村务公开', sentence: '定了什么、谁享受了' },
  finance: { title: '财务公开', sentence: '钱从哪来、花到哪去' },
  project: { title: '工程项目', sentence: '修了什么、花了多少' },
  supervision: { title: '村务监督', sentence: '谁来管、怎么反映' },
};

export const stages: Record<ProjectStage, string> = {
  approval: '立项',
  budget: '预算',
  quantities: '工程量清单',
  tender: '招投标',
  contract: '合同',
  acceptance: '验收',
  payment: '付款',
};

export const states: Record<ItemState, string> = {
  published: '公开中',
  superseded: '已被新版代替',
  withdrawn: '已撤回',
  erased: '已依法删除',
};

export const corrected = '有更正';
export const demoMark = '演示数据';
export const inPublicity = '正在公示';
export const publicityTitle = '公示期';
export const longTerm = '长期公开';

const zone = 'Asia/Shanghai';
const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: zone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  weekday: 'long',
});

interface DateParts {
  year: number;
  month: number;
  day: number;
  hour: string;
  minute: string;
  weekday: string;
}

function partsOf(at: number): DateParts {
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    year: Number(found.year),
    month: Number(found.month),
    day: Number(found.day),
    hour: found.hour ?? '00',
    minute: found.minute ?? '00',
    weekday: found.weekday ?? '',
  };
}

const two = (value: number) => String(value).padStart(2, '0');

/** @param at UTC ms → `09:24` */
export function clockLabel(at: number): string {
  const { hour, minute } = partsOf(at);
  return `${hour}:${minute}`;
}

/** @param at UTC ms → `11月21日 星期六` */
export function todayLabel(at: number): string {
  const { month, day, weekday } = partsOf(at);
  return `${month}月${day}日 ${weekday}`;
}

/** @param at UTC ms → `2026年11月21日` */
export function dateLabel(at: number): string {
  const { year, month, day } = partsOf(at);
  return `${year}年${month}月${day}日`;
}

/** @param at UTC ms → `11月21日 09:24`, with the year where it is not `now`'s. */
function momentLabel(at: number, now: number): string {
  const { year, month, day, hour, minute } = partsOf(at);
  const prefix = year === partsOf(now).year ? '' : `${year}年`;
  return `${prefix}${month}月${day}日 ${hour}:${minute}`;
}

/** For lists: `11-20` in the year of `now`, else `2025-11-20`. */
export function listDate(at: number, now: number): string {
  const { year, month, day } = partsOf(at);
  const short = `${two(month)}-${two(day)}`;
  return year === partsOf(now).year ? short : `${year}-${short}`;
}

/** The year that it is for people, at `at` UTC ms. */
export function yearOf(at: number): number {
  return partsOf(at).year;
}

/** `2026-10-08` or `2026-10-08T10:00` → `2026年10月8日`, `2026年10月8日10:00`; without the year where `shortYear` is its. */
export function dayLabel(dayOrTime: string, shortYear?: number): string {
  const [date = '', time = ''] = dayOrTime.split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const prefix = Number(year) === shortYear ? '' : `${year}年`;
  return `${prefix}${Number(month)}月${Number(day)}日${time}`;
}

const quarterNames = ['一', '二', '三', '四'];

export function quarterLabel(quarter: number): string {
  return `第${quarterNames[quarter - 1] ?? quarter}季度`;
}

function pointLabel(point: string): string {
  const [year = '', month] = point.split('-');
  return month === undefined ? `${year}年` : `${year}年${Number(month)}月`;
}

/** `2026` → `2026年`, `2026Q3` → `2026年第三季度`, `2026-07` → `2026年7月`, `2008-07/2010-12` → `2008年7月至2010年12月`. */
export function periodLabel(period: string): string {
  const quarter = /^(\d{4})Q([1-4])$/.exec(period);
  if (quarter !== null) return `${quarter[1]}年${quarterLabel(Number(quarter[2]))}`;
  return period.split('/').map(pointLabel).join('至');
}

/** For a bar of a chart: `26春`-like seasons mislead about quarters, so `26年1季`; `1季` within the same year as the bar before. */
export function barLabel(period: string, before: string | undefined): string {
  const year = period.slice(2, 4);
  const quarter = /Q([1-4])$/.exec(period)?.[1];
  const month = /^\d{4}-(\d{2})$/.exec(period)?.[1];
  const sameYear = before?.slice(0, 4) === period.slice(0, 4);
  if (quarter !== undefined) return sameYear ? `${quarter}季` : `${quarter}季\n${year}年`;
  if (month !== undefined) return sameYear ? `${Number(month)}月` : `${Number(month)}月\n${year}年`;
  return `${period.slice(0, 4)}年`;
}

/** `还有 3 天`, `今天是最后一天`. */
export function daysLeftLabel(daysLeft: number): string {
  return daysLeft <= 1 ? '今天是最后一天' : `还有 ${daysLeft} 天`;
}

/** `10月8日至10月14日`, with years where they are not `year`; `长期公开`. */
export function publicityLabel(publicity: Publicity, year: number): string {
  if (publicity.longTerm === true) return longTerm;
  const from = publicity.from === undefined ? '' : dayLabel(publicity.from, year);
  const to = publicity.to === undefined ? '' : dayLabel(publicity.to, year);
  const span = from !== '' && to !== '' ? `${from}至${to}` : from === '' ? `至${to}` : `${from}起`;
  if (publicity.days === undefined) return span;
  const least = publicity.atLeast === true ? '不少于' : '';
  return `${span}（${least}${publicity.days}个${publicity.workdays === true ? '工作日' : '自然日'}）`;
}

/** Who answers for an item's content. */
export function publisherLabel(source: ItemVersion['source'], place: Place): string {
  if (source === 'county') return place.countyName;
  return source === 'township' ? place.townshipName : place.villageName;
}

export const committee = (kind: Place['kind']) => (kind === 'village' ? '村委会' : '居委会');

/** Beside what is in its publicity period: whoever published it hears objections. */
export function opinionLabel(source: ItemVersion['source'], place: Place): string {
  return `有意见找${source === 'village' ? committee(place.kind) : publisherLabel(source, place)}`;
}

/** Who signed an item, from its id `<division>.<signer>.<number>`: the county, the township, or the village's own terminal. */
export function signerLabel(id: string, place: Place): string {
  const signer = id.split('.')[1] ?? '';
  if (signer === 'county') return place.countyName;
  return /^\d{12}$/.test(signer) ? place.townshipName : place.villageName;
}

/** `村务监督委员会 10月6日`. */
export function signOffLabel(signOff: SignOff, year: number): string {
  return signOff.on === undefined ? signOff.by : `${signOff.by} ${dayLabel(signOff.on, year)}`;
}

export const versionLabel = (version: number) => `第${version}版`;

export const totals = {
  equal: '已核对，相加无误',
  rounding: (fen: number, unit: string) => `与合计相差 ${difference(fen, unit)}（四舍五入）`,
  differs: (fen: number, unit: string) => `与合计相差 ${difference(fen, unit)}`,
};

function difference(fen: number, unit: string): string {
  const amount = Math.abs(fen);
  return unit === '万元' ? `${trimmed(amount / 1_000_000)} 万元` : `${trimmed(amount / 100)} 元`;
}

function trimmed(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, '');
}

/** Why an attachment cannot be opened here. */
export const accessLabel: Record<Attachment['access'], string> = {
  all: '',
  'signed-in': '本人登录后可看',
  desk: '到村委会窗口查阅',
};

/** Troubles that are not about the content itself. */
const troubles: Record<string, string> = {
  expired: '县里的签发已过期，暂不接收新内容；现有内容不受影响',
  'duplicate-client': '有另一台机器在用本机的编号，请告诉工作人员；现有内容不受影响',
  'storage-full': '本机存储已满，收不下新内容；现有内容都能看',
  'read-only': '本机存储写不进去，收不下新内容；现有内容都能看',
  unreachable: '这次没有连上县里，稍后自动再试；现有内容都能看',
  timeout: '县里没有回应，稍后自动再试；现有内容都能看',
  'missing-file': '新内容还没有收全，稍后自动再试；现有内容都能看',
};

export const freshnessText = {
  updatedAt: (at: number, now: number) => `内容更新于 ${momentLabel(at, now)}`,
  never: '还没有收到县里发来的内容',
  stale: (days: number) => `已 ${days} 天未更新`,
  offline: '网络不通，已有内容都能看',
  connecting: '正在连接县里',
  clockInDoubt: '本机时间可能不准',
  /** @param kind of `freshness.trouble` (contract/views.ts) */
  trouble: (kind: string) => troubles[kind] ?? '新内容未通过核验，暂不显示；现有内容不受影响',
};

/** A slip number in groups of four, as it is read out. */
export const slipLabel = (slip: string) => slip.replace(/(\d{4})(?=\d)/g, '$1 ');

const amountFormat = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** @param fen 分 → `38,400.00` */
export const amountLabel = (fen: number) => amountFormat.format(fen / 100);
