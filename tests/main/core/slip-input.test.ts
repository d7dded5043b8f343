import { describe, expect, it } from 'vitest';
import type { Table } from '../../../main/contract/content.ts';
import { slipTable, withRows } from '../../../main/core/slip-input.ts';
import { plainItem } from '../printing/rig.ts';

const table: Table = {
  title: '分红',
  columns: [
    { title: '组别', kind: 'text' },
    { title: '户主', kind: 'text' },
    { title: '金额', kind: 'money', unit: '元' },
  ],
  header: [],
  rows: [
    { kind: 'row', cells: [{ text: '一组', rowSpan: 2 }, { text: '唐根松' }, { text: '300.00' }] },
    { kind: 'row', cells: [{ text: '李秀英' }, { text: '200.00' }] },
    { kind: 'row', cells: [{ text: '二组' }, { text: '王建平' }, { text: '100.00' }] },
  ],
  totals: [],
};

describe('rows that somebody chose for paper', () => {
  const input = { ...plainItem, tables: [slipTable(table)] };

  it('stand under their own columns, whatever is spanned above them, in the order of the table', () => {
    expect(withRows(input, { table: 0, chosen: [2, 1, 1] })).toMatchObject({
      keyFigures: [],
      bodyText: '',
      qrText: plainItem.qrText,
      tables: [
        {
          rows: [
            ['一组', '李秀英', '200.00'],
            ['二组', '王建平', '100.00'],
          ],
          chosenOf: 3,
        },
      ],
    });
  });

  it('are not there where the table or its rows are not', () => {
    expect(withRows(input, { table: 1, chosen: [0] })).toBeUndefined();
    expect(withRows(input, { table: 0, chosen: [3, 99] })).toBeUndefined();
  });
});
