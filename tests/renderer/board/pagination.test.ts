/** Pages decided apart from any screen: what is measured is given. */
import { describe, expect, it } from 'vitest';
import type { Table, TableRow } from '../../../main/contract/content.ts';
import {
  type Block,
  type Page,
  type Piece,
  type TableBlock,
  textsOf,
} from '../../../renderer/board/blocks.ts';
import { planColumns, shareWidth } from '../../../renderer/board/columns.ts';
import { countCharacters, dwellTime, longestDwell, shortestDwell } from '../../../renderer/board/dwell.ts';
import { cutGrid, denseGrid, joinContinued } from '../../../renderer/board/grid.ts';
import { paginate, type Screen } from '../../../renderer/board/paginate.ts';
import { splitSentences } from '../../../renderer/board/sentences.ts';

/** Ten characters a line, a line is 1 high; a table's head 2, its rows 1 each. */
function screen(first: number, rest: number): Screen {
  const heightOf = (piece: Piece): number => {
    if (piece.kind === 'paragraph') return Math.ceil([...piece.text].length / 10);
    if (piece.kind === 'table') return 2 + rowHeights(piece);
    return piece.kind === 'stages' ? piece.rows.length : 3;
  };
  return {
    first,
    rest,
    width: 100,
    height: (pieces) => pieces.reduce((sum, piece) => sum + heightOf(piece), 0),
    columns: (table) => table.columns.map(() => ({ natural: 30, least: 20 })),
  };
}

function rowHeights({ body, from, to, mostCharacters = Number.POSITIVE_INFINITY }: TableBlock): number {
  return body
    .slice(from, to)
    .reduce((sum, row) => sum + Math.ceil(Math.min(row[0]?.text.length ?? 1, mostCharacters) / 10), 0);
}

const row = (...texts: string[]): TableRow => ({ kind: 'row', cells: texts.map((text) => ({ text })) });
const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => row(`户${index + 1}`, '1'));
const tableOf = (rows: TableRow[], columns = 2, extra: Partial<Table> = {}): Table => ({
  columns: Array.from({ length: columns }, (_, index) => ({
    title: `栏${index + 1}`,
    kind: 'text' as const,
  })),
  header: [],
  rows,
  totals: [],
  ...extra,
});
const paragraph = (text: string, role: 'plain' | 'heading' = 'plain'): Block => ({
  kind: 'paragraph',
  role,
  text,
});
const tables = (pages: readonly Page[]) =>
  pages.flatMap(({ pieces }) => pieces.filter((piece) => piece.kind === 'table'));
const shownRows = (pages: readonly Page[]) =>
  tables(pages).flatMap(({ body, from, to }) => body.slice(from, to).map((cells) => cells[0]?.text));
const textOf = (pages: readonly Page[]) =>
  pages
    .flatMap(({ pieces }) => pieces.flatMap((piece) => (piece.kind === 'paragraph' ? piece.text : [])))
    .join('');

