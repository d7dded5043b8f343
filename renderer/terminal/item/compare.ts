/** What changed between two versions of an item: words of its text, rows of its tables, names of its files. */
import { diffArrays, diffWordsWithSpace } from 'diff';
import type { Table } from '../../../main/contract/content.ts';
import type { ItemView } from '../../../main/contract/views.ts';

type Content = NonNullable<ItemView['content']>;
type Mark = 'same' | 'added' | 'removed';

export interface TextPart {
  mark: Mark;
  text: string;
}

/** A line of text before and after; a side without the line has no parts. */
export interface LineChange {
  older: readonly TextPart[];
  newer: readonly TextPart[];
}

export interface RowChange {
  kind: 'added' | 'removed' | 'changed';
  /** 1-based, in the newer table; of a removed row, in the older. */
  number: number;
  older: readonly string[];
  newer: readonly string[];
}

export interface TableChange {
  /** Place among the item's tables. */
  number: number;
  title: string;
  columns: readonly string[];
  rows: readonly RowChange[];
  same: number;
}

export interface Changes {
  title: LineChange | undefined;
  body: readonly LineChange[];
  tables: readonly TableChange[];
  files: readonly TextPart[];
}

/** Edits beyond which two texts count as two texts: looking for what they share would hold the page up. */
const mostEdits = 2000;

const chinese = new Intl.Segmenter('zh', { granularity: 'word' });

function wordsOf(older: string, newer: string): LineChange {
  const parts = diffWordsWithSpace(older, newer, { intlSegmenter: chinese, maxEditLength: mostEdits });
  if (parts === undefined)
    return { older: [{ mark: 'removed', text: older }], newer: [{ mark: 'added', text: newer }] };
  const marked = parts.map(
    ({ added, removed, value }): TextPart => ({
      mark: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    }),
  );
  return {
    older: marked.filter(({ mark }) => mark !== 'added'),
    newer: marked.filter(({ mark }) => mark !== 'removed'),
  };
}

interface Run<T> {
  removed: readonly T[];
  added: readonly T[];
  same: readonly T[];
}

/** Runs of what is equal, and between them what was taken out beside what came in. */
function runs<T>(older: readonly T[], newer: readonly T[], key: (value: T) => string): Run<T>[] {
  const parts = diffArrays([...older], [...newer], {
    comparator: (one, other) => key(one) === key(other),
    maxEditLength: mostEdits,
  });
  if (parts === undefined) return [{ removed: older, added: newer, same: [] }];
  const found: Run<T>[] = [];
  for (const { added, removed, value } of parts) {
    const last = found.at(-1);
    if (added && last !== undefined && last.added.length === 0 && last.same.length === 0) {
      found[found.length - 1] = { ...last, added: value };
    } else if (removed && last !== undefined && last.removed.length === 0 && last.same.length === 0) {
      found[found.length - 1] = { ...last, removed: value };
    } else {
      found.push({
        removed: removed ? value : [],
        added: added ? value : [],
        same: added || removed ? [] : value,
      });
    }
  }
  return found;
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

function bodyChanges(older: string, newer: string): LineChange[] {
  return runs(linesOf(older), linesOf(newer), (line) => line.trim()).flatMap(({ removed, added }) =>
    Array.from({ length: Math.max(removed.length, added.length) }, (_, index): LineChange => {
      const [before, after] = [removed[index], added[index]];
      if (before !== undefined && after !== undefined) return wordsOf(before, after);
      return {
        older: before === undefined ? [] : [{ mark: 'removed', text: before }],
        newer: after === undefined ? [] : [{ mark: 'added', text: after }],
      };
    }),
  );
}

interface NumberedRow {
  number: number;
  texts: readonly string[];
}

const numbered = (table: Table | undefined): NumberedRow[] =>
  (table?.rows ?? []).map(({ cells }, index) => ({
    number: index + 1,
    texts: cells.map(({ text }) => text),
  }));

function rowChanges(removed: readonly NumberedRow[], added: readonly NumberedRow[]): RowChange[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index): RowChange => {
    const [before, after] = [removed[index], added[index]];
    if (after === undefined)
      return { kind: 'removed', number: before?.number ?? 0, older: before?.texts ?? [], newer: [] };
    if (before === undefined) return { kind: 'added', number: after.number, older: [], newer: after.texts };
    return { kind: 'changed', number: after.number, older: before.texts, newer: after.texts };
  });
}

function tableChange(number: number, older: Table | undefined, newer: Table | undefined): TableChange {
  const found = runs(numbered(older), numbered(newer), ({ texts }) => texts.join('\n'));
  const described = newer ?? older;
  return {
    number,
    title: described?.title ?? '',
    columns: described?.columns.map(({ title }) => title) ?? [],
    rows: found.flatMap(({ removed, added }) => rowChanges(removed, added)),
    same: found.reduce((sum, { same }) => sum + same.length, 0),
  };
}

function fileChanges(older: Content, newer: Content): TextPart[] {
  const has = (content: Content, sha256: string) =>
    content.attachments.some((each) => each.sha256 === sha256);
  const name = ({ title, name: file }: Content['attachments'][number]) => title ?? file;
  return [
    ...older.attachments
      .filter(({ sha256 }) => !has(newer, sha256))
      .map((file): TextPart => ({ mark: 'removed', text: name(file) })),
    ...newer.attachments
      .filter(({ sha256 }) => !has(older, sha256))
      .map((file): TextPart => ({ mark: 'added', text: name(file) })),
  ];
}

/** @param titles of the two versions, older first */
export function changesBetween(older: Content, newer: Content, titles: readonly [string, string]): Changes {
  const tables = Array.from({ length: Math.max(older.tables.length, newer.tables.length) }, (_, index) =>
    tableChange(index, older.tables[index], newer.tables[index]),
  );
  return {
    title: titles[0] === titles[1] ? undefined : wordsOf(titles[0], titles[1]),
    body: bodyChanges(older.body, newer.body),
    tables: tables.filter(({ rows }) => rows.length > 0),
    files: fileChanges(older, newer),
  };
}

export const isUnchanged = ({ title, body, tables, files }: Changes): boolean =>
  title === undefined && body.length === 0 && tables.length === 0 && files.length === 0;
