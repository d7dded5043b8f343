/** What changed between two versions in their tables: told by row, and within a row by heading, never by place. */
import type { Table } from '../../../main/contract/content.ts';
import { type RowCells, rowCells } from '../../../main/contract/table-cells.ts';
import { compare as words } from '../../../main/text/terminal-compare.ts';
import { type Column, columnsOf, type Reading, readingOf, saidBy } from './compare-columns.ts';
import { type LineChange, type Mark, runs, wordsLine } from './compare-text.ts';

/** A cell under its own table's heading. A section of a table has none. */
export interface CellChange {
  heading: string;
  text: string;
  mark: Mark;
}

export interface RowChange {
  kind: 'added' | 'removed' | 'changed';
  /** 1-based, in the newer table; of a removed row, in the older. */
  number: number;
  older: readonly CellChange[];
  newer: readonly CellChange[];
}

export interface ColumnChange {
  mark: 'added' | 'removed';
  heading: string;
  /** What stands in it, row by row. */
  texts: readonly string[];
}

export interface TableChange {
  /** Place among the changes. */
  number: number;
  /** `added`, `removed`: the other version has no table with a column of this one. */
  kind: 'added' | 'removed' | 'changed';
  title: string;
  renamed: LineChange | undefined;
  columns: readonly ColumnChange[];
  rows: readonly RowChange[];
  /** Rows that did not change in what both versions have. */
  same: number;
}

interface ReadCell {
  heading: string;
  /** Its column's. */
  key: string;
  text: string;
  value: string;
  isShared: boolean;
}

interface NumberedRow {
  number: number;
  isSection: boolean;
  cells: readonly ReadCell[];
  /** The same for rows that say the same in the columns of both versions. */
  key: string;
}

type Readings = ReadonlyMap<string, Reading>;

/** Columns of both, by their key, with how to read them. */
function sharedBy(older: readonly Column[], newer: readonly Column[]): Readings {
  const before = new Map(older.map((column) => [column.key, column]));
  return new Map(
    newer.flatMap((column): [string, Reading][] => {
      const other = before.get(column.key);
      return other === undefined ? [] : [[column.key, readingOf(other, column)]];
    }),
  );
}

function sectionOf(text: string, number: number): NumberedRow {
  const cell = { heading: '', key: '', text, value: text.trim(), isShared: true };
  return { number, isSection: true, cells: [cell], key: `\n${cell.value}` };
}

function rowOf({ index, kind, cells }: RowCells, columns: readonly Column[], shared: Readings): NumberedRow {
  const number = index + 1;
  if (kind === 'section') return sectionOf(cells[0]?.text ?? '', number);
  const read = columns.map(({ heading, key }, at) => {
    const reading = shared.get(key);
    const value = saidBy(cells[at], reading ?? 'text');
    return { heading, key, text: cells[at]?.text ?? '', value, isShared: reading !== undefined };
  });
  const said = read.filter(({ isShared }) => isShared).map(({ key, value }) => [key, value]);
  // In one order, so that columns which only changed places change no row.
  return { number, isSection: false, cells: read, key: JSON.stringify(said.sort()) };
}

const asTheyStand = (row: NumberedRow): CellChange[] =>
  row.cells.map(({ heading, text }) => ({ heading, text, mark: 'same' }));

/** Cells of a row, those marked that the other version does not have under the same heading. */
function marked(row: NumberedRow, other: NumberedRow, mark: 'added' | 'removed'): CellChange[] {
  const values = new Map(other.cells.map(({ key, value }) => [key, value]));
  return row.cells.map(({ heading, key, text, value, isShared }) => ({
    heading,
    text,
    mark: isShared && values.get(key) === value ? 'same' : mark,
  }));
}

const goneRow = (row: NumberedRow): RowChange => ({
  kind: 'removed',
  number: row.number,
  older: asTheyStand(row),
  newer: [],
});

const newRow = (row: NumberedRow): RowChange => ({
  kind: 'added',
  number: row.number,
  older: [],
  newer: asTheyStand(row),
});

function rowChanges(removed: readonly NumberedRow[], added: readonly NumberedRow[]): RowChange[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => {
    const [before, after] = [removed[index], added[index]];
    if (before === undefined) return after === undefined ? [] : [newRow(after)];
    if (after === undefined) return [goneRow(before)];
    // A section's words and a row's cells are not each other's before and after.
    if (before.isSection !== after.isSection) return [goneRow(before), newRow(after)];
    const [older, newer] = [marked(before, after, 'removed'), marked(after, before, 'added')];
    return [{ kind: 'changed' as const, number: after.number, older, newer }];
  }).flat();
}

