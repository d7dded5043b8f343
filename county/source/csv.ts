/** Reads CSV files of any Chinese spreadsheet program as a grid: UTF-8 or GB18030, comma or tab. */
import { CsvError, parse } from 'csv-parse/sync';
import { limits } from '../../main/contract/limits.ts';
import { tableText } from '../../main/text/source.ts';
import { emptyGrid, type Grid, putCell } from './grid.ts';
import { withPlainBreaks } from './plain-text.ts';
import { SourceRefusal } from './refusal.ts';
import { decodeText } from './source-file.ts';

type Recorded = { record: string[]; info: { lines: number } };

const delimiterOf = (text: string): string => {
  const firstLine = text.slice(0, 4_096).split(/\r?\n/, 1)[0] ?? '';
  return firstLine.includes('\t') && !firstLine.includes(',') ? '\t' : ',';
};

function parseRecords(text: string): Recorded[] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      max_record_size: limits.tableColumns * limits.cellCharacters * 4,
    }) as unknown as Recorded[];
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const line = 'lines' in thrown && typeof thrown.lines === 'number' ? thrown.lines : 1;
    throw new SourceRefusal(tableText.csv(), 'file', line, { cause: thrown });
  }
}

/** Every text as it stands; what looks like a formula is text. @throws SourceRefusal */
export function readCsv(bytes: Uint8Array): Grid {
  const text = decodeText(bytes);
  const grid = emptyGrid('');
  const starts: number[] = [];
  let line = 1;
  for (const { record, info } of parseRecords(text)) {
    starts.push(line);
    line = info.lines + 1;
    const row = starts.length;
    record.forEach((cell, index) => {
      putCell(grid, row, index + 1, { text: withPlainBreaks(cell) });
    });
  }
  grid.lineOf = (row) => starts[row - 1] ?? row;
  return grid;
}
