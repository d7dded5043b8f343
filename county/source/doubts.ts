/** Figures that are published as they stand but that the clerk should look at again: no amounts, or totals that do not add up. */
import type { Table } from '../../main/contract/content.ts';
import { type ProblemText, warningText } from '../../main/text/source.ts';
import type { Block, PlacedCell } from './cell-block.ts';
import { squeeze } from './columns.ts';
import { cellName, type Grid } from './grid.ts';
import { isMoneyUnit, parseMoney } from './money.ts';

/** `field`: the cell. */
export type Doubt = { line: number; field: string; text: ProblemText };

const reference = /^[(]?(?:见|详见|参见|另见|同|注)/;
const rate = /[元块][/每]/;

/** —, 无, 免费, 见附件1, 180元/工: words where an amount could stand, and rates. A digit or a Latin letter is no word. */
function isWord(text: string): boolean {
  const compact = squeeze(text);
  if (/^n\/?a$/i.test(compact) || reference.test(compact) || rate.test(compact)) return true;
  return !/[0-9A-Za-z壹贰叁肆伍陆柒捌玖拾]/u.test(compact);
}

function doubtAt(grid: Grid, row: number, column: number, text: ProblemText): Doubt {
  return { line: grid.lineOf(row), field: cellName(grid, row, column), text };
}

/** Cells of money columns that are no certain amount; a column without a unit is told once. */
export function doubtfulFigures(
  grid: Grid,
  block: Block,
  rows: readonly PlacedCell[][],
  table: Table,
): Doubt[] {
  const doubts: Doubt[] = [];
  const withoutUnit = new Set<number>();
  for (const [index, row] of rows.entries()) {
    if (table.rows[index]?.kind === 'section') continue;
    for (const cell of row) {
      const column = table.columns[cell.column];
      if (column?.kind !== 'money' || cell.columnSpan > 1 || isWord(cell.text)) continue;
      const unit = column.unit !== undefined && isMoneyUnit(column.unit) ? column.unit : undefined;
      if (parseMoney(cell.text, unit)) continue;
      const bare = unit === undefined && parseMoney(cell.text, '元') !== undefined;
      if (bare && withoutUnit.has(cell.column)) continue;
      if (bare) withoutUnit.add(cell.column);
      const text = bare ? warningText.noUnit(column.title) : warningText.noAmount(cell.text);
      doubts.push(doubtAt(grid, block.top + index, block.left + cell.column, text));
    }
  }
  return doubts;
}

/** @param row the total's, of the sheet */
export function doubtfulTotals(grid: Grid, block: Block, row: number, table: Table): Doubt[] {
  return table.totals.flatMap(({ column, differenceFen, sumFen, result }) => {
    if (result === 'equal') return [];
    const unit = table.columns[column]?.unit ?? '元';
    return [
      doubtAt(grid, row, block.left + column, warningText.total(result, { differenceFen, sumFen, unit })),
    ];
  });
}
