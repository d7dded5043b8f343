/** Units and signs that the eye reads and the engine does not. Widths and heights come folded (NFKC): ㎡ is m2. */
import type { Rule } from './rule.ts';

const afterNumber = (unit: string) => new RegExp(`(?<=\\d\\s?)${unit}(?![a-z\\d])`, 'g');

const written: readonly (readonly [string, string])[] = [
  ['m2', '平方米'],
  ['m3', '立方米'],
  ['[kK]m2', '平方公里'],
  ['[kK]m', '公里'],
  ['cm', '厘米'],
  ['mm', '毫米'],
  ['m', '米'],
  ['[kK]g', '公斤'],
  ['g', '克'],
  ['t', '吨'],
  ['[kK][wW]h', '度电'],
  ['[kK][wW]', '千瓦'],
  ['[kK][vV]', '千伏'],
  ['h', '小时'],
];

/** What is paid for each of: 元/亩, 元/(人·月), 元/m2·年. */
function per(over: string): string {
  const parts = over.split(/[·.*/]/).filter((part) => part !== '');
  return parts.map((part) => `每${part === 'm2' ? '平方米' : part === 'm3' ? '立方米' : part}`).join('');
}

export const units: readonly Rule[] = [
  [
    /(?<=[元份斤户次个吨度时])\s*\/\s*\(?((?:\p{Script=Han}{1,3}|m[23])(?:[·./*](?:\p{Script=Han}{1,2}))*)\)?/gu,
    (_, over) => per(over ?? ''),
  ],
  ...written.map(([unit, name]): Rule => [afterNumber(unit), () => name]),
  [/m2/g, () => '平方米'],
  [/m3/g, () => '立方米'],
  [/°C|℃/g, () => '摄氏度'],
  [/№|No\.?\s*(?=\d)/g, () => '第'],
  [/(?<=\d[\p{Script=Han}\s]?)\s*[×x*]\s*(?=\d)/gu, () => '乘'],
  [/±/g, () => '正负'],
  [/≥|>=/g, () => '不少于'],
  [/≤|<=/g, () => '不超过'],
  [/>/g, () => '大于'],
  [/<(?=\s*\d)/g, () => '小于'],
  [/(?<=\d\s?)=|=(?=\s?\d)/g, () => '等于'],
  [/\+(?=\s*\d)/g, () => '加'],
  [/&/g, () => '和'],
];
