/** Which columns of a table stand side by side on the screen, and how wide. */
import type { Table } from '../../main/contract/content.ts';

export interface ColumnNeed {
  /** Width with nothing broken, pixels. */
  natural: number;
  /** Narrowest that is still readable, pixels. */
  least: number;
}

export interface ColumnGroup {
  /** Leaf columns, left to right. */
  columns: readonly number[];
  /** Pixels, one each. */
  widths: readonly number[];
}

export interface ColumnPlan {
  groups: readonly ColumnGroup[];
  /** Columns that no group shows. */
  left: readonly number[];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Shares `width` out: what each needs at least, then towards its natural width, then the rest evenly. */
export function shareWidth(needs: readonly ColumnNeed[], width: number): number[] {
  const least = needs.map((need) => Math.min(need.least, need.natural));
  const wants = needs.map((need, index) => need.natural - (least[index] ?? 0));
  const spare = width - sum(least);
  const wanted = sum(wants);
  if (spare <= 0) return least.map((value) => (value * width) / Math.max(1, sum(least)));
  if (wanted > spare) return least.map((value, index) => value + ((wants[index] ?? 0) * spare) / wanted);
  const extra = (spare - wanted) / needs.length;
  return needs.map(({ natural }) => natural + extra);
}

const groupOf = (columns: readonly number[], needs: readonly ColumnNeed[], width: number): ColumnGroup => ({
  columns,
  widths: shareWidth(
    columns.map((column) => needs[column] ?? { natural: 1, least: 1 }),
    width,
  ),
});

const isSerial = (table: Table, column: number) =>
  /^(序号|编号|号)$/.test(table.columns[column]?.title.replace(/\s/g, '') ?? '');

/** Groups that fit, each beginning with the first column (the first two where that is a number), so that a line can be followed. */
function split(table: Table, needs: readonly ColumnNeed[], width: number): number[][] {
  const least = (column: number) => needs[column]?.least ?? 0;
  const lead = isSerial(table, 0) && needs.length > 2 ? [0, 1] : [0];
  const begun = sum(lead.map(least));
  const groups: number[][] = [];
  let group = [...lead];
  let used = begun;
  for (let column = lead.length; column < needs.length; column += 1) {
    if (group.length > lead.length && used + least(column) > width) {
      groups.push(group);
      group = [...lead];
      used = begun;
    }
    group.push(column);
    used += least(column);
  }
  return [...groups, group];
}

/** What tells most comes first: who or what, then amounts, then counts, then short words, then dates. */
function weight(table: Table, needs: readonly ColumnNeed[], column: number): number {
  if (isSerial(table, column)) return -1;
  const kinds = { money: 40, number: 30, text: 20, date: 10 };
  const short = (needs[column]?.natural ?? 0) < 1.5 * (needs[column]?.least ?? 0) ? 5 : 0;
  return kinds[table.columns[column]?.kind ?? 'text'] + short;
}

/** Columns that are shown even where their text then breaks. */
const mostBroken = 3;

function mostTelling(table: Table, needs: readonly ColumnNeed[], width: number): number[] {
  const all = needs.map((_, column) => column);
  const subject =
    all.find((column) => table.columns[column]?.kind === 'text' && weight(table, needs, column) > 0) ?? 0;
  const chosen = [subject];
  const rest = all
    .filter((column) => column !== subject && weight(table, needs, column) > 0)
    .sort((a, b) => weight(table, needs, b) - weight(table, needs, a) || a - b);
  for (const column of rest) {
    const together = [...chosen, column].map((each) => needs[each] ?? { natural: 0, least: 0 });
    // Beyond the few that tell most, a column must not make the others break.
    const room =
      chosen.length < mostBroken
        ? together.map(({ least }) => least)
        : together.map(({ natural }) => natural);
    if (sum(room) <= width) chosen.push(column);
  }
  return chosen.sort((a, b) => a - b);
}

/**
 * All columns where they fit; else parts with the first column repeated; else, where the parts would take more than
 * `mostParts`, the most telling columns alone.
 * @param width pixels
 */
export function planColumns(
  table: Table,
  needs: readonly ColumnNeed[],
  width: number,
  mostParts: number,
): ColumnPlan {
  const groups = split(table, needs, width);
  if (groups.length <= Math.max(1, mostParts)) {
    return { groups: groups.map((columns) => groupOf(columns, needs, width)), left: [] };
  }
  const columns = mostTelling(table, needs, width);
  const left = needs.map((_, column) => column).filter((column) => !columns.includes(column));
  return { groups: [groupOf(columns, needs, width)], left };
}
