/**
 * Published amounts as integers in 分, where the text is certain. 「5.9万多元」 is not a number (requirements.md, "What real
 * disclosures are like"); the published text always stays beside the value.
 */
import { chineseNumberCharacters, parseChineseNumber } from './chinese-number.ts';

/** Units a column may be headed with, and what one of them is in 分. */
export const moneyUnits = { 元: 100n, 千元: 100_000n, 万元: 1_000_000n, 亿元: 10_000_000_000n } as const;
export type MoneyUnit = keyof typeof moneyUnits;

/** `fen`: the amount, halves away from zero. `lastDigitFen`: worth of the last printed digit in 分; may be a fraction. */
export type Money = { fen: number; lastDigitFen: number };

const multipliers = { '': 1n, 百: 100n, 千: 1000n, 万: 10_000n, 亿: 100_000_000n } as const;
const plainNumber = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,8})?`;
const yuanWord = '(?:元|圆|块钱|块)';
const fraction = String.raw`(?:零)?(?:(\d)(?:角|毛))?(?:(\d)分)?`;
const bareForm = new RegExp(`^(${plainNumber})$`);
const unitForm = new RegExp(`^(${plainNumber})([百千万亿]?)${yuanWord}(?:整|正)?$`);
const wanForm = new RegExp(`^(${plainNumber})(万|亿)$`);
const chainForm = new RegExp(
  `^(?:(${plainNumber})亿)?(?:(${plainNumber})万)?(?:(${plainNumber})千)?(${plainNumber})?${yuanWord}(?:整|正)?$`,
);
const smallForm = new RegExp(`^(?:(${plainNumber})${yuanWord})?${fraction}(?:钱|整|正)?$`);
const writtenForm = new RegExp(
  `^([${chineseNumberCharacters}]+)(?:元|圆|块钱|块)(?:零|〇)?(?:([${chineseNumberCharacters}])角)?(?:零|〇)?(?:([${chineseNumberCharacters}])分)?(?:整|正)?$`,
);

/** A decimal as a whole number of its last printed digits: 71.54 is 7154 with 2 places. */
function decimal(text: string): { digits: bigint; places: number } {
  const plain = text.replaceAll(',', '');
  const point = plain.indexOf('.');
  const places = point < 0 ? 0 : plain.length - point - 1;
  return { digits: BigInt(plain.replace('.', '')), places };
}

/** `weight`: 分 of one. */
function amount(text: string, weight: bigint): Money | undefined {
  const { digits, places } = decimal(text);
  const scale = 10n ** BigInt(places);
  const scaled = digits * weight;
  const fen = (2n * scaled + scale) / (2n * scale);
  if (fen > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return { fen: Number(fen), lastDigitFen: Number(weight) / Number(scale) };
}

function sum(parts: readonly (Money | undefined)[]): Money | undefined {
  let fen = 0;
  let lastDigitFen = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    if (!part) return undefined;
    fen += part.fen;
    lastDigitFen = Math.min(lastDigitFen, part.lastDigitFen);
  }
  return Number.isSafeInteger(fen) && parts.length > 0 ? { fen, lastDigitFen } : undefined;
}

function parseChain(text: string): Money | undefined {
  const match = chainForm.exec(text);
  if (!match) return undefined;
  const [, yi, wan, thousand, rest] = match;
  const parts = [
    yi && amount(yi, 10_000_000_000n),
    wan && amount(wan, 1_000_000n),
    thousand && amount(thousand, 100_000n),
    rest && amount(rest, 100n),
  ].filter((part) => part !== undefined && part !== '');
  return sum(parts as Money[]);
}

function parseSmall(text: string): Money | undefined {
  const match = smallForm.exec(text);
  if (!match) return undefined;
  const [, yuan, jiao, fen] = match;
  if (jiao === undefined && fen === undefined) return undefined;
  if (yuan?.includes('.')) return undefined;
  const parts = [yuan && amount(yuan, 100n), jiao && amount(jiao, 10n), fen && amount(fen, 1n)];
  return sum(parts.filter((part) => part !== undefined && part !== '') as Money[]);
}

function parseWritten(text: string): Money | undefined {
  const match = writtenForm.exec(text);
  if (!match) return undefined;
  const [, yuan = '', jiao, fen] = match;
  const whole = parseChineseNumber(yuan);
  const tenths = jiao === undefined ? 0 : parseChineseNumber(jiao);
  const hundredths = fen === undefined ? 0 : parseChineseNumber(fen);
  if (whole === undefined || tenths === undefined || hundredths === undefined) return undefined;
  if (tenths > 9 || hundredths > 9) return undefined;
  const lastDigitFen = fen !== undefined ? 1 : jiao !== undefined ? 10 : 100;
  return { fen: whole * 100 + tenths * 10 + hundredths, lastDigitFen };
}

function parsePositive(text: string, unit: MoneyUnit | undefined): Money | undefined {
  const bare = bareForm.exec(text);
  if (bare?.[1]) return unit ? amount(bare[1], moneyUnits[unit]) : undefined;
  const withUnit = unitForm.exec(text);
  if (withUnit?.[1]) {
    return amount(withUnit[1], multipliers[(withUnit[2] ?? '') as keyof typeof multipliers] * 100n);
  }
  const wan = unit ? wanForm.exec(text) : null;
  if (wan?.[1]) return amount(wan[1], multipliers[wan[2] as '万' | '亿'] * 100n);
  return parseSmall(text) ?? parseChain(text) ?? parseWritten(text);
}

/** Sign and the amount without it: `-`, `−`, 负, or accountants' brackets. */
function splitSign(text: string): { negative: boolean; text: string } {
  const brackets = /^\(([^()]+)\)$/.exec(text);
  if (brackets?.[1] && /^[¥￥]?[\d.,]+元?$/.test(brackets[1])) return { negative: true, text: brackets[1] };
  const minus = /^[¥￥]?(?:-|−|–|负)(.+)$/.exec(text);
  return minus?.[1] ? { negative: true, text: minus[1] } : { negative: false, text };
}

/**
 * Amount of one published text.
 * @param unit the unit of its column, for numbers that stand alone (1180 under （元）); an own unit in the text wins
 * @returns `undefined` where the text is not certainly one amount: 多, 余, 约, ranges, rates (元/亩), wrong grouping (1,18)
 */
export function parseMoney(text: string, unit?: MoneyUnit): Money | undefined {
  // Two numbers in one cell (broken over lines) are not one number.
  if (/\d\s+\d/u.test(text)) return undefined;
  const compact = text.normalize('NFKC').replace(/\s+/gu, '');
  const signed = splitSign(compact.replace(/^(?:人民币|RMB)[::]?/i, ''));
  const positive = parsePositive(signed.text.replace(/^[¥￥]/, ''), unit ?? symbolUnit(compact));
  if (!positive || !signed.negative || positive.fen === 0) return positive;
  return { fen: -positive.fen, lastDigitFen: positive.lastDigitFen };
}

/** A currency sign says 元 where no column does. */
function symbolUnit(compact: string): MoneyUnit | undefined {
  return /[¥￥]|^RMB/i.test(compact) ? '元' : undefined;
}

/** Whether a text is one of the units that a column may be headed with. */
export function isMoneyUnit(text: string): text is MoneyUnit {
  return Object.hasOwn(moneyUnits, text);
}
