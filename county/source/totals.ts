/**
 * Adds up money columns and says how the stated total compares. It marks a figure and never changes one
 * (requirements.md, "Shown as published").
 */
import type { TotalCheck } from '../../main/contract/content.ts';
import { squeeze } from './columns.ts';

/** `lastDigitFen` as in money.ts; a cell without certain money is left out. */
export type Figure = { fen: number; lastDigitFen: number };
export type FigureRow = { label: string; figures: ReadonlyMap<number, Figure> };

const totalWords = /^(?:总?合计|总计|共计|合計|總計|总额|全年合计|年度合计)(?:$|[((::金])/;
const subtotalWords = /^(?:小计|分计)|^[^其].{0,7}(?:小计|合计)$/;
const withinWords = /^[((]?其中/;
const topLevel = /^[一二三四五六七八九十]+(?:$|[、.)])/;

/** Whether a row's label says that it is the total: 合计, 「合 计」, 「合　计」, 总计（元）. */
export const isTotalLabel = (label: string): boolean => totalWords.test(squeeze(label));
/** Whether it is a subtotal, which is neither a total nor one more row. */
export const isSubtotalLabel = (label: string): boolean => subtotalWords.test(squeeze(label));

type Sum = { sumFen: number; differenceFen: number; tolerance: number };

function addUp(rows: readonly FigureRow[], column: number, stated: Figure): Sum | undefined {
  let sumFen = 0;
  let tolerance = 0;
  let count = 0;
  for (const row of rows) {
    const figure = row.figures.get(column);
    if (!figure) continue;
    sumFen += figure.fen;
    tolerance += figure.lastDigitFen / 2;
    count++;
  }
  if (count === 0 || !Number.isSafeInteger(sumFen)) return undefined;
  return { sumFen, differenceFen: stated.fen - sumFen, tolerance };
}

/** Which rows a total may be over: all; without 其中; only 一、二、…; only the subtotals. */
function readings(rows: readonly FigureRow[]): FigureRow[][] {
  const plain = rows.filter((row) => !isSubtotalLabel(row.label));
  const parts = plain.filter((row) => !withinWords.test(squeeze(row.label)));
  const top = parts.filter((row) => topLevel.test(squeeze(row.label)));
  const subtotals = rows.filter((row) => isSubtotalLabel(row.label));
  return [parts, plain, top, subtotals].filter((reading) => reading.length > 0);
}

/**
 * Compares each money column's stated total with its rows. Where a statement nests (其中, 一、（一）) the reading that adds up counts.
 * @param rows all rows that the total is over, those of continued tables too
 * @param columns 0-based leaf columns that hold money
 */
export function checkTotals(
  rows: readonly FigureRow[],
  total: FigureRow,
  columns: readonly number[],
): TotalCheck[] {
  const checks: TotalCheck[] = [];
  const choices = readings(rows);
  for (const column of columns) {
    const stated = total.figures.get(column);
    if (!stated) continue;
    const sums = choices.map((reading) => addUp(reading, column, stated)).filter((sum) => sum !== undefined);
    const best =
      sums.find((sum) => sum.differenceFen === 0) ??
      sums.find((sum) => Math.abs(sum.differenceFen) <= sum.tolerance) ??
      sums[0];
    if (!best) continue;
    const { sumFen, differenceFen, tolerance } = best;
    const rounding = Math.abs(differenceFen) <= tolerance;
    checks.push({
      column,
      sumFen,
      statedFen: stated.fen,
      differenceFen,
      result: differenceFen === 0 ? 'equal' : rounding ? 'rounding' : 'differs',
    });
  }
  return checks;
}