describe('paginate', () => {
  it('gives one page to what fits, and one empty page to nothing', () => {
    expect(paginate([paragraph('一句。')], screen(5, 5), 9, false)).toMatchObject([{ more: false }]);
    expect(paginate([], screen(5, 5), 9, false)).toEqual([{ pieces: [], more: false }]);
  });

  it('shows every row of a table of 300 rows once, in order, on pages that hold them', () => {
    const pages = paginate([{ kind: 'table', table: tableOf(rowsOf(300)) }], screen(7, 9), 100, false);
    expect(shownRows(pages)).toEqual(rowsOf(300).map(({ cells }) => cells[0]?.text));
    for (const [index, page] of pages.entries()) {
      expect(screen(7, 9).height(page.pieces)).toBeLessThanOrEqual(index === 0 ? 7 : 9);
    }
  });

  it('stops at the cap and says where the rest is, without promising what the code does not hold', () => {
    const block: Block = { kind: 'table', table: tableOf(rowsOf(300)) };
    for (const [hasLink, word] of [
      [true, '扫码'],
      [false, '查询机'],
    ] as const) {
      const pages = paginate([block], screen(7, 7), 4, hasLink);
      expect(pages).toHaveLength(4);
      const note = pages[3]?.pieces.at(-1);
      expect(note).toMatchObject({ kind: 'paragraph', role: 'note' });
      expect(note === undefined ? '' : textsOf(note).join('')).toContain(word);
      expect(pages.map(({ more }) => more)).toEqual([false, false, false, true]);
      expect(screen(7, 7).height(pages[3]?.pieces ?? [])).toBeLessThanOrEqual(7);
    }
    const [, , , last] = paginate([block], screen(7, 7), 4, false);
    expect(JSON.stringify(last?.pieces.at(-1))).not.toContain('扫码');
  });

  it('does not cut what just fits on the last allowed page', () => {
    const pages = paginate([{ kind: 'table', table: tableOf(rowsOf(10)) }], screen(7, 7), 2, false);
    expect(pages.map(({ more }) => more)).toEqual([false, false]);
    expect(shownRows(pages)).toHaveLength(10);
  });

  it('leaves no last page with a lonely row', () => {
    const pages = paginate([{ kind: 'table', table: tableOf(rowsOf(6)) }], screen(7, 8), 9, false);
    expect(tables(pages).map(({ from, to }) => to - from)).toEqual([3, 3]);
  });

  it('breaks text at sentence ends, and loses nothing', () => {
    const text = '第一句有十二个字在这里呢。第二句也有十二个字在这里。第三句短。第四句又是十二个字在这里。';
    const pages = paginate([paragraph(text)], screen(3, 3), 9, false);
    expect(pages.length).toBeGreaterThan(1);
    expect(textOf(pages)).toBe(text);
    for (const page of pages) expect(textOf([page])).toMatch(/。$/);
  });

  it('breaks a sentence that no page holds at commas, then anywhere', () => {
    const clauses = `${'甲'.repeat(14)}，${'乙'.repeat(14)}，${'丙'.repeat(14)}。`;
    const pages = paginate([paragraph(clauses)], screen(2, 2), 9, false);
    expect(textOf(pages)).toBe(clauses);
    expect(textOf(pages.slice(0, 1))).toMatch(/，$/);
    const solid = '丁'.repeat(95);
    const solidPages = paginate([paragraph(solid)], screen(2, 2), 9, false);
    expect(textOf(solidPages)).toBe(solid);
    expect(solidPages).toHaveLength(5);
  });

  it('keeps a heading with what it heads', () => {
    const pages = paginate(
      [paragraph('甲'.repeat(35)), paragraph('题', 'heading'), paragraph('乙'.repeat(20))],
      screen(5, 5),
      9,
      false,
    );
    expect(pages.map(({ pieces }) => pieces.length)).toEqual([1, 2]);
    const begun = paginate([paragraph('题', 'heading'), paragraph('丙'.repeat(90))], screen(3, 5), 9, false);
    expect(begun[0]?.pieces).toHaveLength(2);
  });

  it('does not end a page with the title of a section', () => {
    const rows: TableRow[] = [
      ...rowsOf(4),
      { kind: 'section', cells: [{ text: '二、支出', columnSpan: 2 }] },
      ...rowsOf(20),
    ];
    const [first] = tables(paginate([{ kind: 'table', table: tableOf(rows) }], screen(7, 7), 9, false));
    expect(first?.to).toBe(4);
  });

  it('shortens a row that no page holds instead of stopping', () => {
    const pages = paginate(
      [{ kind: 'table', table: tableOf([row('长'.repeat(900), '1'), row('短', '1')]) }],
      screen(7, 7),
      9,
      false,
    );
    expect(shownRows(pages)).toHaveLength(2);
    for (const { pieces } of pages) expect(screen(7, 7).height(pieces)).toBeLessThanOrEqual(7);
  });

  it('shows the other columns of the same rows next, and never mixes the parts on a page', () => {
    const table = tableOf(
      Array.from({ length: 7 }, (_, index) => row(`户${index}`, ...'abcdefg')),
      8,
    );
    const parts = tables(paginate([{ kind: 'table', table }], screen(6, 6), 9, false));
    expect(parts.map(({ part, from, to }) => [part, from, to])).toEqual([
      [0, 0, 4],
      [1, 0, 4],
      [0, 4, 7],
      [1, 4, 7],
    ]);
    for (const { group } of parts) expect(group.columns[0]).toBe(0);
  });
});

