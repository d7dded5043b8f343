/** Amounts of money as people type and print them: `3.2万`, `32000`, `32,000.00`, `32000元` are one amount (R2.2). */

const units: Readonly<Record<string, number>> = { '': 1, 千: 1_000, 万: 10_000, 亿: 100_000_000 };
const typedAmount = /^(\d{1,12}(?:\.\d{1,6})?)(千|万|亿)?(元)?$/;
const printedAmount = /(?<![\d.])(\d{1,12}(?:\.\d{1,6})?)(千|万|亿)?元/g;

/** 分, rounded; undefined where it is beyond what is counted exactly. */
function fenOf(digits: string, unit: string | undefined): number | undefined {
  const fen = Math.round(Number(digits) * (units[unit ?? ''] ?? 1) * 100);
  return Number.isSafeInteger(fen) && fen > 0 ? fen : undefined;
}

/** The amount that a term of a query may mean, 分. @param term folded: without thousands commas */
export function typedFen(term: string): number | undefined {
  const [, digits, unit] = typedAmount.exec(term) ?? [];
  return digits === undefined ? undefined : fenOf(digits, unit);
}

/** Amounts in a folded running text, 分: where 元 says that they are money. */
export function printedFen(folded: string): number[] {
  if (!folded.includes('元')) return [];
  return Array.from(folded.matchAll(printedAmount), ([, digits = '', unit]) => fenOf(digits, unit)).filter(
    (fen) => fen !== undefined,
  );
}

/** A number as it may be printed, with any zeros behind the point; a whole one only before `unit`. */
function printed(value: number, unit = ''): string[] {
  const text = String(value);
  if (!/^\d+(\.\d{1,6})?$/.test(text)) return [];
  return [text.includes('.') ? `${text.replace('.', '\\.')}0*` : `${text}(?:\\.0+)?${unit && `(?=${unit})`}`];
}

/** Finds an amount in a folded text as it may be printed: in 元, in 万 or in 亿. */
export function amountPattern(fen: number): RegExp {
  const yuan = fen / 100;
  const forms = [...printed(yuan), ...printed(yuan / 10_000, '万'), ...printed(yuan / 100_000_000, '亿')];
  return new RegExp(`(?<![\\d.])(?:${forms.join('|')})(?![\\d.]*\\d)`, 'g');
}
