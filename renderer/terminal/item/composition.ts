/** Of what a total is made: lines of one table, the largest first. Nothing is made up: a table that does not say is not drawn. */
import type { Table, TableCell, TableRow } from '../../../main/contract/content.ts';

export interface Part {
  label: string;
  /** 分 */
  fen: number;
  /** Of the sum, 0–1. */
  share: number;
}

export interface Composition {
  parts: readonly Part[];
  /** Lines that are drawn as one. */
  rest: number;
  /** 元 or 万元, as the table has it. */
  unit: string;
}

/** Lines that can be taken in at a glance; the smallest are drawn together beyond. */
const mostParts = 9;
/** A list longer than this is a register and no statement. */
const longestStatement = 80;

/** The cell that begins at a leaf column. */
export function cellAt(row: TableRow, column: number): TableCell | undefined {
  let at = 0;
  for (const cell of row.cells) {
    if (at === column) return cell;
    at += cell.columnSpan ?? 1;
  }
  return undefined;
}

/** The column that was checked, or has a figure in the total row; the first money column otherwise. */
function moneyColumn(table: Table): number | undefined {
  const total = table.rows.find(({ kind }) => kind === 'total');
  const money = table.columns.flatMap(({ kind }, column) => (kind === 'money' ? [column] : []));
  return (
    table.totals[0]?.column ??
    money.find((column) => total !== undefined && cellAt(total, column)?.fen !== undefined)
  );
}

/** The column that says what a line is about: the first of words, which numbers alone (序号) are not. */
export function namingColumn(table: Table): number {
  const hasWords = (column: number) =>
    table.rows.some((row) => row.kind === 'row' && /\p{L}/u.test(cellAt(row, column)?.text ?? ''));
  return Math.max(
    0,
    table.columns.findIndex(({ kind }, column) => kind === 'text' && hasWords(column)),
  );
}

/** `undefined` where the table has no total, its lines do not add up to it, or there is but one line. */
export function compositionOf(table: Table): Composition | undefined {
  if (table.continues === true || table.rows.length > longestStatement) return undefined;
  const column = moneyColumn(table);
  const total = table.rows.find(({ kind }) => kind === 'total');
  if (column === undefined || total === undefined) return undefined;
  const check = table.totals.find((each) => each.column === column);
  if (check?.result === 'differs') return undefined;
  const sums = new Map<string, number>();
  const text = namingColumn(table);
  for (const row of table.rows) {
    if (row.kind !== 'row') continue;
    const fen = cellAt(row, column)?.fen;
    const label = cellAt(row, text)?.text.trim() ?? '';
    if (fen === undefined || label === '') continue;
    if (fen < 0) return undefined;
    sums.set(label, (sums.get(label) ?? 0) + fen);
  }
  return shares(sums, table.columns[column]?.unit ?? '');
}

function shares(sums: ReadonlyMap<string, number>, unit: string): Composition | undefined {
  const sum = [...sums.values()].reduce((all, fen) => all + fen, 0);
  if (sums.size < 2 || sum <= 0) return undefined;
  const sorted = [...sums].sort(([, one], [, other]) => other - one);
  const cut = sorted.length > mostParts + 1 ? mostParts : sorted.length;
  const small = sorted.slice(cut);
  const parts = sorted.slice(0, cut).map(([label, fen]) => ({ label, fen, share: fen / sum }));
  const rest = small.reduce((all, [, fen]) => all + fen, 0);
  return {
    parts: small.length === 0 ? parts : [...parts, { label: '', fen: rest, share: rest / sum }],
    rest: small.length,
    unit,
  };
}