interface ReadTable {
  table: Table;
  columns: readonly Column[];
}

/** Columns that `one` has and `other` has not. */
function columnChanges(one: ReadTable, other: ReadTable, mark: 'added' | 'removed'): ColumnChange[] {
  const there = new Set(other.columns.map(({ key }) => key));
  const rows = rowCells(one.table).filter(({ kind }) => kind !== 'section');
  return one.columns.flatMap(({ heading, key }, at) =>
    there.has(key) ? [] : [{ mark, heading, texts: rows.map(({ cells }) => cells[at]?.text ?? '') }],
  );
}

const rowsOf = ({ table, columns }: ReadTable, shared: Readings) =>
  rowCells(table).map((row) => rowOf(row, columns, shared));

function changedTable(older: ReadTable, newer: ReadTable): Omit<TableChange, 'number'> {
  const shared = sharedBy(older.columns, newer.columns);
  const found = runs(rowsOf(older, shared), rowsOf(newer, shared), ({ key }) => key);
  const titles = [older.table.title ?? '', newer.table.title ?? ''] as const;
  return {
    kind: 'changed',
    title: titles[1],
    renamed: titles[0] === titles[1] ? undefined : wordsLine(...titles),
    columns: [...columnChanges(older, newer, 'removed'), ...columnChanges(newer, older, 'added')],
    rows: found.flatMap(({ removed, added }) => rowChanges(removed, added)),
    same: found.reduce((sum, { same }) => sum + same.length, 0),
  };
}

function wholeTable(read: ReadTable, kind: 'added' | 'removed'): Omit<TableChange, 'number'> {
  const rows = rowsOf(read, new Map()).map(kind === 'added' ? newRow : goneRow);
  return { kind, title: read.table.title ?? '', renamed: undefined, columns: [], rows, same: 0 };
}

/** A column that every table may have, or that has no name, makes two tables no versions of one. */
const saysNothing = (heading: string) => heading === words.noHeading || /^序\s*号$/u.test(heading);

function share(one: ReadTable, other: ReadTable): boolean {
  const keys = new Set(one.columns.filter(({ heading }) => !saysNothing(heading)).map(({ key }) => key));
  return other.columns.some(({ key }) => keys.has(key));
}

const alike = (one: ReadTable, other: ReadTable) =>
  one.columns.length === other.columns.length &&
  one.columns.every(({ key }, at) => key === other.columns[at]?.key);

const titledAlike = (one: ReadTable, other: ReadTable) =>
  (one.table.title ?? '') === (other.table.title ?? '');

/** By what tables of two versions are the same table: the surest first. */
const likenesses: readonly ((one: ReadTable, other: ReadTable) => boolean)[] = [
  (one, other) => titledAlike(one, other) && alike(one, other),
  (one, other) => titledAlike(one, other) && share(one, other),
  alike,
  share,
];

/** The older table of each newer one; those that have none are not in it. */
function pairsOf(older: readonly ReadTable[], newer: readonly ReadTable[]): Map<ReadTable, ReadTable> {
  const pairs = new Map<ReadTable, ReadTable>();
  const rest = new Set(older);
  for (const isLike of likenesses) {
    for (const table of newer) {
      const found = pairs.has(table) ? undefined : [...rest].find((each) => isLike(each, table));
      if (found === undefined) continue;
      pairs.set(table, found);
      rest.delete(found);
    }
  }
  return pairs;
}

const read = (table: Table): ReadTable => ({ table, columns: columnsOf(table) });

const differs = ({ kind, renamed, columns, rows }: Omit<TableChange, 'number'>) =>
  kind !== 'changed' || renamed !== undefined || columns.length > 0 || rows.length > 0;

export function tableChanges(older: readonly Table[], newer: readonly Table[]): TableChange[] {
  const [before, after] = [older.map(read), newer.map(read)];
  const pairs = pairsOf(before, after);
  const kept = new Set(pairs.values());
  const changes = after.map((table) => {
    const other = pairs.get(table);
    return other === undefined ? wholeTable(table, 'added') : changedTable(other, table);
  });
  const gone = before.filter((table) => !kept.has(table)).map((table) => wholeTable(table, 'removed'));
  return [...gone, ...changes].filter(differs).map((change, number) => ({ ...change, number }));
}
