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

export interface RowTexts {
  /** Into `table.rows`. */
  index: number;
  kind: TableRow['kind'];
  /** One for each leaf column; a cell over several rows or columns is repeated, a section has one. */
  texts: readonly string[];
}

/** Each row for itself, as if nothing were spanned. */
export function rowTexts(table: Table): RowTexts[] {
  const columns = table.columns.length;
  const above: string[] = new Array(columns).fill('');
  return placeCells(
    table.rows.map(({ cells }) => cells),
    columns,
  ).map(({ index, cells }) => {
    const kind = table.rows[index]?.kind ?? 'row';
    const texts = [...above];
    for (const { cell, column } of cells) {
      for (let at = column; at < Math.min(columns, column + (cell.columnSpan ?? 1)); at += 1) {
        texts[at] = cell.text;
        above[at] = (cell.rowSpan ?? 1) > 1 ? cell.text : (above[at] ?? '');
      }
    }
    return { index, kind, texts: kind === 'section' ? [cells[0]?.cell.text ?? ''] : texts };
  });
}
