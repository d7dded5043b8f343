/** Which columns of a wide table go on paper. */
import { limits } from '../contract/limits.ts';

interface Column {
  readonly title: string;
  readonly align: 'left' | 'center' | 'right';
}

/** A running number tells nothing on paper; remarks are long and the first to go. */
const lesser = /序号|备注|说明|附注/;

/**
 * Indexes of the columns that are printed, in their order: all of them where they are few; else the first that names the row,
 * then amounts and numbers, then the rest, up to `limits.slipTableColumns`.
 */
export function keyColumns(columns: readonly Column[]): number[] {
  const all = columns.map((_, at) => at);
  if (all.length <= limits.slipTableColumns) return all;
  const name = all.find((at) => columns[at]?.align !== 'right' && !lesser.test(columns[at]?.title ?? ''));
  const worth = (at: number): number => {
    const { title = '', align } = columns[at] ?? {};
    if (at === name) return 0;
    if (lesser.test(title)) return 3;
    return align === 'right' ? 1 : 2;
  };
  return all
    .toSorted((a, b) => worth(a) - worth(b) || a - b)
    .slice(0, limits.slipTableColumns)
    .sort((a, b) => a - b);
}
