/** Tables on 32 or 48 columns: side by side where it can be read, else row by row as label and value. */
import { fill, pad, plainLine, textWidth, wrap } from './cells.ts';
import type { SlipBlock, SlipColumn } from './slip.ts';

export type TableBlock = Extract<SlipBlock, { type: 'table' }>;
export interface TableLine {
  readonly text: string;
  readonly bold?: boolean;
  readonly rule?: boolean;
}

/** Columns between two cells. */
const GAP = 1;
/** A text column is not made narrower than this: two Chinese characters. */
const NARROWEST_TEXT = 4;
/** A row's later lines stand in by so many columns. */
const INDENT = 2;
/** Cells of more lines than this are better shown row by row. */
const MOST_LINES_IN_CELL = 2;

function cellsOf(row: readonly string[], columns: number): string[] {
  return Array.from({ length: columns }, (_, index) => plainLine(row[index] ?? '').trim());
}

/** Widths of the columns on a line of `line` columns, or undefined where side by side cannot be read. */
function columnWidths(
  columns: readonly SlipColumn[],
  rows: readonly string[][],
  line: number,
): number[] | undefined {
  const room = line - GAP * (columns.length - 1);
  const widest = columns.map((_, index) => Math.max(1, ...rows.map((row) => textWidth(row[index] ?? ''))));
  const shares = columns.map((column) => column.width);
  if (shares.every((share) => share !== undefined)) return byShares(shares, room);
  const fixed = columns.map((column) => column.align === 'right');
  const widths = [...widest];
  let over = widths.reduce((sum, width) => sum + width, 0) - room;
  while (over > 0) {
    const index = widestFlexible(widths, fixed);
    if (index < 0) return undefined;
    widths[index] = (widths[index] ?? 0) - 1;
    over -= 1;
  }
  const cramped = widths.some((width, index) => (widest[index] ?? 0) > width * MOST_LINES_IN_CELL);
  if (cramped) return undefined;
  const first = fixed.indexOf(false);
  if (over < 0 && first >= 0) widths[first] = (widths[first] ?? 0) - over;
  return widths;
}

function byShares(shares: readonly number[], room: number): number[] | undefined {
  const sum = shares.reduce((total, share) => total + share, 0);
  const widths = shares.map((share) => Math.floor((room * share) / sum));
  if (widths.some((width) => width < 2)) return undefined;
  widths[0] = (widths[0] ?? 0) + room - widths.reduce((total, width) => total + width, 0);
  return widths;
}

function widestFlexible(widths: readonly number[], fixed: readonly boolean[]): number {
  let best = -1;
  widths.forEach((width, index) => {
    if (fixed[index] || width <= NARROWEST_TEXT) return;
    if (best < 0 || width > (widths[best] ?? 0)) best = index;
  });
  return best;
}

function rowLines(
  columns: readonly SlipColumn[],
  cells: readonly string[],
  widths: readonly number[],
): string[] {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 1));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column, index) => pad(wrapped[index]?.[line] ?? '', widths[index] ?? 1, column.align))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** Label left, value right on one line; on two lines where they do not fit together. */
export function pairLines(label: string, value: string, line: number): string[] {
  const left = plainLine(label).trim();
  const right = plainLine(value).trim();
  const space = line - textWidth(left) - textWidth(right);
  if (space >= 2) return [left + ' '.repeat(space) + right];
  return [...wrap(left, line), ...wrap(right, line - 2).map((text) => pad(text, line, 'right'))];
}

/**
 * A row of words and one number: the words one after another, the number at the end of their last line, or below. Columns are
 * told apart by the heading, which is set the same way.
 */
function runInLines(columns: readonly SlipColumn[], cells: readonly string[], line: number): string[] {
  const number = cells.filter((_, index) => columns[index]?.align === 'right').join(' ');
  const words = cells.filter((cell, index) => columns[index]?.align !== 'right' && cell !== '');
  const parts = words.flatMap((cell, index) => (index === 0 ? [cell] : [' ', cell]));
  const lines = fill(parts, line).map((text, index) =>
    index > 0 && textWidth(text) + INDENT <= line ? ' '.repeat(INDENT) + text : text,
  );
  const last = lines.pop() ?? '';
  const room = line - textWidth(last) - 2;
  if (textWidth(number) <= room) return [...lines, last + pad(number, line - textWidth(last), 'right')];
  return [...lines, last, ...wrap(number, line).map((text) => pad(text, line, 'right'))];
}

/** Every row as its first cell and then label and value. Empty cells are left out. */
function cardLines(
  table: TableBlock,
  titles: readonly string[],
  rows: readonly string[][],
  line: number,
): TableLine[] {
  return rows.flatMap((cells, index) => {
    const [first = '', ...rest] = cells;
    const isTotal = table.total === true && index === rows.length - 1;
    const head = (first === '' ? [] : wrap(first, line)).map((text) => ({ text, bold: true }));
    const body = rest.flatMap((cell, at) =>
      cell === '' ? [] : pairLines(`  ${titles[at + 1] ?? ''}`.trimEnd(), cell, line),
    );
    const lines: TableLine[] = [...head, ...body.map((text) => ({ text, bold: isTotal }))];
    return index === 0 ? lines : [{ text: '', rule: true }, ...lines];
  });
}

/** Lines of a table on a line of `line` columns. */
export function tableLines(table: TableBlock, line: number): TableLine[] {
  const { columns } = table;
  const titles = cellsOf(
    columns.map((column) => column.title),
    columns.length,
  );
  const rows = table.rows.map((row) => cellsOf(row, columns.length));
  const widths = columnWidths(columns, [titles, ...rows], line);
  if (widths !== undefined) return framed(table, titles, rows, (cells) => rowLines(columns, cells, widths));
  if (columns.filter((column) => column.align === 'right').length === 1)
    return framed(table, titles, rows, (cells) => runInLines(columns, cells, line));
  return cardLines(table, titles, rows, line);
}

/** Bold titles, a rule, the rows, and the total below another rule. */
function framed(
  table: TableBlock,
  titles: readonly string[],
  rows: readonly string[][],
  set: (cells: readonly string[]) => string[],
): TableLine[] {
  const result: TableLine[] = set(titles).map((text) => ({ text, bold: true }));
  result.push({ text: '', rule: true });
  rows.forEach((cells, index) => {
    const isTotal = table.total === true && index === rows.length - 1;
    if (isTotal) result.push({ text: '', rule: true });
    for (const text of set(cells)) result.push({ text, bold: isTotal });
  });
  return result;
}
