/** `tables:` of the front matter, and the CSV or workbook that lies beside it: read, checked, added up. */
import path from 'node:path';
import type { ItemKind, Table } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import { frontMatterText, sourceFileText, tableText } from '../../main/text/source.ts';
import type { FoundItem } from './discover.ts';
import type { Mapping } from './front-matter.ts';
import { extensionOf } from './media-type.ts';
import { type ProblemList, SourceRefusal } from './refusal.ts';
import { type NamedFiles, namedFile, type SourceFile } from './source-file.ts';
import { type BuiltTable, buildTable, type RowRange, type TableShape } from './table.ts';
import { type SheetChoice, TableFiles } from './table-files.ts';

const keys = ['file', 'sheet', 'header', 'rows', 'total', 'continues'] as const;
const totals = ['last', 'first', 'none'] as const;

function readSheetChoice(mapping: Mapping): SheetChoice {
  const text = mapping.text('sheet');
  if (text === undefined) return undefined;
  return /^[1-9]\d{0,2}$/.test(text) && !mapping.isQuoted('sheet')
    ? { number: Number(text) }
    : { name: text };
}

/** `3` or `3-20`. `undefined` also when reported; `bad` tells which. */
function readRange(mapping: Mapping, key: string): { range?: RowRange; bad: boolean } {
  const text = mapping.text(key);
  if (text === undefined) return { bad: mapping.has(key) };
  const match = /^([1-9]\d{0,6})(?:\s*[-–—~～]\s*([1-9]\d{0,6}))?$/.exec(text);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (match && first <= last) return { range: { first, last }, bad: false };
  mapping.problem(key, tableText.range(text));
  return { bad: true };
}

type Asked = { file: string; choice: SheetChoice; shape: TableShape };

function readAsked(mapping: Mapping, kind: ItemKind | undefined): Asked | undefined {
  mapping.refuseUnknown(keys);
  mapping.require('file');
  const file = mapping.text('file', limits.cellCharacters);
  const header = readRange(mapping, 'header');
  const rows = readRange(mapping, 'rows');
  const total = mapping.choice('total', totals);
  const continues = mapping.truth('continues') ?? false;
  if (file === undefined || header.bad || rows.bad) return undefined;
  const shape: TableShape = {
    header: header.range ?? { first: 1, last: 1 },
    ...(rows.range && { rows: rows.range }),
    ...(total && { total }),
    continues,
    withIds: kind === 'register',
  };
  return { file, choice: readSheetChoice(mapping), shape };
}

/** Reads an item's tables. `used` takes the files that were named. */
export class ItemTables {
  readonly #files = new TableFiles();
  readonly #found: FoundItem;
  readonly #problems: ProblemList;
  readonly #built: BuiltTable[] = [];
  readonly #used: NamedFiles;

  constructor(found: FoundItem, problems: ProblemList, used: NamedFiles) {
    this.#found = found;
    this.#problems = problems;
    this.#used = used;
  }

  get tables(): Table[] {
    return this.#built.map((built) => built.table);
  }

  /** Tables that the front matter describes. */
  async readListed(item: Mapping, kind: ItemKind | undefined): Promise<void> {
    for (const entry of item.list('tables', limits.itemTables)) {
      const asked = entry.mapping ? readAsked(entry.mapping, kind) : undefined;
      if (!entry.mapping) entry.problem(frontMatterText.shape('mapping'));
      if (!entry.mapping || !asked) continue;
      await this.#readOne(entry.mapping, asked);
    }
  }

  async #readOne(mapping: Mapping, asked: Asked): Promise<void> {
    let file: SourceFile;
    try {
      file = await namedFile(this.#found.root, this.#found.folder, asked.file);
      this.#used.add(file.path);
    } catch (thrown) {
      if (!(thrown instanceof SourceRefusal)) throw thrown;
      mapping.problem('file', thrown.text);
      return;
    }
    try {
      await this.#build(file, asked.choice, asked.shape);
    } catch (thrown) {
      if (!(thrown instanceof SourceRefusal)) throw thrown;
      // Keys of the description are mended in the Markdown file, everything else in the table's own file.
      const isKey = (keys as readonly string[]).includes(thrown.field) && thrown.field !== 'file';
      if (isKey) mapping.problem(thrown.field, thrown.text);
      else this.#problems.addRefusal(file.shown, thrown);
    }
  }

  /** The table of a bare file: first visible sheet, one header row, all rows. */
  async readBeside(file: SourceFile, kind: ItemKind | undefined): Promise<void> {
    try {
      const shape: TableShape = {
        header: { first: 1, last: 1 },
        continues: false,
        withIds: kind === 'register',
      };
      await this.#build(file, undefined, shape);
    } catch (thrown) {
      this.#problems.addRefusal(file.shown, thrown);
    }
  }

  async #build(file: SourceFile, choice: SheetChoice, shape: TableShape): Promise<void> {
    const grid = await this.#files.grid(file, choice);
    if (shape.continues && this.#built.length === 0) {
      throw new SourceRefusal(tableText.continuesFirst(), 'continues');
    }
    const before = shape.continues ? this.#chain() : [];
    const report = (refusal: SourceRefusal): void => this.#problems.addRefusal(file.shown, refusal);
    const built = buildTable(grid, shape, before, report);
    for (const { line, field, text } of built.doubts) this.#problems.warn(file.shown, line, field, text);
    this.#built.push(built);
  }

  /** The tables that a continuation continues: back to the last one that began anew. */
  #chain(): BuiltTable[] {
    const start = this.#built.findLastIndex((built) => !built.table.continues);
    return this.#built.slice(Math.max(start, 0));
  }
}

/** Whether a bare file beside a Markdown file is its table rather than its attachment. */
export const isTableFile = (file: SourceFile): boolean => ['csv', 'xlsx'].includes(extensionOf(file.path));

/** Says of a file that lies in a folder and that no item names. */
export const bareFileText = (file: SourceFile) =>
  sourceFileText.bare(path.basename(file.shown).replace(/\.[^.]+$/, ''));
