/** A sheet of a workbook or a CSV file as rows of texts, before it is read as a table. Rows and columns count from 1. */

/** `trouble`: a formula without a saved value, or an error value; it matters only if the cell is published. */
export type GridCell = { text: string; trouble?: 'no-value' | 'error' };

/** Inclusive on all sides. */
export type Merge = { top: number; left: number; bottom: number; right: number };

export type Grid = {
  /** What stands before `!` in a cell's name; empty for CSV. */
  name: string;
  rows: Map<number, Map<number, GridCell>>;
  /** Last row and column with a cell that is not blank; 0 when there is none. */
  lastRow: number;
  lastColumn: number;
  merges: Merge[];
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
  /** Line of the file in which a row begins. */
  lineOf: (row: number) => number;
};

/** `A`, `Z`, `AA` for 1, 26, 27. */
export function columnLetters(column: number): string {
  let rest = column;
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

/** Row and column of `B7` or `$B$7`; `undefined` for what no sheet has (XFD1048576 is the last). */
export function cellPosition(reference: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(reference);
  if (!match) return undefined;
  let column = 0;
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return column <= 16_384 && row <= 1_048_576 ? { row, column } : undefined;
}

/** How a cell is named in a problem: `Sheet1!B7`, or `B7` in a CSV file. */
export function cellName(grid: Grid, row: number, column: number): string {
  const cell = `${columnLetters(column)}${row}`;
  return grid.name === '' ? cell : `${grid.name}!${cell}`;
}

/** An empty grid. */
export function emptyGrid(name: string): Grid {
  return {
    name,
    rows: new Map(),
    lastRow: 0,
    lastColumn: 0,
    merges: [],
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    lineOf: (row) => row,
  };
}

/** Puts a cell; a blank one only stretches nothing. */
export function putCell(grid: Grid, row: number, column: number, cell: GridCell): void {
  if (cell.text === '' && !cell.trouble) return;
  let cells = grid.rows.get(row);
  if (!cells) {
    cells = new Map();
    grid.rows.set(row, cells);
  }
  cells.set(column, cell);
  grid.lastRow = Math.max(grid.lastRow, row);
  grid.lastColumn = Math.max(grid.lastColumn, column);
}
