import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../main/contract/content.ts';
import { draftOf, markdown, read } from './source-folder.ts';

/** A workbook as Excel would save it. */
async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const texts = (table: Table | undefined): string[][] =>
  (table?.rows ?? []).map((row) => row.cells.map((cell) => cell.text));

const statement = (rows: string): string => `项目,金额（元）\n${rows}`;
const oneTable = 'tables: [ { file: a.csv } ]';
const csvTable = async (csv: string, lines = oneTable): Promise<Table | undefined> =>
  (await draftOf({ 'a.md': markdown(lines), 'a.csv': csv })).tables[0];

describe('workbooks', () => {
  it('keeps merged headers, shown formats, cached values, blanks and dates', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('收支');
      sheet.addRow(['2026年第三季度收支表']);
      sheet.mergeCells('A1:E1');
      sheet.addRow(['项目', '收支', null, '日期', '备注']);
      sheet.addRow([null, '收入（万元）', '支出（元）', null, null]);
      sheet.mergeCells('B2:C2');
      sheet.mergeCells('A2:A3');
      sheet.mergeCells('D2:D3');
      sheet.mergeCells('E2:E3');
      sheet.addRow(['土地租金', 71.54, null, new Date(Date.UTC(2026, 6, 1)), null]);
      sheet.addRow([
        '修路',
        null,
        1234.5,
        new Date(Date.UTC(2026, 7, 15)),
        { richText: [{ text: '村' }, { text: '道' }] },
      ]);
      sheet.addRow([
        '合 计',
        { formula: 'SUM(B4:B5)', result: 71.54 },
        { formula: 'SUM(C4:C5)', result: 1234.5 },
      ]);
      sheet.getCell('C5').numFmt = '#,##0.00';
      sheet.getCell('C6').numFmt = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ';
      sheet.getCell('D4').numFmt = 'yyyy"年"m"月"d"日"';
      sheet.getCell('D5').numFmt = 'yyyy-mm-dd';
    });
    const { tables } = await draftOf({
      'a.md': markdown('tables: [ { file: 收支.xlsx, sheet: 1, header: 1-3, rows: 4-6 } ]'),
      '收支.xlsx': bytes,
    });
    expect(tables[0]?.header).toEqual([
      [{ text: '2026年第三季度收支表', columnSpan: 5 }],
      [
        { text: '项目', rowSpan: 2 },
        { text: '收支', columnSpan: 2 },
        { text: '日期', rowSpan: 2 },
        { text: '备注', rowSpan: 2 },
      ],
      [{ text: '收入（万元）' }, { text: '支出（元）' }],
    ]);
    expect(tables[0]?.columns).toEqual([
      { title: '项目', kind: 'text' },
      { title: '收入（万元）', kind: 'money', unit: '万元' },
      { title: '支出（元）', kind: 'money', unit: '元' },
      { title: '日期', kind: 'date' },
      { title: '备注', kind: 'text' },
    ]);
    expect(texts(tables[0])).toEqual([
      ['土地租金', '71.54', '', '2026年7月1日', ''],
      ['修路', '', '1,234.50', '2026-08-15', '村道'],
      ['合 计', '71.54', '1,234.50', '', ''],
    ]);
    expect(tables[0]?.rows.map((row) => row.kind)).toEqual(['row', 'row', 'total']);
    expect(tables[0]?.rows[0]?.cells[1]?.fen).toBe(71_540_000);
    expect(tables[0]?.totals.map(({ column, result }) => [column, result])).toEqual([
      [1, 'equal'],
      [2, 'equal'],
    ]);
  });

  it('takes several tables of one sheet, and sheets by name and number', async () => {
    const bytes = await workbook((book) => {
      const first = book.addWorksheet('总表');
      for (const row of [['资产', '数量'], ['水泵', 3], [], ['债务', '金额（元）'], ['欠款', 500]])
        first.addRow(row);
      book.addWorksheet('2026').addRows([['姓名'], ['王建平']]);
    });
    const lines = `tables:
  - { file: t.xlsx, header: 1, rows: 2 }
  - { file: t.xlsx, sheet: 总表, header: 4, rows: 5-5 }
  - { file: t.xlsx, sheet: 2 }
  - { file: t.xlsx, sheet: "2026" }`;
    const { tables } = await draftOf({ 'a.md': markdown(lines), 't.xlsx': bytes });
    expect(tables.map(texts)).toEqual([[['水泵', '3']], [['欠款', '500']], [['王建平']], [['王建平']]]);
    expect(tables[1]?.rows[0]?.cells[1]?.fen).toBe(50_000);
  });

  it('refuses hidden sheets unless named, and numbers that they make unclear', async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet('底稿', { state: 'hidden' }).addRows([['甲'], ['密']]);
      book.addWorksheet('公开').addRows([['甲'], ['明']]);
    });
    const table = async (sheet: string) =>
      read({ 'a.md': markdown(`tables: [ { file: t.xlsx${sheet} } ]`), 't.xlsx': bytes });
    expect(texts((await table('')).drafts[0]?.tables[0])).toEqual([['明']]);
    expect(texts((await table(', sheet: 底稿')).drafts[0]?.tables[0])).toEqual([['密']]);
    expect((await table(', sheet: 1')).problems[0]?.remedy).toContain('sheet: 底稿');
    expect((await table(', sheet: 2')).problems[0]?.remedy).toContain('「公开」');
    for (const sheet of [', sheet: 1', ', sheet: 2', ', sheet: 3']) {
      expect((await table(sheet)).problems).toMatchObject([{ line: 4, field: 'tables.1.sheet' }]);
    }
  });

  it('names the cell of a formula without a value, of an error, and of what is hidden', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('表');
      sheet.addRows([
        ['项目', '金额（元）', '证号'],
        ['甲', { formula: 'A1*2' }, 1],
        ['乙', { error: '#REF!' }, 2],
        ['丙', 5, 3],
      ]);
      sheet.getColumn(3).hidden = true;
      sheet.getRow(4).hidden = true;
    });
    const { drafts, problems } = await read({
      'a.md': markdown('tables: [ { file: t.xlsx } ]'),
      't.xlsx': bytes,
    });
    expect(drafts).toEqual([]);
    expect(problems.map(({ line, field }) => [line, field]).sort()).toEqual([
      [1, '表!C'],
      [2, '表!B2'],
      [3, '表!B3'],
      [4, '表!A4'],
    ]);
    expect(problems.every(({ file, remedy }) => file.endsWith('t.xlsx') && remedy !== '')).toBe(true);
  });

  it('spans cells of the body, clipped to the rows asked for', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('表');
      sheet.addRows([
        ['组', '户'],
        ['一组', '甲'],
        [null, '乙'],
        [null, '丙'],
      ]);
      sheet.mergeCells('A2:A4');
    });
    const { tables } = await draftOf({
      'a.md': markdown('tables: [ { file: t.xlsx, rows: 3-4 } ]'),
      't.xlsx': bytes,
    });
    expect(tables[0]?.rows.map((row) => row.cells)).toEqual([
      [{ text: '一组', rowSpan: 2 }, { text: '乙' }],
      [{ text: '丙' }],
    ]);
  });

  it('lets names and rules over whole columns cost nothing', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('表');
      sheet.addRows([['甲'], ['乙']]);
      sheet.autoFilter = 'A1:XFD1048576';
      sheet.getCell('A2').dataValidation = { type: 'list', allowBlank: true, formulae: ['"甲,乙"'] };
    });
    const { tables } = await draftOf({ 'a.md': markdown('tables: [ { file: t.xlsx } ]'), 't.xlsx': bytes });
    expect(texts(tables[0])).toEqual([['乙']]);
  });
});

