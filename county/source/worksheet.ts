/** One sheet of a workbook as a grid: texts as the clerk sees them, cached values of formulas, merges, what is hidden. */
import { LimitError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { attachmentText } from '../../main/text/source.ts';
import { cellPosition, emptyGrid, type Grid, type GridCell, putCell } from './grid.ts';
import { showNumber } from './number-format.ts';
import { withPlainBreaks } from './plain-text.ts';
import { SourceRefusal } from './refusal.ts';
import type { SheetEntry, Workbook } from './workbook.ts';
import { attribute, readXml, type XmlAttributes } from './xml-stream.ts';
import { onOutsideBytes } from './zip-parts.ts';

/** Sheets go to XFD; hidden columns to the right of any table need no remembering. */
const widestHidden = 1_024;

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Gathers one sheet from its tags. */
class SheetReader {
  readonly grid: Grid;
  readonly #workbook: Workbook;
  #row = 0;
  #column = 0;
  #cells = 0;
  #type = '';
  #style = 0;
  #value = '';
  #inValue = false;
  #inReading = false;
  #hasFormula = false;

  constructor(workbook: Workbook, sheet: SheetEntry) {
    this.#workbook = workbook;
    this.grid = emptyGrid(sheet.name);
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#inValue = true;
    else if (name === 't') this.#inValue = !this.#inReading;
    else if (name === 'rPh') this.#inReading = true;
    else if (name === 'f') this.#hasFormula = true;
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'col') this.#openColumns(attributes);
    else if (name === 'mergeCell') this.#openMerge(attributes);
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'rPh') this.#inReading = false;
    else if (name === 'c') this.#closeCell();
  }

  #openRow(attributes: XmlAttributes): void {
    const stated = attribute(attributes, 'r');
    this.#row = stated === undefined ? this.#row + 1 : Number(stated);
    this.#column = 0;
    if (!(this.#row >= 1 && this.#row <= 1_048_576)) throw new SourceRefusal(attachmentText.broken());
    if (isTrue(attribute(attributes, 'hidden'))) this.grid.hiddenRows.add(this.#row);
  }

  #openColumns(attributes: XmlAttributes): void {
    if (!isTrue(attribute(attributes, 'hidden'))) return;
    const last = Math.min(Number(attribute(attributes, 'max')), widestHidden);
    for (let column = Number(attribute(attributes, 'min')); column <= last; column++) {
      this.grid.hiddenColumns.add(column);
    }
  }

  #openMerge(attributes: XmlAttributes): void {
    const [from = '', to = from] = (attribute(attributes, 'ref') ?? '').split(':');
    const first = cellPosition(from);
    const last = cellPosition(to);
    if (!first || !last || last.row < first.row || last.column < first.column) {
      throw new SourceRefusal(attachmentText.broken());
    }
    if (this.grid.merges.length >= limits.worksheetCells)
      throw new LimitError('worksheetCells', this.grid.name);
    this.grid.merges.push({ top: first.row, left: first.column, bottom: last.row, right: last.column });
  }

  #openCell(attributes: XmlAttributes): void {
    const reference = attribute(attributes, 'r');
    const position =
      reference === undefined ? { row: this.#row, column: this.#column + 1 } : cellPosition(reference);
    if (!position || position.row !== this.#row) throw new SourceRefusal(attachmentText.broken());
    this.#column = position.column;
    this.#type = attribute(attributes, 't') ?? 'n';
    this.#style = Number(attribute(attributes, 's') ?? '0');
    this.#value = '';
    this.#hasFormula = false;
  }

  #closeCell(): void {
    const cell = this.#cell();
    if (cell.text === '' && !cell.trouble) return;
    if (++this.#cells > limits.worksheetCells) throw new LimitError('worksheetCells', this.grid.name);
    putCell(this.grid, this.#row, this.#column, cell);
  }

  #cell(): GridCell {
    const value = this.#value;
    const isText = this.#type === 'str' || this.#type === 'inlineStr';
    if (this.#hasFormula && value === '' && !isText) return { text: '', trouble: 'no-value' };
    if (this.#type === 'e') return { text: value, trouble: 'error' };
    if (this.#type === 's') return { text: this.#shown(this.#workbook.strings[Number(value)] ?? '') };
    if (this.#type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE' };
    if (isText || this.#type === 'd' || value === '') return { text: this.#shown(value) };
    const format = this.#workbook.formats[this.#style] ?? '';
    const number = Number(value);
    if (Number.isNaN(number)) return { text: value };
    return { text: showNumber(number, format, this.#workbook.date1904) };
  }

  /** `_x000D_` is how the format writes a carriage return in a text. */
  #shown(text: string): string {
    return withPlainBreaks(text.replaceAll('_x000D_', '\r'));
  }
}

/** @throws SourceRefusal */
export async function readSheet(workbook: Workbook, sheet: SheetEntry): Promise<Grid> {
  const reader = new SheetReader(workbook, sheet);
  const found = await onOutsideBytes(() =>
    readXml(workbook.zip, sheet.part, {
      open: (name, attributes) => reader.open(name, attributes),
      close: (name) => reader.close(name),
      text: (text) => reader.text(text),
    }),
  );
  if (!found) throw new SourceRefusal(attachmentText.broken());
  return reader.grid;
}
