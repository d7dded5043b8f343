/** Days, years, quarters, clock times, and from when to when. */
import { spokenDigits, spokenInteger } from './numerals.ts';
import type { Rule } from './rule.ts';

const quarters: Readonly<Record<string, string>> = { 1: '一', 2: '二', 3: '三', 4: '四' };
/** Between two of a kind. 至 is read as it is written. */
const to = /\s*[-—–~～一]{1,2}\s*/.source;

const year = (digits: string) => `${spokenDigits(digits)}年`;
const month = (digits: string) => `${spokenInteger(digits)}月`;
const day = (digits: string) => `${spokenInteger(digits)}日`;

function clock(hour: string, minute: string): string {
  return `${spokenInteger(hour)}点${minute === '00' ? '整' : `${spokenInteger(minute)}分`}`;
}

export const dates: readonly Rule[] = [
  [
    /(?<!\d)(\d{4})([-./])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)T?/g,
    (_, y, __, m, d) => `${year(y ?? '')}${month(m ?? '')}${day(d ?? '')}`,
  ],
  [/(?<!\d)(\d{4})Q([1-4])/g, (_, y, quarter) => `${year(y ?? '')}第${quarters[quarter ?? '']}季度`],
  [/(?<!\d)(\d{4})-(0[1-9]|1[0-2])(?!\d)/g, (_, y, m) => `${year(y ?? '')}${month(m ?? '')}`],
  // 2024-2026年; the number of a document: 〔2026〕12号
  [
    new RegExp(`(?<!\\d)([12]\\d{3})(?:年)?${to}([12]\\d{3})年`, 'g'),
    (_, from, until) => `${spokenDigits(from ?? '')}到${year(until ?? '')}`,
  ],
  [/(?<!\d)((?:19|20)\d{2})(?=[\])〕】])/g, (_, y) => spokenDigits(y ?? '')],
  [/(?<!\d)(\d{4})年/g, (_, y) => year(y ?? '')],
  [
    new RegExp(`(\\d{1,2})${to}(\\d{1,2})(?=月(?!份额))`, 'g'),
    (_, from, until) => `${spokenInteger(from ?? '')}到${spokenInteger(until ?? '')}`,
  ],
  [new RegExp(`(?<=[年月日])${to}(?=\\d)`, 'g'), () => '到'],
  [/(?<!\d)0(\d)(?=[月日时分号])/g, (_, digit) => digit ?? ''],
  [new RegExp(`(?<=[\\d:：]\\d)${to}(?=(?:[01]?\\d|2[0-3])[:：][0-5]\\d(?!\\d))`, 'g'), () => '到'],
  [
    /(?<![\d:：])([01]?\d|2[0-3])[:：]([0-5]\d)(?:[:：][0-5]\d)?(?!\d)/g,
    (_, hour, minute) => clock(hour ?? '', minute ?? ''),
  ],
];
