import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { markdown, read } from './source-folder.ts';

const item = markdown('tables: [ { file: t.xlsx } ]');

async function parts(): Promise<JSZip> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('表').addRows([['甲'], ['乙']]);
  return JSZip.loadAsync(await book.xlsx.writeBuffer());
}

const sheetPart = 'xl/worksheets/sheet1.xml';
const pack = (zip: JSZip): Promise<Uint8Array> =>
  zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 9 } });

async function edited(part: string, change: (text: string) => string): Promise<Uint8Array> {
  const zip = await parts();
  zip.file(part, change((await zip.file(part)?.async('string')) ?? ''));
  return pack(zip);
}

const readBook = (bytes: Uint8Array) => read({ 'a.md': item, 't.xlsx': bytes });

/** Sets a 32-bit size in the central directory entry of a part. */
function declare(bytes: Uint8Array, part: string, size: number): Uint8Array {
  const buffer = Buffer.from(bytes);
  for (let at = 0; ; at++) {
    at = buffer.indexOf('PK\x01\x02', at, 'latin1');
    if (at < 0) throw new Error(`no entry ${part}`);
    if (buffer.toString('utf8', at + 46, at + 46 + buffer.readUInt16LE(at + 28)) !== part) continue;
    buffer.writeUInt32LE(size, at + 24);
    return buffer;
  }
}

describe('hostile workbooks', () => {
  it('refuses a bomb by what it declares, naming the limit', async () => {
    const bomb = declare(await pack(await parts()), 'docProps/app.xml', 300 * 1024 * 1024);
    const { problems } = await readBook(bomb);
    expect(problems).toMatchObject([{ field: 'file', line: 1 }]);
    expect(problems[0]?.message).toContain('workbookUnpackedBytes');
  });

  it('refuses a bomb that declares little by what comes out', async () => {
    const bomb = await edited(sheetPart, (text) =>
      text.replace('<sheetData>', `<sheetData>${' '.repeat(50_000_000)}`),
    );
    const before = process.memoryUsage().rss;
    const { problems } = await readBook(declare(bomb, sheetPart, 1_000));
    expect(problems).toMatchObject([{ field: 'file' }]);
    expect(problems[0]?.message).toMatch(/损坏/);
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
  });

  it('refuses too many entries', async () => {
    const zip = await parts();
    for (let index = 0; index < 5_100; index++) zip.file(`x/${index}`, '');
    expect((await readBook(await pack(zip))).problems[0]?.message).toContain('workbookEntries');
  });

  it.each([
    ['a merge over the whole sheet', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'],
    [
      'a rule over the whole sheet',
      '<dataValidations><dataValidation sqref="A1:XFD1048576" type="list"><formula1>"x"</formula1></dataValidation></dataValidations>',
    ],
  ])('is not slowed by %s', async (_why, xml) => {
    const { drafts } = await readBook(
      await edited(sheetPart, (text) => text.replace('</sheetData>', `</sheetData>${xml}`)),
    );
    expect(drafts[0]?.tables[0]?.rows).toHaveLength(1);
  });

  it('is not slowed by a name over the whole sheet', async () => {
    const name = '<definedNames><definedName name="n">表!$A$1:$XFD$1048576</definedName></definedNames>';
    const bytes = await edited('xl/workbook.xml', (text) => text.replace('</sheets>', `</sheets>${name}`));
    expect((await readBook(bytes)).drafts).toHaveLength(1);
  });

  it.each([
    [
      'merges that overlap',
      (text: string) =>
        text.replace(
          '</sheetData>',
          '</sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A2:A3"/></mergeCells>',
        ),
    ],
    ['a cell outside of any sheet', (text: string) => text.replace('r="A2"', 'r="ZZZZ2"')],
    ['a row that is none', (text: string) => text.replace('<row r="2"', '<row r="-2"')],
    [
      'an entity of its own',
      (text: string) =>
        text
          .replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet')
          .replace('</sheetData>', '&a;</sheetData>'),
    ],
    ['XML cut off', (text: string) => text.slice(0, -20)],
  ])('refuses %s', async (_why, change) => {
    const { drafts, problems } = await readBook(await edited(sheetPart, change));
    expect(drafts).toEqual([]);
    expect(problems).toMatchObject([{ field: 'file', message: expect.stringMatching(/损坏/) }]);
  });

  it('refuses old and locked workbooks, macros under a false name, and no workbook at all', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect((await readBook(old)).problems[0]?.message).toContain('.xls');
    const zip = await parts();
    zip.file('xl/vbaProject.bin', 'x');
    expect((await readBook(await pack(zip))).problems[0]?.message).toContain('宏');
    expect((await readBook(Buffer.from('甲,乙'))).problems[0]?.message).toContain('损坏');
  });
});
