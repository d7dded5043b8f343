/** Which columns of a wide table go on paper. */
import { limits } from '../contract/limits.ts';

interface Column {
  readonly title: string;
  readonly align: 'left' | 'center' | 'right';
}

/** A running number tells nothing on paper; remarks are long and the first to go. */
const lesser = /序号|备注|说明|附注/;

/** What a villager takes the slip home for, wherever in the table it stands. */
const money = /金额|合计|总额|总价|实发|应发|收入|支出|余额/;

/** The first column that says what a row is about, its index. */
export function nameColumn(columns: readonly Column[]): number | undefined {
  const at = columns.findIndex(({ title, align }) => align !== 'right' && !lesser.test(title));
  return at < 0 ? undefined : at;
}

/**
 * Indexes of the columns that are printed, in their order: all of them where they are few; else the first that names the row,
 * then amounts of money, other numbers, the rest, up to `limits.slipTableColumns`.
 */
export function keyColumns(columns: readonly Column[]): number[] {
  const all = columns.map((_, at) => at);
  if (all.length <= limits.slipTableColumns) return all;
  const name = nameColumn(columns);
  const worth = (at: number): number => {
    const { title = '', align } = columns[at] ?? {};
    if (at === name) return 0;
    if (lesser.test(title)) return 4;
    if (align !== 'right') return 3;
    return money.test(title) ? 1 : 2;
  };
  return all
    .toSorted((a, b) => worth(a) - worth(b) || a - b)
    .slice(0, limits.slipTableColumns)
    .sort((a, b) => a - b);
}
