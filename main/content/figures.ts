/** Key figures of a statement and its place in a series, from its tables alone: nothing is added up or changed. */
import type { ItemVersion, Table, TableCell, TableRow } from '../contract/content.ts';
import type { KeyFigure } from '../contract/views.ts';
import {
  type FigureLabel,
  figureLabels,
  figurePatterns,
  figureWords,
  moneyUnits,
  periodWords,
  totalColumn,
} from '../text/content.ts';

/** Amounts in 分. */
export type Figures = Partial<Record<FigureLabel, number>>;

const sought = ['income', 'expense', 'balance'] as const;
const compact = (text: string) => text.replace(/\s+/g, '');

/** Cells by the leaf column at which they begin. */
function cellsByColumn(row: TableRow): Map<number, TableCell> {
  const cells = new Map<number, TableCell>();
  let column = 0;
  for (const cell of row.cells) {
    cells.set(column, cell);
    column += cell.columnSpan ?? 1;
  }
  return cells;
}

const firstFen = (row: TableRow) => row.cells.find((cell) => cell.fen !== undefined)?.fen;

/** 收入合计 | 268,000.00: the figure is a row. */
function fromRows(table: Table, figures: Figures): void {
  for (const row of table.rows) {
    const title = compact(
      row.cells.find((cell) => cell.fen === undefined && cell.text.trim() !== '')?.text ?? '',
    );
    const label = sought.find((each) => figurePatterns[each].test(title));
    const fen = firstFen(row);
    if (label && fen !== undefined) figures[label] ??= fen;
  }
}

/** 项目 | 收入 | 支出 | 结余 with a total row: the figure is that row's cell. */
function fromColumns(table: Table, figures: Figures): void {
  const total = table.rows.find((row) => row.kind === 'total');
  const last = table.rows.findLast((row) => row.kind === 'row');
  for (const [column, { title }] of table.columns.entries()) {
    const label = sought.find((each) => figurePatterns[each].test(compact(title)));
    if (!label || figures[label] !== undefined) continue;
    const fen = total && cellsByColumn(total).get(column)?.fen;
    // A balance is not added up: its last line is the newest.
    const found = fen ?? (label === 'balance' && last ? cellsByColumn(last).get(column)?.fen : undefined);
    if (found !== undefined) figures[label] = found;
  }
}

/** What a title speaks of, where it speaks of one of the two alone. */
function aboutOf(title: string): 'income' | 'expense' | undefined {
  const about = (['income', 'expense'] as const).filter((each) => figureWords[each].test(title));
  return about.length === 1 ? about[0] : undefined;
}

function totalOf(table: Table): number | undefined {
  const total = table.rows.find((row) => row.kind === 'total');
  return total && firstFen(total);
}

/** 收入 and 支出 as two tables with a total each: the figure is the total of the table of that title. */
function fromTitledTables(tables: readonly Table[], figures: Figures): void {
  for (const table of tables) {
    const label = aboutOf(table.title ?? '');
    const fen = totalOf(table);
    if (label && fen !== undefined) figures[label] ??= fen;
  }
}

/** The one figure of the total row. Of several (应收 | 应付) none is the total, unless a column says so. */
function onlyTotalOf(table: Table): number | undefined {
  const total = table.rows.find((row) => row.kind === 'total');
  const amounts = [...(total ? cellsByColumn(total) : [])].flatMap(([column, { fen }]) =>
    fen === undefined ? [] : [{ fen, title: compact(table.columns[column]?.title ?? '') }],
  );
  if (amounts.length <= 1) return amounts[0]?.fen;
  return amounts.find(({ title }) => totalColumn.test(title))?.fen;
}

/** A total that is alone: what it is about stands in its table's title or the item's. Of two (应收, 应付) none is the item's. */
function fromTotal(tables: readonly Table[], itemTitle: string, figures: Figures): void {
  const totals = tables.flatMap((table) => {
    const fen = onlyTotalOf(table);
    return fen === undefined ? [] : [{ fen, about: aboutOf(table.title ?? itemTitle) }];
  });
  const [only] = totals;
  if (only !== undefined && totals.length === 1) figures[only.about ?? 'total'] = only.fen;
}

/** The figures that stand in an item's tables. */
export function figuresOf(content: Pick<ItemVersion, 'title' | 'tables'>): Figures {
  const figures: Figures = {};
  for (const table of content.tables) fromRows(table, figures);
  for (const table of content.tables) fromColumns(table, figures);
  fromTitledTables(content.tables, figures);
  if (sought.some((label) => figures[label] !== undefined)) return figures;
  fromTotal(content.tables, content.title, figures);
  return figures;
}

const fenInYuan = 100;
const fenInTenThousand = 1_000_000;
/** Two decimals of 万元. */
const exactStep = 10_000;

/** In 万元 where two decimals show all of it, else in 元: a figure is never rounded. */
function asKeyFigure(label: FigureLabel, fen: number): KeyFigure {
  const inTenThousand = Math.abs(fen) >= fenInTenThousand && fen % exactStep === 0;
  const amount = fen / (inTenThousand ? fenInTenThousand : fenInYuan);
  const value = amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return {
    label: figureLabels[label],
    value,
    unit: inTenThousand ? moneyUnits.tenThousand : moneyUnits.yuan,
  };
}

const shownOrder: readonly FigureLabel[] = ['income', 'expense', 'balance', 'total'];

/** At most three figures for the head of a page. */
export function keyFiguresOf(content: Pick<ItemVersion, 'title' | 'tables'>): KeyFigure[] {
  const figures = figuresOf(content);
  return shownOrder
    .flatMap((label) => (figures[label] === undefined ? [] : [asKeyFigure(label, figures[label])]))
    .slice(0, 3);
}

/** The figure that a series over periods shows: what was spent, else the total, else what came in. */
const seriesOrder: readonly FigureLabel[] = ['expense', 'total', 'income'];

/**
 * Series to which an item belongs: same division, signer, catalogue entry, kind of period, label, and title but for its period.
 * `undefined` where it has no period or no amount.
 */
export function seriesOf(content: ItemVersion): { key: string; fen: number; label: string } | undefined {
  const { period } = content;
  if (period === undefined || period.includes('/')) return undefined;
  const figures = figuresOf(content);
  const label = seriesOrder.find((each) => figures[each] !== undefined);
  const fen = label && figures[label];
  if (label === undefined || fen === undefined) return undefined;
  const grain = period.replace(/\d/g, '#');
  const title = compact(content.title).replace(periodWords, '#').replace(/#+/g, '#');
  const key = [content.division, content.signer, content.catalogue[0], grain, label, title].join('|');
  return { key, fen, label: figureLabels[label] };
}
