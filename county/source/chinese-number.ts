/** Whole numbers in Chinese numerals, everyday (三千二百) and financial (叁仟贰佰), as amounts are written out. */

const digitWords = [
  '零〇',
  '一壹',
  '二贰两',
  '三叁',
  '四肆',
  '五伍',
  '六陆',
  '七柒',
  '八捌',
  '九玖',
] as const;
const digits = new Map<string, number>(
  digitWords.flatMap((words, value) => [...words].map((word) => [word, value] as const)),
);
const smallUnits = new Map<string, number>([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
]);

/** Characters that may stand in such a number, as the inside of a regular expression's class. */
export const chineseNumberCharacters = `${digitWords.join('')}十拾百佰千仟万萬亿`;

/** Four places at most (三千二百零五). Units must fall, and a place without its unit must be the last, after 零 or 十. */
function parseSection(text: string): number | undefined {
  let total = 0;
  let pending: number | undefined;
  let lastUnit = 10_000;
  let sawZero = false;
  for (const word of text) {
    const digit = digits.get(word);
    const unit = smallUnits.get(word);
    if (digit === 0) {
      if (pending !== undefined) return undefined;
      sawZero = true;
    } else if (digit !== undefined) {
      if (pending !== undefined) return undefined;
      pending = digit;
    } else if (unit !== undefined && unit < lastUnit) {
      if (pending === undefined && !(unit === 10 && total === 0)) return undefined;
      total += (pending ?? 1) * unit;
      pending = undefined;
      lastUnit = unit;
      sawZero = false;
    } else return undefined;
  }
  // 三百五 is 350 in speech: not certain, so not a number here.
  if (pending !== undefined && total > 0 && !sawZero && lastUnit !== 10) return undefined;
  return total + (pending ?? 0);
}

/**
 * Value of a whole number in Chinese numerals below 10^12, e.g. 叁万, 一万二千, 贰仟零伍. `undefined` for anything that is
 * not certainly one: digit by digit (二〇一〇), shortened speech (五万八, 三百五).
 */
export function parseChineseNumber(text: string): number | undefined {
  if (text === '' || !new RegExp(`^[${chineseNumberCharacters}]+$`).test(text)) return undefined;
  const match = /^(?:([^万萬亿]+)亿)?(?:([^万萬亿]+)[万萬])?([^万萬亿]*)$/.exec(text);
  if (!match) return undefined;
  const [, yi, wan, rest] = match;
  if (rest && (yi || wan) && rest.length === 1 && !'零〇'.includes(rest)) return undefined;
  let total = 0;
  for (const [part, weight] of [
    [yi, 100_000_000],
    [wan, 10_000],
    [rest, 1],
  ] as const) {
    if (!part) continue;
    const value = parseSection(part);
    if (value === undefined) return undefined;
    total += value * weight;
  }
  return total;
}