describe('CSV', () => {
  it('reads GB18030 with rare characters, UTF-8 with its mark, quotes, and formula-like text as text', async () => {
    const csv = '姓名,备注\n䶮㙍𠮷,"=1+2, ""引号""\n第二行"\n@SUM,\n';
    const expected = [
      ['䶮㙍𠮷', '=1+2, "引号"\n第二行'],
      ['@SUM', ''],
    ];
    for (const bytes of [iconv.encode(csv, 'gb18030'), Buffer.from(`\ufeff${csv}`), Buffer.from(csv)]) {
      const { tables } = await draftOf({ 'a.md': markdown(oneTable), 'a.csv': bytes });
      expect(texts(tables[0])).toEqual(expected);
    }
  });

  it('keeps blank rows between others, and counts rows as a spreadsheet does', async () => {
    const table = await csvTable(
      '标题,\n项目,金额（元）\n甲,1\n,\n乙,2\n',
      'tables: [ { file: a.csv, header: 2, rows: 3-5 } ]',
    );
    expect(texts(table)).toEqual([
      ['甲', '1'],
      ['', ''],
      ['乙', '2'],
    ]);
  });

  it('names the line of a cell that is too long, also after a cell of two lines', async () => {
    const csv = `项目,说明\n甲,"一\n二"\n乙,${'长'.repeat(4_001)}\n`;
    const { problems } = await read({ 'a.md': markdown(oneTable), 'a.csv': csv });
    expect(problems).toMatchObject([{ line: 4, field: 'B3' }]);
  });

  it('gives rows of a register their own ids', async () => {
    const table = await csvTable('资产编号,名称\nZC-001,水泵\n', `kind: register\n${oneTable}`);
    expect(table?.rows[0]?.id).toBe('ZC-001');
  });
});

