/**
 * What is shown, as a person would read it aloud (R2.3): money, dates, periods, shares, telephone numbers. Speech engines
 * read 38,400.00 as three numbers and 2026-10-08 as a subtraction.
 */
import { spokenDigits, spokenInteger, spokenNumber } from './numerals.ts';

type Rule = readonly [pattern: RegExp, read: (...groups: string[]) => string];

const number = /[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?/.source;
const month = (text: string) => spokenInteger(text);
/** 1180.50 元 is read 一千一百八十元五角, with 分 where there are any; nothing behind the point is not read. */
function spokenYuan(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  const [jiao = '0', fen = '0', ...rest] = fraction.padEnd(2, '0');
  if (rest.length > 0) return `${spokenNumber(amount)}元`;
  const yuan = `${spokenNumber(whole)}元`;
  if (jiao === '0' && fen === '0') return yuan;
  const tens = jiao === '0' ? '零' : `${spokenDigits(jiao)}角`;
  return `${yuan}${tens}${fen === '0' ? '' : `${spokenDigits(fen)}分`}`;
}

const quarters: Readonly<Record<string, string>> = { 1: '一', 2: '二', 3: '三', 4: '四' };

/** In this order: what a later rule would tear is read first. Groups are those of each pattern. */
const rules: readonly Rule[] = [
  [
    /(\d{4})-(\d{2})-(\d{2})T?/g,
    (_, year, m, day) => `${spokenDigits(year ?? '')}年${month(m ?? '')}月${spokenInteger(day ?? '')}日`,
  ],
  [/(?<!\d)(\d{4})年/g, (_, year) => `${spokenDigits(year ?? '')}年`],
  [/(\d{4})Q([1-4])/g, (_, year, quarter) => `${spokenDigits(year ?? '')}年第${quarters[quarter ?? '']}季度`],
  [
    /(?<!\d)(\d{4})-(0[1-9]|1[0-2])(?!\d)/g,
    (_, year, m) => `${spokenDigits(year ?? '')}年${month(m ?? '')}月`,
  ],
  [
    /(?<!\d)([01]?\d|2[0-3])[:：]([0-5]\d)(?!\d)/g,
    (_, hour, minute) =>
      `${spokenInteger(hour ?? '')}点${minute === '00' ? '整' : `${spokenInteger(minute ?? '')}分`}`,
  ],
  // Telephone numbers and codes: digit by digit.
  [
    /(?<!\d)(0\d{2,3})-(\d{7,8})(?!\d)/g,
    (_, area, line) => `${spokenDigits(area ?? '')}，${spokenDigits(line ?? '')}`,
  ],
  [
    /(?<![\d.,])(1\d{10}|12\d{3}|11[0-9]|\d{12,})(?![\d.,]|元|万|亿|人|户|亩|年|个)/g,
    (_, digits) => spokenDigits(digits ?? ''),
  ],
  [new RegExp(`(${number})\\s*%`, 'g'), (_, share) => `百分之${spokenNumber(share ?? '')}`],
  [
    /(?<![\d/])(\d{1,3})\/(\d{1,3})(?![\d/])/g,
    (_, part, whole) => `${spokenInteger(whole ?? '')}分之${spokenInteger(part ?? '')}`,
  ],
  [new RegExp(`[¥￥]\\s*(${number})`, 'g'), (_, amount) => spokenYuan(amount ?? '')],
  [new RegExp(`(${number})\\s*元`, 'g'), (_, amount) => spokenYuan(amount ?? '')],
  [/(\d)\s*[-–—~～至]\s*(?=\d)/g, (_, before) => `${before}到`],
  [/(?<![\d])第(\d+)/g, (_, place) => `第${spokenInteger(place ?? '')}`],
  [new RegExp(number, 'g'), (amount) => spokenNumber(amount)],
];

/** Signs that engines spell out or stumble over. */
const signs: readonly Rule[] = [
  [/[（(]/g, () => '，'],
  [/[）)]/g, () => '，'],
  [/[《》「」『』“”"'’‘【】[\]{}<>*_#`|\\^]/g, () => ''],
  [/[—–·•…]+/g, () => '，'],
  [/\s+/g, () => ' '],
  [/，{2,}/g, () => '，'],
  [/^[，、\s]+/g, () => ''],
  [/，(?=[。！？；，])/g, () => ''],
];

/** Units that the eye reads and the engine does not. */
const units: readonly Rule[] = [
  [/㎡|m²|m2(?!\d)/g, () => '平方米'],
  [/(?<=\d\s?)km(?![a-z])/gi, () => '公里'],
  [/(?<=\d\s?)kg(?![a-z])/gi, () => '公斤'],
  [/℃/g, () => '摄氏度'],
  [/元\/(?=[\p{Script=Han}])/gu, () => '元每'],
  [/№/g, () => '号'],
];

/** @param text one sentence as shown → as read; never longer than a few times the text */
export function spokenText(text: string): string {
  const plain = text.normalize('NFKC');
  return [...units, ...rules, ...signs]
    .reduce((spoken, [pattern, read]) => spoken.replace(pattern, read), plain)
    .trim();
}
