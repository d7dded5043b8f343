/** Reads .xlsx files as streams of XML under limits, sheet by sheet (ECMA-376 part 1, SpreadsheetML). */
import { LimitError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { attachmentText, tableText } from '../../main/text/source.ts';
import { builtInFormats } from './number-format.ts';
import { SourceRefusal } from './refusal.ts';
import { attribute, readXml } from './xml-stream.ts';
import { onOutsideBytes, type ZipParts, zipOfBytes } from './zip-parts.ts';

/** A sheet as it stands among the tabs. `part` is its place in the zip; absent for charts and the like. */
export type SheetEntry = { name: string; hidden: boolean; part: string };

/** What the cells of all sheets refer to. */
export type Workbook = {
  zip: ZipParts;
  sheets: SheetEntry[];
  strings: string[];
  /** Format code by cell style. */
  formats: string[];
  date1904: boolean;
};

const workbookPart = 'xl/workbook.xml';

/** Names of parts by relation id; targets are relative to `xl/` or absolute. */
async function readRelations(zip: ZipParts): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  await readXml(zip, 'xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name !== 'Relationship' || !attribute(attributes, 'Type')?.endsWith('/worksheet')) return;
      const target = attribute(attributes, 'Target') ?? '';
      parts.set(
        attribute(attributes, 'Id') ?? '',
        target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`,
      );
    },
  });
  return parts;
}

async function readSheets(zip: ZipParts): Promise<{ sheets: SheetEntry[]; date1904: boolean }> {
  const relations = await readRelations(zip);
  const sheets: SheetEntry[] = [];
  let date1904 = false;
  const found = await readXml(zip, workbookPart, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const part = relations.get(attribute(attributes, 'id') ?? '');
      if (part === undefined) return;
      if (sheets.length >= limits.workbookSheets) throw new LimitError('workbookSheets', workbookPart);
      const state = attribute(attributes, 'state') ?? 'visible';
      sheets.push({ name: attribute(attributes, 'name') ?? '', hidden: state !== 'visible', part });
    },
  });
  if (!found) throw new SourceRefusal(attachmentText.broken());
  return { sheets, date1904 };
}

/** Shared texts; runs are joined, readings over the characters (`rPh`) left out. */
async function readStrings(zip: ZipParts): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let inReading = false;
  await readXml(zip, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') current = '';
      else if (name === 'rPh') inReading = true;
      else if (name === 't') inText = !inReading;
    },
    close: (name) => {
      if (name === 'rPh') inReading = false;
      else if (name === 't') inText = false;
      else if (name === 'si') {
        if (strings.length >= limits.workbookStrings)
          throw new LimitError('workbookStrings', 'sharedStrings');
        strings.push(current);
      }
    },
    text: (text) => {
      if (inText) current += text;
    },
  });
  return strings;
}

async function readFormats(zip: ZipParts): Promise<string[]> {
  const own = new Map<number, string>();
  const formats: string[] = [];
  let inCellFormats = false;
  await readXml(zip, 'xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        own.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      } else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attribute(attributes, 'numFmtId') ?? '0');
        formats.push(own.get(id) ?? builtInFormats.get(id) ?? '');
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return formats;
}

const oldFormatMark = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Opens a workbook; its sheets are read later, one by one.
 * @throws SourceRefusal for old or locked files, broken ones, and limits
 */
export async function openWorkbook(bytes: Buffer, subject: string): Promise<Workbook> {
  if (bytes.subarray(0, 8).equals(oldFormatMark)) throw new SourceRefusal(tableText.oldWorkbook());
  const zip = await zipOfBytes(bytes, subject);
  try {
    return await onOutsideBytes(async () => ({
      zip,
      ...(await readSheets(zip)),
      strings: await readStrings(zip),
      formats: await readFormats(zip),
    }));
  } catch (thrown) {
    zip.close();
    throw thrown;
  }
}