describe('columns', () => {
  const needs = (count: number) => Array.from({ length: count }, () => ({ natural: 30, least: 20 }));
  it('share the width out by what they need', () => {
    const widths = shareWidth(
      [
        { natural: 20, least: 20 },
        { natural: 200, least: 40 },
      ],
      100,
    );
    expect(widths).toEqual([20, 80]);
    expect(shareWidth(needs(2), 100)).toEqual([50, 50]);
  });

  it('are chosen by what they tell, where parts would be too many, and the others are named', () => {
    const table: Table = {
      ...tableOf([], 8),
      columns: [
        { title: '序号', kind: 'number' },
        { title: '名称', kind: 'text' },
        { title: '坐落', kind: 'text' },
        { title: '购建日期', kind: 'date' },
        { title: '用途', kind: 'text' },
        { title: '原值', kind: 'money', unit: '元' },
        { title: '净值', kind: 'money', unit: '元' },
        { title: '备注', kind: 'text' },
      ],
    };
    const plan = planColumns(table, needs(8), 60, 1);
    expect(plan.groups.map(({ columns }) => columns)).toEqual([[1, 5, 6]]);
    expect(plan.left).toEqual([0, 2, 3, 4, 7]);
  });
});

describe('merged cells', () => {
  const grid = denseGrid(
    [
      [
        { text: '组', rowSpan: 2 },
        { text: '金额', columnSpan: 2 },
      ],
      [{ text: '本季' }, { text: '本年' }],
      [{ text: '一组', rowSpan: 3 }, { text: '1' }, { text: '2' }],
      [{ text: '3' }, { text: '4' }],
      [{ text: '5' }, { text: '6' }],
    ],
    3,
  );
  it('keep their spans', () => {
    expect(cutGrid(grid, 0, 2, [0, 1, 2])).toEqual([
      [
        { text: '组', column: 0, columnSpan: 1, rowSpan: 2 },
        { text: '金额', column: 1, columnSpan: 2, rowSpan: 1 },
      ],
      [
        { text: '本季', column: 1, columnSpan: 1, rowSpan: 1 },
        { text: '本年', column: 2, columnSpan: 1, rowSpan: 1 },
      ],
    ]);
  });
  it('come again in each part that they reach into, as wide and high as is left', () => {
    expect(cutGrid(grid, 4, 5, [0, 2])).toEqual([
      [
        { text: '一组', column: 0, columnSpan: 1, rowSpan: 1 },
        { text: '6', column: 2, columnSpan: 1, rowSpan: 1 },
      ],
    ]);
    expect(cutGrid(grid, 0, 1, [0, 2])[0]?.[1]).toMatchObject({ text: '金额', columnSpan: 1 });
  });
  it('are kept in a table that goes on after it: 续表 is one table', () => {
    const joined = joinContinued([
      tableOf(rowsOf(2)),
      tableOf(rowsOf(3), 2, { continues: true }),
      tableOf(rowsOf(1), 3, { continues: true }),
    ]);
    expect(joined.map(({ rows }) => rows.length)).toEqual([5, 1]);
  });
});

describe('dwell', () => {
  it('is 180 characters a minute, within bounds', () => {
    expect(dwellTime(90)).toBe(30_000);
    expect(dwellTime(1)).toBe(shortestDwell);
    expect(dwellTime(10_000)).toBe(longestDwell);
    expect(countCharacters(['陈 𠮷\n兴', 'ab'])).toBe(5);
  });
  it('sentences keep numbers and closing quotes whole', () => {
    expect(splitSentences('租金3.6万元。他说：「好！」然后\n走了')).toEqual([
      '租金3.6万元。',
      '他说：「好！」',
      '然后\n',
      '走了',
    ]);
  });
});
