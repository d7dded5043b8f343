/** Rows of a long table, made for looking things up: each stands for itself, whatever its neighbours span. */
import type { Table } from '../../../main/contract/content.ts';
import { type RowTexts, rowTexts } from '../../../main/contract/table-cells.ts';

export interface LongRow extends RowTexts {
  /** Folded text of all cells. */
  sought: string;
}

/** Spaces, commas in figures, width and case make no difference to what is looked for. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
    .toLowerCase();

export const longRows = (table: Table): LongRow[] =>
  rowTexts(table).map((row) => ({
    ...row,
    sought: folded([...new Set(row.texts)].join('\n').replaceAll('\n', '\u0000')),
  }));

/** Rows that hold all the words, which are parted by spaces; all of them where there are no words. */
export function rowsWith(rows: readonly LongRow[], text: string): readonly LongRow[] {
  const words = text
    .split(/\s+/)
    .map(folded)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter(
    ({ kind, sought }) => kind !== 'section' && words.every((word) => sought.includes(word)),
  );
}

/** Widest and narrowest column, in em. */
const widest = 16;
const narrowest = 4;
/** Widths of a column are taken from this many rows, spread over the table. */
const sampled = 400;

/** Length in em: Latin letters and digits take about half of a Chinese character. */
export const emLength = (text: string): number =>
  [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x2e80 ? 0.6 : 1), 0);

/** What stands over a column. */
export const columnHead = ({ title, unit }: Table['columns'][number]): string =>
  unit === undefined || title.includes('元') ? title : `${title}（${unit}）`;

/** Width of each column in em, padding included. */
export function columnWidths(table: Table, rows: readonly LongRow[]): number[] {
  const step = Math.max(1, Math.floor(rows.length / sampled));
  const sample = rows.filter((row, index) => index % step === 0 && row.kind !== 'section');
  return table.columns.map((head, column) => {
    const longest = Math.max(
      emLength(columnHead(head)),
      ...sample.map(({ texts }) => emLength(texts[column] ?? '')),
    );
    return Math.min(widest, Math.max(narrowest, longest)) + 1.4;
  });
}
