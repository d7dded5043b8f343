/** CSV files and workbooks as grids. */
import { limits } from '../../main/contract/limits.ts';
import { attachmentText, tableText } from '../../main/text/source.ts';
import { readCsv } from './csv.ts';
import type { Grid } from './grid.ts';
import { extensionOf } from './media-type.ts';
import { refuseMacros } from './office-file.ts';
import { SourceRefusal } from './refusal.ts';
import { readBytes, type SourceFile } from './source-file.ts';
import { openWorkbook, type SheetEntry, type Workbook } from './workbook.ts';
import { readSheet } from './worksheet.ts';

/** A sheet by its name or its place among the tabs, from 1; undefined: the first that is not hidden. */
export type SheetChoice = { name: string } | { number: number } | undefined;

/** Files that tables come from, each read once. */
export class TableFiles {
  readonly #grids = new Map<string, Promise<Grid>>();
  readonly #workbooks = new Map<string, Promise<Workbook>>();

  /** @throws SourceRefusal */
  async grid(file: SourceFile, choice: SheetChoice): Promise<Grid> {
    const extension = extensionOf(file.path);
    if (extension === 'csv') {
      if (choice) throw new SourceRefusal(tableText.sheetOfCsv(), 'sheet');
      return this.#once(this.#grids, file.path, async () =>
        readCsv(await readBytes(file.path, limits.sourceCsvBytes)),
      );
    }
    if (['xlsm', 'xltm'].includes(extension)) throw new SourceRefusal(attachmentText.macro());
    if (extension !== 'xlsx') throw new SourceRefusal(tableText.kind(extension));
    const workbook = await this.#once(this.#workbooks, file.path, () => this.#open(file));
    const sheet = chooseSheet(workbook.sheets, choice);
    return this.#once(this.#grids, `${file.path}\n${sheet.part}`, () => readSheet(workbook, sheet));
  }

  async #open(file: SourceFile): Promise<Workbook> {
    const workbook = await openWorkbook(await readBytes(file.path, limits.workbookBytes), file.shown);
    await refuseMacros(workbook.zip);
    return workbook;
  }

  #once<T>(cache: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
    const known = cache.get(key) ?? read();
    cache.set(key, known);
    return known;
  }
}

/** Hidden sheets are taken by name alone; a number that hidden sheets make unclear is refused. */
function chooseSheet(sheets: readonly SheetEntry[], choice: SheetChoice): SheetEntry {
  const visible = sheets.filter((sheet) => !sheet.hidden);
  const names = visible.map((sheet) => sheet.name);
  const missing = () => new SourceRefusal(tableText.sheetMissing(names), 'sheet');
  if (choice === undefined) {
    if (visible[0]) return visible[0];
    throw sheets[0] ? new SourceRefusal(tableText.sheetHidden(sheets[0].name), 'sheet') : missing();
  }
  if ('name' in choice) {
    const named = sheets.find((sheet) => sheet.name.normalize('NFC') === choice.name.normalize('NFC'));
    if (!named) throw missing();
    return named;
  }
  const numbered = sheets[choice.number - 1];
  if (!numbered) throw missing();
  if (numbered.hidden) throw new SourceRefusal(tableText.sheetHidden(numbered.name), 'sheet');
  if (sheets.slice(0, choice.number).some((sheet) => sheet.hidden)) {
    throw new SourceRefusal(tableText.sheetAmbiguous(names), 'sheet');
  }
  return numbered;
}
