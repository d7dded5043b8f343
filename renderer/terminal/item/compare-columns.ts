/** Columns of two versions of a table, matched by what stands over them. */
import type { Table, TableCell } from '../../../main/contract/content.ts';
import { placeCells } from '../../../main/contract/table-cells.ts';
import { compare as words } from '../../../main/text/terminal-compare.ts';

export interface Column {
  /** All headings over it, from the top, and its unit where no heading says it. */
  heading: string;
  /** Its heading, and which it is of those that have the same. */
  key: string;
  kind: Table['columns'][number]['kind'];
}

/** Headings over each leaf column. What spans the whole table is its title, and sets no column apart. */
function pathsOf(table: Table): string[][] {
  const width = table.columns.length;
  const paths: string[][] = table.columns.map(() => []);
  for (const { cells } of placeCells(table.header, width)) {
    for (const { cell, column } of cells) {
      const span = cell.columnSpan ?? 1;
      const text = cell.text.trim();
      if (text === '' || (span >= width && width > 1)) continue;
      for (const path of paths.slice(column, column + span)) if (path.at(-1) !== text) path.push(text);
    }
  }
  return paths;
}

function headingOf(path: readonly string[], { title, unit }: Table['columns'][number]): string {
  const text = (path.length === 0 ? [title.trim()] : path).join('／') || words.noHeading;
  return unit === undefined || text.includes(unit) ? text : `${text}（${unit}）`;
}

/** Spaces and full-width forms make no other heading. */
const folded = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '');

export function columnsOf(table: Table): Column[] {
  const paths = pathsOf(table);
  const seen = new Map<string, number>();
  return table.columns.map((column, at) => {
    const heading = headingOf(paths[at] ?? [], column);
    const before = seen.get(folded(heading)) ?? 0;
    seen.set(folded(heading), before + 1);
    return { heading, key: `${folded(heading)}\n${before}`, kind: column.kind };
  });
}

/** `50,000.00` and `50000` are one number; `undefined` for what is none (多, —, 约). */
function plainNumber(text: string): string | undefined {
  const match = /^([-−]?)0*(\d+)(?:\.(\d*))?(%?)$/.exec(folded(text).replaceAll(',', ''));
  if (match === null) return undefined;
  const [, sign, whole = '', decimals = '', percent = ''] = match;
  const places = decimals.replace(/0+$/, '');
  const value = `${whole}${places === '' ? '' : `.${places}`}`;
  return `${sign === '' || value === '0' ? '' : '-'}${value}${percent}`;
}

/** How cells of a column of both versions are to be read. */
export type Reading = 'money' | 'number' | 'text';

export function readingOf(older: Column, newer: Column): Reading {
  const kinds = [older.kind, newer.kind];
  if (kinds.every((kind) => kind === 'money')) return 'money';
  return kinds.some((kind) => kind === 'money' || kind === 'number') ? 'number' : 'text';
}

/** The same for two cells that say the same: the amount where there is one, else the words. */
export function saidBy(cell: TableCell | undefined, reading: Reading): string {
  const text = cell?.text.trim() ?? '';
  if (reading === 'text') return text;
  if (reading === 'money' && cell?.fen !== undefined) return `=${cell.fen}分`;
  const value = plainNumber(text);
  return value === undefined ? text : `=${value}`;
}
