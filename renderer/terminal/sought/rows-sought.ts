import type { TableRow } from '../../../main/contract/content.ts';
import { folded, type LongRow } from '../item/long-rows.ts';

/**
 * Rows that have as many of the words as any row has, so that two words find the row with both; undefined where no row has any.
 * @param words as they stand in the table, or as typed
 */
export function rowsSought(rows: readonly LongRow[], words: readonly string[]): LongRow[] | undefined {
  const sought = [...new Set(words.map(folded))].filter((word) => word !== '');
  const having = rows.map(({ kind, sought: text }) =>
    kind === 'section' ? 0 : sought.filter((word) => text.includes(word)).length,
  );
  const most = Math.max(0, ...having);
  return most === 0 ? undefined : rows.filter((_, index) => having[index] === most);
}

/** A row that stands without its neighbours: what they span is said in each. */
export const rowAlone = ({ kind, texts }: LongRow): TableRow => ({
  kind,
  cells: texts.map((text) => ({ text })),
});
