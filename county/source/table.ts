/** A range of a sheet becomes a table of the content model: headers with spans, rows, totals (requirements.md, "Tables"). */
import type { Table, TableRow } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import { type ProblemText, tableText } from '../../main/text/source.ts';
import { type Block, type PlacedCell, placeCells, toTableCell } from './cell-block.ts';
import { type Column, describeColumn, squeeze, statedMoneyUnit } from './columns.ts';
import { type Doubt, doubtfulFigures, doubtfulTotals } from './doubts.ts';
import { cellName, columnLetters, type Grid } from './grid.ts';
import { isMoneyUnit, type MoneyUnit, parseMoney } from './money.ts';
import { SourceRefusal } from './refusal.ts';
import { checkTotals, type Figure, type FigureRow, isSubtotalLabel, isTotalLabel } from './totals.ts';

export type RowRange = { first: number; last: number };

/** How the front matter describes a table; ranges are rows of the sheet. `total` absent: found by its label. */
export type TableShape = {
  header: RowRange;
  rows?: RowRange;
  total?: 'first' | 'last' | 'none';
  continues: boolean;
  /** Register rows take their own id from a column such as 资产编号. */
  withIds: boolean;
};

/** A table, what a later part of it (续表) needs for the total over both, and which figures should be looked at again. */
export type BuiltTable = { table: Table; figureRows: FigureRow[]; doubts: Doubt[] };

const headerRowsMost = 8;
const captionRows = 3;

function blockOf(grid: Grid, shape: TableShape): Block {
  const { header } = shape;
  const refuse = (text: ProblemText, field: string): never => {
    throw new SourceRefusal(text, field);
  };
  if (header.last - header.first + 1 > headerRowsMost)
    refuse(tableText.headerHeight(headerRowsMost), 'header');
  if (header.last > grid.lastRow) refuse(tableText.rangeBeyond(grid.lastRow), 'header');
  const rows = shape.rows ?? { first: header.last + 1, last: grid.lastRow };
  if (shape.rows && rows.first <= header.last) refuse(tableText.rangeOrder(), 'rows');
  if (shape.rows && rows.last > grid.lastRow) refuse(tableText.rangeBeyond(grid.lastRow), 'rows');
  if (rows.last < rows.first) refuse(tableText.noRows(), 'rows');
  if (rows.last - rows.first + 1 > limits.tableRows) refuse(tableText.tooManyRows(limits.tableRows), 'rows');
  let left = Number.POSITIVE_INFINITY;
  let right = 0;
  for (let row = header.first; row <= rows.last; row++) {
    if (row > header.last && row < rows.first) continue;
    for (const column of grid.rows.get(row)?.keys() ?? []) {
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
  }
  if (right === 0) refuse(tableText.noColumns(), 'header');
  if (right - left + 1 > limits.tableColumns) refuse(tableText.tooManyColumns(limits.tableColumns), 'file');
  return { top: rows.first, bottom: rows.last, left, right };
}

/** Hidden rows and columns were not meant to be seen; publishing them silently would be a leak. */
function refuseHidden(grid: Grid, block: Block, report: (refusal: SourceRefusal) => void): void {
  for (const row of grid.hiddenRows) {
    if (row < block.top || row > block.bottom || !grid.rows.has(row)) continue;
    // One word for a run of them, as a filter leaves.
    if (row > block.top && grid.hiddenRows.has(row - 1)) continue;
    report(new SourceRefusal(tableText.hiddenRow(), cellName(grid, row, block.left), grid.lineOf(row)));
  }
  for (const column of grid.hiddenColumns) {
    if (column < block.left || column > block.right) continue;
    report(new SourceRefusal(tableText.hiddenColumn(), `${grid.name}!${columnLetters(column)}`));
  }
}

/** Header texts over each leaf column, top to bottom. */
function headerPaths(header: readonly PlacedCell[][], width: number): string[][] {
  const paths: string[][] = Array.from({ length: width }, () => []);
  for (const [index, row] of header.entries()) {
    const filled = row.filter((cell) => cell.text.trim() !== '');
    // A text alone in a row above others is the table's title, merged over the width or not.
    if (filled.length === 1 && width > 1 && index < header.length - 1 && (filled[0]?.rowSpan ?? 1) === 1)
      continue;
    for (const cell of filled) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        paths[column]?.push(cell.text);
      }
    }
  }
  return paths;
}

/** 「单位：万元」 in the header or in the few rows above it. */
function captionUnit(grid: Grid, header: RowRange): MoneyUnit | undefined {
  for (let row = header.last; row >= Math.max(1, header.first - captionRows); row--) {
    for (const cell of grid.rows.get(row)?.values() ?? []) {
      if (!/单位/.test(squeeze(cell.text))) continue;
      const unit = statedMoneyUnit(cell.text);
      if (unit) return unit;
    }
  }
  return undefined;
}

/** The first text that is not a bare serial number. */
const labelOf = (row: readonly PlacedCell[]): string =>
  row.find((cell) => /[^\d\s.]/u.test(cell.text))?.text ?? '';
/** 合计 may stand after a serial number or in the second column. */
const saysTotal = (row: readonly PlacedCell[]): boolean =>
  row.slice(0, 3).some((cell) => isTotalLabel(cell.text));
