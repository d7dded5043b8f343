import { describe, expect, it } from 'vitest';
import type { Table } from '../../../main/contract/content.ts';
import { compositionOf, namingColumn } from '../../../renderer/terminal/item/composition.ts';
import { longRows, rowsWith } from '../../../renderer/terminal/item/long-rows.ts';
import { cells, register, row } from '../fake-items.ts';

function statement(
  lines: readonly (readonly [string, number])[],
  total: number | undefined,
  result: 'equal' | 'differs' = 'equal',
): Table {
  const money = (fen: number) => ({ text: String(fen / 100), fen });
  return {
    columns: [
      { title: '项目', kind: 'text' },
      { title: '金额', kind: 'money', unit: '元' },
    ],
    header: [],
    rows: [
      ...lines.map(([text, fen]) => ({ kind: 'row' as const, cells: [{ text }, money(fen)] })),
      ...(total === undefined ? [] : [{ kind: 'total' as const, cells: [{ text: '合计' }, money(total)] }]),
    ],
    totals:
      total === undefined ? [] : [{ column: 1, sumFen: total, statedFen: total, differenceFen: 0, result }],
  };
}

describe('of what a total is made', () => {
  it('adds up lines of one name, the largest first, with their share', () => {
    const made = compositionOf(
      statement(
        [
          ['水电', 100],
          ['修路', 600],
          ['水电', 300],
        ],
        1000,
      ),
    );
    expect(made?.parts).toEqual([
      { label: '修路', fen: 600, share: 0.6 },
      { label: '水电', fen: 400, share: 0.4 },
    ]);
  });

  it('names lines by their words, not by their numbers', () => {
    const plain = statement(
      [
        ['水电', 100],
        ['修路', 600],
      ],
      700,
    );
    const numbered: Table = {
      ...plain,
      columns: [{ title: '序号', kind: 'text' }, ...plain.columns],
      rows: plain.rows.map(({ kind, cells: own }, index) => ({
        kind,
        cells: [{ text: kind === 'total' ? '' : String(index + 1) }, ...own],
      })),
      totals: plain.totals.map((check) => ({ ...check, column: 2 })),
    };
    expect(compositionOf(numbered)?.parts.map(({ label }) => label)).toEqual(['修路', '水电']);
    expect(namingColumn(plain)).toBe(0);
  });

  it('draws the smallest together, and loses nothing', () => {
    const made = compositionOf(
      statement(
        Array.from({ length: 20 }, (_, at) => [`第${at}项`, 100 + at] as const),
        2190,
      ),
    );
    expect(made?.rest).toBe(11);
    expect(made?.parts.reduce((sum, { fen }) => sum + fen, 0)).toBe(2190);
  });

  it('is not drawn where there is no total, where lines do not add up to it, or where one is taken off', () => {
    expect(
      compositionOf(
        statement(
          [
            ['水电', 100],
            ['修路', 600],
          ],
          undefined,
        ),
      ),
    ).toBeUndefined();
    expect(
      compositionOf(
        statement(
          [
            ['水电', 100],
            ['修路', 600],
          ],
          900,
          'differs',
        ),
      ),
    ).toBeUndefined();
    expect(
      compositionOf(
        statement(
          [
            ['水电', -100],
            ['修路', 600],
          ],
          500,
        ),
      ),
    ).toBeUndefined();
  });
});

describe('rows of a long table', () => {
  it('stand for themselves: a cell over several rows is in each of them', () => {
    const rows = longRows({
      columns: [
        { title: '组', kind: 'text' },
        { title: '户', kind: 'text' },
      ],
      header: [],
      rows: [
        { kind: 'section', cells: [{ text: '一、竹园', columnSpan: 2 }] },
        { kind: 'row', cells: [{ text: '一组', rowSpan: 2 }, { text: '龚䶮' }] },
        { kind: 'row', cells: cells('孙㙍') },
        row('二组', '王平'),
      ],
      totals: [],
    });
    expect(rows.map(({ texts }) => texts.join('/'))).toEqual([
      '一、竹园',
      '一组/龚䶮',
      '一组/孙㙍',
      '二组/王平',
    ]);
    expect(rowsWith(rows, '一组').map(({ index }) => index)).toEqual([1, 2]);
  });

  it('are found by all words, whatever their width, case, spaces and commas', () => {
    const rows = longRows(register(10_000));
    expect(rowsWith(rows, ' ').length).toBe(10_000);
    expect(rowsWith(rows, 'ｚｃ-0130').map(({ texts }) => texts[0])).toEqual(['ZC-0130']);
    expect(rowsWith(rows, '茶园 2019').every(({ texts }) => texts.join('').includes('2019'))).toBe(true);
    expect(rowsWith(rows, '茶园2019')).toEqual([]);
  });
});
