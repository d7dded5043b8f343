/** What changed between two versions of an item, in all of it that a reader sees. */
import { type FieldChange, fieldChanges } from './compare-fields.ts';
import { type FileChange, fileChanges } from './compare-files.ts';
import { type TableChange, tableChanges } from './compare-table.ts';
import { type LineChange, linesBetween } from './compare-text.ts';
import type { ShownView } from './shown-version.ts';

export interface Changes {
  fields: readonly FieldChange[];
  body: readonly LineChange[];
  tables: readonly TableChange[];
  files: readonly FileChange[];
}

export function changesBetween(older: ShownView, newer: ShownView): Changes {
  return {
    fields: fieldChanges(older, newer),
    body: linesBetween(older.content.body, newer.content.body),
    tables: tableChanges(older.content.tables, newer.content.tables),
    files: fileChanges(older.content, newer.content),
  };
}

export const isUnchanged = (changes: Changes): boolean =>
  Object.values(changes).every((each: readonly unknown[]) => each.length === 0);