const saysSubtotal = (row: readonly PlacedCell[]): boolean =>
  row.slice(0, 3).some((cell) => isSubtotalLabel(cell.text));
const isBlank = (row: readonly PlacedCell[]): boolean => row.every((cell) => cell.text.trim() === '');

/** 0-based index of the total row, or -1. */
function totalIndex(rows: readonly PlacedCell[][], total: TableShape['total']): number {
  const filled = rows.flatMap((row, index) => (isBlank(row) ? [] : [index]));
  if (total === 'none') return -1;
  if (total === 'first') return filled[0] ?? -1;
  if (total === 'last') return filled.at(-1) ?? -1;
  const labelled = filled.filter((index) => saysTotal(rows[index] ?? []));
  return labelled.at(-1) ?? -1;
}

function kindOf(
  row: readonly PlacedCell[],
  isTotal: boolean,
  detect: boolean,
  width: number,
): TableRow['kind'] {
  if (isTotal) return 'total';
  if (detect && (saysTotal(row) || saysSubtotal(row))) return 'total';
  const filled = row.filter((cell) => cell.text.trim() !== '');
  const alone = filled.length === 1 && filled[0]?.column === 0 && width > 2;
  const across = alone && (filled[0]?.columnSpan ?? 1) > 1;
  return alone && (across || /^[一二三四五六七八九十]+[、.]/.test(squeeze(filled[0]?.text ?? '')))
    ? 'section'
    : 'row';
}

function figuresOf(row: readonly PlacedCell[], columns: readonly Column[]): Map<number, Figure> {
  const figures = new Map<number, Figure>();
  for (const cell of row) {
    const column = columns[cell.column];
    if (column?.kind !== 'money' || cell.columnSpan > 1) continue;
    const unit = column.unit !== undefined && isMoneyUnit(column.unit) ? column.unit : undefined;
    const money = parseMoney(cell.text, unit);
    if (money) figures.set(cell.column, money);
  }
  return figures;
}

const idHeader = /(?:编号|编码|代码|登记号|台账号)$/;

function describe(
  grid: Grid,
  shape: TableShape,
  header: PlacedCell[][],
  rows: PlacedCell[][],
  width: number,
) {
  const caption = captionUnit(grid, shape.header);
  const paths = headerPaths(header, width);
  const cells: string[][] = Array.from({ length: width }, () => []);
  for (const row of rows) {
    if (saysTotal(row) || saysSubtotal(row)) continue;
    for (const cell of row) if (cell.columnSpan === 1) cells[cell.column]?.push(cell.text);
  }
  return paths.map((path, column) => describeColumn(path, caption, cells[column] ?? []));
}

/**
 * Reads one table.
 * @param before the tables that it continues, oldest first; empty for a table of its own
 * @throws SourceRefusal with the key of the table's description as field; single cells go to `report`
 */
export function buildTable(
  grid: Grid,
  shape: TableShape,
  before: readonly BuiltTable[],
  report: (refusal: SourceRefusal) => void,
): BuiltTable {
  const block = blockOf(grid, shape);
  refuseHidden(grid, block, report);
  const width = block.right - block.left + 1;
  const earlier = before.at(-1)?.table.columns.length;
  if (earlier !== undefined && earlier !== width) {
    throw new SourceRefusal(tableText.continuesColumns(earlier, width), 'continues');
  }
  const header = placeCells(grid, { ...block, top: shape.header.first, bottom: shape.header.last }, report);
  const rows = placeCells(grid, block, report);
  const columns = describe(grid, shape, header, rows, width);
  const total = totalIndex(rows, shape.total);
  const idColumn = shape.withIds ? columns.findIndex((column) => idHeader.test(squeeze(column.title))) : -1;
  const figureRows: FigureRow[] = [];
  let totalRow: FigureRow | undefined;
  const tableRows = rows.map((row, index): TableRow => {
    const kind = kindOf(row, index === total, shape.total !== 'none', width);
    const figures = figuresOf(row, columns);
    const label = labelOf(row);
    if (index === total) totalRow = { label, figures };
    else if (kind === 'row' || saysSubtotal(row)) figureRows.push({ label, figures });
    const id = kind === 'row' ? row.find((cell) => cell.column === idColumn)?.text.trim() : undefined;
    return {
      ...(id && { id }),
      kind,
      cells: row.map((cell) => toTableCell(cell, figures.get(cell.column)?.fen)),
    };
  });
  const money = columns.flatMap((column, index) => (column.kind === 'money' ? [index] : []));
  const all = [...before.flatMap((part) => part.figureRows), ...figureRows];
  const table: Table = {
    columns,
    header: header.map((row) => row.map((cell) => toTableCell(cell))),
    rows: tableRows,
    totals: totalRow ? checkTotals(all, totalRow, money) : [],
    ...(shape.continues && { continues: true }),
  };
  const doubts = [
    ...doubtfulFigures(grid, block, rows, table),
    ...(total < 0 ? [] : doubtfulTotals(grid, block, block.top + total, table)),
  ];
  return { table, figureRows, doubts };
}
