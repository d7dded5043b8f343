/** Tables as a grid of leaf cells, so that any rows and columns can be cut out with their merged cells kept. */
import type { Table, TableCell } from '../../main/contract/content.ts';

/** One cell of a table as it stands at a place: `undefined` where the source left a row short. */
export type Grid = readonly (readonly (TableCell | undefined)[])[];

export interface PlacedCell {
  text: string;
  /** Leaf column of the table at which it begins. */
  column: number;
  columnSpan: number;
  rowSpan: number;
}

/** Spreads spans over the places that they cover (content.ts, `tableRow`: covered cells are left out). */
export function denseGrid(rows: readonly (readonly TableCell[])[], columns: number): Grid {
  const grid: (TableCell | undefined)[][] = rows.map(() => new Array(columns).fill(undefined));
  for (const [y, cells] of rows.entries()) {
    let x = 0;
    for (const cell of cells) {
      while (x < columns && grid[y]?.[x] !== undefined) x += 1;
      for (let down = y; down < Math.min(rows.length, y + (cell.rowSpan ?? 1)); down += 1) {
        const line = grid[down];
        if (line === undefined) continue;
        for (let right = x; right < Math.min(columns, x + (cell.columnSpan ?? 1)); right += 1) {
          line[right] ??= cell;
        }
      }
      x += cell.columnSpan ?? 1;
    }
  }
  return grid;
}

/**
 * Cuts rows `from`…`to` (exclusive) and some columns out of a grid. A merged cell that reaches beyond the cut is shown
 * again in each part, with the span that is left of it.
 */
export function cutGrid(grid: Grid, from: number, to: number, columns: readonly number[]): PlacedCell[][] {
  const rows = grid.slice(from, to);
  const at = (y: number, x: number) => rows[y]?.[columns[x] ?? -1];
  return rows.map((_, y) => {
    const placed: PlacedCell[] = [];
    for (let x = 0; x < columns.length; ) {
      const cell = at(y, x);
      let columnSpan = 1;
      while (cell !== undefined && x + columnSpan < columns.length && at(y, x + columnSpan) === cell)
        columnSpan += 1;
      let rowSpan = 1;
      while (cell !== undefined && y + rowSpan < rows.length && at(y + rowSpan, x) === cell) rowSpan += 1;
      if (cell === undefined || y === 0 || at(y - 1, x) !== cell) {
        placed.push({ text: cell?.text ?? '', column: columns[x] ?? 0, columnSpan, rowSpan });
      }
      x += columnSpan;
    }
    return placed;
  });
}

/** The table's header rows as a grid; the columns' titles where it has none. */
export function headerGrid(table: Table): Grid {
  const rows = table.header.length > 0 ? table.header : [table.columns.map(({ title }) => ({ text: title }))];
  return denseGrid(rows, table.columns.length);
}

/** 续表: a table that continues the one before it, with as many columns, is one table. */
export function joinContinued(tables: readonly Table[]): Table[] {
  const joined: Table[] = [];
  for (const table of tables) {
    const before = joined.at(-1);
    if (table.continues !== true || before === undefined || before.columns.length !== table.columns.length) {
      joined.push(table);
      continue;
    }
    const totals = [
      ...before.totals.filter(({ column }) => !table.totals.some((each) => each.column === column)),
    ];
    joined[joined.length - 1] = {
      ...before,
      rows: [...before.rows, ...table.rows],
      totals: [...totals, ...table.totals],
    };
  }
  return joined;
}