describe('columns', () => {
  it.each([
    ['金额（元）', '12', 'money', '元'],
    ['预算/万元', '12', 'money', '万元'],
    ['万元', '1.5', 'money', '万元'],
    ['单价（元/亩）', '300', 'number', '元/亩'],
    ['面积（亩）', '3.2', 'number', '亩'],
    ['户数', '28', 'number', undefined],
    ['补助金额', '24元6角', 'money', undefined],
    ['发放日期', '2026-07-01', 'date', undefined],
    ['银行账号', '6222020000', 'text', undefined],
    ['序号', '1', 'text', undefined],
    ['备注', '无', 'text', undefined],
  ])('%s over %s is %s in %s', async (header, cell, kind, unit) => {
    const table = await csvTable(`${header},乙\n${cell},x\n`);
    expect(table?.columns[0]).toEqual({ title: header, kind, ...(unit && { unit }) });
  });

  it('takes a title alone in its row for the table, not for a column', async () => {
    const table = await csvTable(
      '收支表（单位：元）,,\n项目,金额,合计\n甲,1.5,2\n',
      'tables: [ { file: a.csv, header: 1-2 } ]',
    );
    expect(table?.columns).toEqual([
      { title: '项目', kind: 'text' },
      { title: '金额', kind: 'money', unit: '元' },
      { title: '合计', kind: 'money', unit: '元' },
    ]);
  });

  it('takes the unit from a caption above the header', async () => {
    const table = await csvTable(
      '单位：万元,\n项目,金额\n甲,1.5\n',
      'tables: [ { file: a.csv, header: 2 } ]',
    );
    expect(table?.columns[1]).toEqual({ title: '金额', kind: 'money', unit: '万元' });
    expect(table?.rows[0]?.cells[1]).toEqual({ text: '1.5', fen: 1_500_000 });
  });
});

describe('totals', () => {
  const check = async (rows: string, header = '项目,金额（万元）') => {
    const table = await csvTable(`${header}\n${rows}`);
    return { kinds: table?.rows.map((row) => row.kind), totals: table?.totals };
  };

  it.each(['合计', '合 计', '合　　计', ' 合 计：', '总计（万元）', '共计'])(
    'finds %j as the total',
    async (label) => {
      const { kinds, totals } = await check(`甲,1.5\n乙,2.5\n${label},4\n`);
      expect(kinds).toEqual(['row', 'row', 'total']);
      expect(totals).toEqual([
        { column: 1, sumFen: 4_000_000, statedFen: 4_000_000, differenceFen: 0, result: 'equal' },
      ]);
    },
  );

  it('finds a total that stands first, and none where there is none', async () => {
    expect((await check('合计,4\n甲,1.5\n乙,2.5\n')).kinds).toEqual(['total', 'row', 'row']);
    expect(await check('甲,1.5\n乙,2.5\n')).toEqual({ kinds: ['row', 'row'], totals: [] });
  });

  it('calls a difference rounding within half a printed digit per row, and keeps the figure', async () => {
    const { totals } = await check('甲,1.01\n乙,1.01\n丙,1.01\n合计,3.04\n');
    expect(totals).toEqual([
      { column: 1, sumFen: 3_030_000, statedFen: 3_040_000, differenceFen: 10_000, result: 'rounding' },
    ]);
  });

  it('marks a true difference and publishes all the same', async () => {
    const { totals } = await check('甲,28\n乙,1\n合计,39\n');
    expect(totals?.[0]).toMatchObject({ differenceFen: 10_000_000, result: 'differs' });
  });

  it('adds up what is not counted twice: 其中, subtotals, chapters', async () => {
    expect((await check('甲,3\n其中：乙,1\n合计,3\n')).totals?.[0]?.result).toBe('equal');
    expect((await check('甲,3\n小计,3\n乙,1\n小计,1\n合计,4\n')).totals?.[0]?.result).toBe('equal');
    expect(
      (await check('一、收入,3\n租金,1\n补助,2\n二、其他,1\n利息,1\n合计,4\n')).totals?.[0]?.result,
    ).toBe('equal');
  });

  it('leaves out cells that are no number', async () => {
    const { totals } = await check('甲,5.9万多元\n乙,1\n合计,7\n');
    expect(totals?.[0]).toMatchObject({ sumFen: 1_000_000, result: 'differs' });
  });

  it('obeys `total`: a last row whatever its label, or none at all', async () => {
    const csv = statement('甲,1\n余额,1\n');
    expect((await csvTable(csv, 'tables: [ { file: a.csv, total: last } ]'))?.rows.at(-1)?.kind).toBe(
      'total',
    );
    expect((await csvTable(csv, 'tables: [ { file: a.csv, total: first } ]'))?.rows[0]?.kind).toBe('total');
    const none = await csvTable(statement('甲,1\n合计,1\n'), 'tables: [ { file: a.csv, total: none } ]');
    expect(none?.rows.map((row) => row.kind)).toEqual(['row', 'row']);
  });

  it('adds up over a continued table', async () => {
    const lines = 'tables: [ { file: a.csv }, { file: b.csv, continues: true } ]';
    const files = {
      'a.md': markdown(lines),
      'a.csv': statement('甲,1\n'),
      'b.csv': statement('乙,2\n合计,3\n'),
    };
    const { tables } = await draftOf(files);
    expect(tables.map((table) => table.continues)).toEqual([undefined, true]);
    expect(tables[1]?.totals).toMatchObject([{ sumFen: 300, statedFen: 300, result: 'equal' }]);
  });
});
