/**
 * What is shown, as a person would read it aloud (R2.3): money, dates, periods, shares, telephone numbers. Speech engines
 * read 38,400.00 as three numbers and 2026-10-08 as a subtraction.
 */
import { dates } from './dates.ts';
import { masked, numbers } from './numbers.ts';
import { type Rule, read } from './rule.ts';
import { units } from './units.ts';

/** As offices write: stray spaces in years, digits and words set apart, circled numbers, addresses that nobody says. */
const written: readonly Rule[] = [
  [/[①-⑳]/g, (circled) => `、${(circled.codePointAt(0) ?? 0x245f) - 0x245f}、`],
  [/(?:https?:\/\/|www\.)[\w./?=&%#:~-]+/gi, () => '网址'],
  [/(?<=\d)\s+(?=\d{1,2}年)/g, () => ''],
  [
    /(?<!\p{Script=Han})(\p{Script=Han})[ \u3000]+(\p{Script=Han})(?!\p{Script=Han})/gu,
    (_, one, two) => `${one}${two}`,
  ],
  [/[〇○](?=[一二三四五六七八九零〇○年])|(?<=[一二三四五六七八九零〇○])[〇○]/g, () => '零'],
];

/** Signs that engines spell out or stumble over. */
const signs: readonly Rule[] = [
  [/[（(〔]/g, () => '，'],
  [/[）)〕]/g, () => '，'],
  [/[《》「」『』“”"'’‘【】[\]{}<>*_#`|\\^~～]/g, () => ''],
  [/[—–·•…/-]+/g, () => '，'],
  [/\s+/g, () => ' '],
  [/，{2,}/g, () => '，'],
  [/^[，、\s]+/g, () => ''],
  [/(?<=[：。；、])，/g, () => ''],
  [/，(?=[。！？；，：、])/g, () => ''],
];

/** @param text one sentence as shown → as read; never longer than a few times the text */
export function spokenText(text: string): string {
  const plain = read(text, written.slice(0, 1)).normalize('NFKC');
  return read(plain, [...written, ...masked, ...units, ...dates, ...numbers, ...signs]).trim();
}
