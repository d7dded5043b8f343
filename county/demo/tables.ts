/** Tables of the demo as `publish` would have read them: cells with their meaning as money, totals checked. */
import type { Table, TableRow, TotalCheck } from '../../main/contract/content.ts';
import { isMoneyUnit, type MoneyUnit, parseMoney } from '../source/money.ts';
import { checkTotals, type Figure, type FigureRow } from '../source/totals.ts';

/** A money column is named by its unit. */
export type ColumnPlan = readonly [title: string, kind?: 'text' | 'number' | 'date' | '元' | '万元'];
export type RowPlan = {
  id?: string;
  kind?: TableRow['kind'];
  cells: readonly (string | { text: string; columnSpan: number })[];
};

export type TablePlan = {
  title?: string;
  columns: readonly ColumnPlan[];
  rows: readonly (RowPlan | readonly string[])[];
  /** Header rows where they are more than the columns' titles. */
  header?: Table['header'];
  continues?: boolean;
};

const unitOf = (kind: ColumnPlan[1]): MoneyUnit | undefined =>
  kind !== undefined && isMoneyUnit(kind) ? kind : undefined;

function rowOf(plan: RowPlan | readonly string[], columns: readonly ColumnPlan[]): TableRow {
  const given: RowPlan = 'cells' in plan ? plan : { cells: plan };
  let column = 0;
  const cells = given.cells.map((cell) => {
    const text = typeof cell === 'string' ? cell : cell.text;
    const unit = unitOf(columns[column]?.[1]);
    column += typeof cell === 'string' ? 1 : cell.columnSpan;
    const money = unit && text !== '' ? parseMoney(text, unit) : undefined;
    return {
      text,
      ...(money ? { fen: money.fen } : {}),
      ...(typeof cell === 'string' ? {} : { columnSpan: cell.columnSpan }),
    };
  });
  return { ...(given.id === undefined ? {} : { id: given.id }), kind: given.kind ?? 'row', cells };
}

/** Cell that stands at a leaf column, spans counted. */
function cellAt(row: TableRow, column: number): TableRow['cells'][number] | undefined {
  let at = 0;
  for (const cell of row.cells) {
    if (at === column) return cell;
    at += cell.columnSpan ?? 1;
  }
  return undefined;
}

function figures(row: TableRow, columns: readonly ColumnPlan[]): FigureRow {
  const found = new Map<number, Figure>();
  columns.forEach(([, kind], column) => {
    const unit = unitOf(kind);
    const text = cellAt(row, column)?.text;
    const money = unit && text ? parseMoney(text, unit) : undefined;
    if (money) found.set(column, money);
  });
  return { label: row.cells[0]?.text ?? '', figures: found };
}

/** The published check; rows of the part before (续表) count too. */
function totalsOf(
  columns: readonly ColumnPlan[],
  rows: readonly TableRow[],
  before: readonly TableRow[],
): TotalCheck[] {
  const total = rows.find((row) => row.kind === 'total');
  if (!total) return [];
  const parts = [...before, ...rows].filter((row) => row.kind === 'row').map((row) => figures(row, columns));
  const money = columns.flatMap(([, kind], column) => (unitOf(kind) ? [column] : []));
  return checkTotals(parts, figures(total, columns), money);
}

export function table(plan: TablePlan, before?: Table): Table {
  const rows = plan.rows.map((row) => rowOf(row, plan.columns));
  return {
    ...(plan.title === undefined ? {} : { title: plan.title }),
    columns: plan.columns.map(([title, kind = 'text']) => {
      const unit = unitOf(kind);
      return unit
        ? { title, kind: 'money' as const, unit }
        : { title, kind: kind as 'text' | 'number' | 'date' };
    }),
    header: plan.header ?? [
      plan.columns.map(([title, kind]) => ({ text: unitOf(kind) ? `${title}（${kind}）` : title })),
    ],
    rows,
    totals: totalsOf(plan.columns, rows, before?.rows ?? []),
    ...(plan.continues ? { continues: true } : {}),
  };
}
