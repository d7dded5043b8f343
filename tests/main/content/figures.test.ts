import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../main/content/figures.ts';
import type { Table } from '../../../main/contract/content.ts';

function moneyTable(title: string, rows: readonly (readonly [string, number])[]): Table {
  return {
    title,
    columns: [
      { title: '项目', kind: 'text' },
      { title: '金额', kind: 'money', unit: '元' },
    ],
    header: [],
    rows: rows.map(([text, fen]) => ({
      kind: text === '合计' ? 'total' : 'row',
      cells: [{ text }, { text: String(fen / 100), fen }],
    })),
    totals: [],
  };
}

describe('figuresOf', () => {
  it('takes income and expense from tables of their own, beside a table of balances', () => {
    const tables = [
      moneyTable('支出', [
        ['水电费', 100],
        ['合计', 100],
      ]),
      moneyTable('收入', [
        ['租金', 300],
        ['合计', 300],
      ]),
      moneyTable('结余情况', [
        ['上期结转', 50],
        ['本期结余', 250],
      ]),
    ];
    expect(figuresOf({ title: '第三季度收支明细', tables })).toEqual({
      income: 300,
      expense: 100,
      balance: 250,
    });
  });

  it('does not take a table of both for one of them', () => {
    const tables = [
      moneyTable('收入和支出', [
        ['租金', 300],
        ['合计', 300],
      ]),
    ];
    expect(figuresOf({ title: '收支', tables })).toEqual({ total: 300 });
  });

  const twoColumns = (one: string, other: string): Table => ({
    title: '',
    columns: [
      { title: '项目', kind: 'text' },
      { title: one, kind: 'money', unit: '元' },
      { title: other, kind: 'money', unit: '元' },
    ],
    header: [],
    rows: [
      { kind: 'row', cells: [{ text: '甲' }, { text: '3', fen: 300 }, { text: '2', fen: 200 }] },
      { kind: 'total', cells: [{ text: '合计' }, { text: '3', fen: 300 }, { text: '2', fen: 200 }] },
    ],
    totals: [],
  });

  it('knows both sides whose heads have their unit', () => {
    const tables = [twoColumns('收入（元）', '支出（元）')];
    expect(figuresOf({ title: '收支明细', tables })).toEqual({ income: 300, expense: 200 });
  });

  it('takes none of several totals for the total, unless it is called so', () => {
    expect(figuresOf({ title: '债权债务', tables: [twoColumns('应收款', '应付款')] })).toEqual({});
    const tables = [moneyTable('应收款', [['合计', 300]]), moneyTable('应付款', [['合计', 200]])];
    expect(figuresOf({ title: '债权债务', tables })).toEqual({});
    expect(figuresOf({ title: '补贴', tables: [twoColumns('本季金额', '累计')] })).toEqual({ total: 300 });
  });
});
