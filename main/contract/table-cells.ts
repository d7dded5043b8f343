/** Where the cells of a table stand, whatever spans what. */
import type { Table, TableCell, TableRow } from './content.ts';

export interface PlacedRow {
  /** Which of the given rows. */
  index: number;
  cells: { cell: TableCell; column: number }[];
}

/** Which leaf column each cell of each row begins at, given the spans above it. Cells covered by a span are left out of rows. */
export function placeCells(rows: readonly (readonly TableCell[])[], columns: number): PlacedRow[] {
  const covered: number[] = new Array(columns).fill(0);
  return rows.map((row, index) => {
    let column = 0;
    const blocked = covered.map((left) => left > 0);
    for (let at = 0; at < columns; at += 1) covered[at] = Math.max(0, (covered[at] ?? 0) - 1);
    const cells = row.map((cell) => {
      while (blocked[column] === true) column += 1;
      const start = column;
      const width = cell.columnSpan ?? 1;
      for (let at = start; at < start + width && at < columns; at += 1) covered[at] = (cell.rowSpan ?? 1) - 1;
      column = start + width;
      return { cell, column: start };
    });
    return { index, cells };
  });
}

export interface RowCells {
  /** Into `table.rows`. */
  index: number;
  kind: TableRow['kind'];
  /** One for each leaf column; a cell over several rows or columns is repeated, a section has one. */
  cells: readonly TableCell[];
}

const blank: TableCell = { text: '' };

/** Each row for itself, as if nothing were spanned. */
export function rowCells(table: Table): RowCells[] {
  const columns = table.columns.length;
  const above: TableCell[] = new Array(columns).fill(blank);
  return placeCells(
    table.rows.map(({ cells }) => cells),
    columns,
  ).map(({ index, cells }) => {
    const kind = table.rows[index]?.kind ?? 'row';
    const alone = [...above];
    for (const { cell, column } of cells) {
      for (let at = column; at < Math.min(columns, column + (cell.columnSpan ?? 1)); at += 1) {
        alone[at] = cell;
        above[at] = (cell.rowSpan ?? 1) > 1 ? cell : (above[at] ?? blank);
      }
    }
    return { index, kind, cells: kind === 'section' ? [cells[0]?.cell ?? blank] : alone };
  });
}

export interface RowTexts {
  /** Into `table.rows`. */
  index: number;
  kind: TableRow['kind'];
  /** As `RowCells.cells`. */
  texts: readonly string[];
}

export const rowTexts = (table: Table): RowTexts[] =>
  rowCells(table).map(({ index, kind, cells }) => ({ index, kind, texts: cells.map(({ text }) => text) }));
