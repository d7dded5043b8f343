/** Amounts, shares, ranges, telephone numbers, codes: each as it is said. */
import { spokenDigits, spokenInteger, spokenNumber, spokenPhone } from './numerals.ts';
import type { Rule } from './rule.ts';

const number = /(?:(?<![\d.)A-Za-z%])[-−])?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)/.source;
/** Between two of a kind. */
const to = /\s*(?:[-—–~～]{1,2}|至)\s*/.source;
const rule = (pattern: string, say: Rule[1]): Rule => [new RegExp(pattern, 'gu'), say];

/** 1180.50 元 is read 一千一百八十元五角, with 分 where there are any; nothing behind the point is not read. */
function spokenYuan(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  const [jiao = '0', fen = '0', ...rest] = fraction.padEnd(2, '0');
  if (rest.length > 0) return `${spokenNumber(amount)}元`;
  const isNone = jiao === '0' && fen === '0';
  if (isNone) return whole === '2' ? '两元' : `${spokenNumber(whole)}元`;
  const sign = /^[-−]/.test(whole) ? '负' : '';
  const isSmall = /^[-−]?0*$/.test(whole);
  const yuan = isSmall ? sign : `${spokenNumber(whole)}元`;
  const tens = jiao !== '0' ? `${spokenDigits(jiao)}角` : isSmall ? '' : '零';
  return `${yuan}${tens}${fen === '0' ? '' : `${spokenDigits(fen)}分`}`;
}

/** What is counted by 两 and not by 二. */
const counted =
  /[个户人位名次件处台张间条家份天年亩元块万亿吨项笔批米里公小遍口座只头株棵辆套层根把本期届岁周平立角]/
    .source;

/** Names and numbers that were made unreadable (张*明, 138****5678): said as such, not read as somebody else's. */
export const masked: readonly Rule[] = [
  [
    /(\d{2,6})\s*[*＊×xX]{2,}\s*(\d{2,4}|[\dXx]{4})(?!\d)/g,
    (_, head, tail) =>
      `${spokenPhone(head ?? '')}，中间隐去，${spokenPhone((tail ?? '').replace(/[xX]/g, ''))}`,
  ],
  [
    /(?<=\p{Script=Han})[*＊×]{1,2}(?=\p{Script=Han}|[^\p{L}\p{N}*]|$)/gu,
    (stars) => '某'.repeat(stars.length),
  ],
];

export const numbers: readonly Rule[] = [
  // Telephone numbers, hotlines, cards, identity numbers: digit by digit.
  rule(
    '(?<!\\d)\\(?(0\\d{2,3})\\)?[-—\\s]?(\\d{3,4})\\s?(\\d{4})(?!\\d)',
    (_, area, head, tail) => `${spokenPhone(area ?? '')}，${spokenPhone(`${head}${tail}`)}`,
  ),
  rule('(?<![\\d.,])(1[3-9]\\d)[-\\s]?(\\d{4})[-\\s]?(\\d{4})(?![\\d.,]|元|万|亿)', (_, ...parts) =>
    spokenPhone(parts.slice(0, 3).join('')),
  ),
  rule('(?<![\\d.,])(400|800)[-\\s](\\d{3,4})[-\\s](\\d{3,4})(?!\\d)', (_, ...parts) =>
    spokenPhone(parts.slice(0, 3).join('')),
  ),
  rule(
    '(?<=(?:电话|热线|拨打|请打|致电|手机|尾号|邮编|短号|传真)[::为是]?\\s*)(\\d{3,8})(?![\\d.,])',
    (_, digits) => spokenPhone(digits ?? ''),
  ),
  rule(
    '(?<![\\d.,])(12\\d{3}|11\\d|\\d{17}[Xx]|\\d{12,19})(?![\\d.,%]|元|万|亿|人|户|亩|年|个|号|米|天|次|件|公|平|立|吨|块|斤|株|棵|头|只|\\s*[-—–~至])',
    (_, digits) => spokenPhone((digits ?? '').replace(/[xX]/, 'X')),
  ),
  // Codes: ZC-0001, CZ-2026-001, G320.
  rule('(?<=[A-Za-z])-(?=\\d)', () => '，'),
  rule('(?<=[A-Za-z，]\\d{1,8})-(?=\\d)', () => '，'),
  rule('(?<=[A-Za-z]，?)(\\d{3,})(?![\\d.])', (_, digits) => spokenDigits(digits ?? '')),
  rule(
    `(${number})%${to}(${number})%`,
    (_, low, high) => `百分之${spokenNumber(low ?? '')}到百分之${spokenNumber(high ?? '')}`,
  ),
  rule(
    `(${number})${to}(${number})\\s*%`,
    (_, low, high) => `百分之${spokenNumber(low ?? '')}到${spokenNumber(high ?? '')}`,
  ),
  rule(`(${number})\\s*%`, (_, share) =>
    share?.startsWith('-') ? `负百分之${spokenNumber(share.slice(1))}` : `百分之${spokenNumber(share ?? '')}`,
  ),
  rule(`(${number})\\s*‰`, (_, share) => `千分之${spokenNumber(share ?? '')}`),
  rule(
    '(?<![\\d/])(\\d{1,3})/(\\d{1,3})(?![\\d/])',
    (_, part, whole) => `${spokenInteger(whole ?? '')}分之${spokenInteger(part ?? '')}`,
  ),
  rule(
    '(?<![\\d:])(\\d{1,4}):(\\d{1,6})(?![\\d:])',
    (_, left, right) => `${spokenInteger(left ?? '')}比${spokenInteger(right ?? '')}`,
  ),
  rule(`[¥￥]\\s*(${number})(?![\\d.]|\\s*[万亿])`, (_, amount) => spokenYuan(amount ?? '')),
  rule('[¥￥]', () => ''),
  rule(`(?<=\\d(?:[万亿]?元)?)${to}(?=\\d)`, () => '到'),
  rule(`(${number})\\s*元`, (_, amount) => spokenYuan(amount ?? '')),
  rule('(?<=第\\s?)(\\d+)', (_, place) => spokenInteger(place ?? '')),
  rule(`(?<![\\d.,到第点])2(?=\\s?(?:多|余|来)?${counted})(?!年级|个月内|米\\d)`, () => '两'),
  // Numbers of documents, seals and places in a list that begin with a nought.
  rule('(?<![\\d.,])0\\d+(?![\\d.,])', (digits) => spokenDigits(digits)),
  rule(`(\\d{1,3}(?:,\\d{3})+)\\.00(?!\\d)`, (_, whole) => spokenNumber(whole ?? '')),
  rule(
    '(?<=^|[\\s，。；：\\n])(\\d{1,2})[.、](?=\\p{Script=Han})',
    (_, place) => `${spokenInteger(place ?? '')}，`,
  ),
  rule(number, (amount) => spokenNumber(amount)),
];
