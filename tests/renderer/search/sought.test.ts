import { describe, expect, it } from 'vitest';
import type { Table } from '../../../main/contract/content.ts';
import { longRows } from '../../../renderer/terminal/item/long-rows.ts';
import { findOffered } from '../../../renderer/terminal/search/offered-words.ts';
import { soughtIn } from '../../../renderer/terminal/search/sought.ts';
import { occurrencesOf } from '../../../renderer/terminal/sought/places.ts';
import { rowAlone, rowsSought } from '../../../renderer/terminal/sought/rows-sought.ts';
import { simple } from '../board/board-items.ts';

const { card } = simple(1, '村集体资产台账');

describe('what a search hands over to the item that it found', () => {
  const hit = (excerpt: string, ...excerptHits: [number, number][]) => ({
    card,
    titleHits: [],
    excerpt,
    excerptHits,
  });

  it('is what was typed, or what was marked where that reads differently', () => {
    expect(soughtIn('茶园 2019', hit('2019 茶园 十亩', [0, 4], [5, 7]))).toEqual({
      text: '茶园 2019',
      inTitle: false,
      words: ['茶园', '2019'],
    });
    expect(soughtIn('dbjz', hit('办理低保救助', [2, 6])).words).toEqual(['低保救助']);
    expect(soughtIn('3.2万', hit('价款 32,000.00 元', [3, 12])).words).toEqual(['3.2万', '32,000.00']);
    expect(soughtIn('zc', { ...hit('表'), titleHits: [[3, 5]] })).toEqual({
      text: 'zc',
      inTitle: true,
      words: ['资产'],
    });
  });

  it('marks every place once, the longer word first', () => {
    expect(occurrencesOf('茶园茶园路', ['茶', '茶园路', '茶园'])).toEqual([
      [0, 2],
      [2, 5],
    ]);
  });
});

describe('rows of a register that a search found', () => {
  const texts = [
    ['ZC-1', '东山茶园', '2019'],
    ['ZC-2', '西山茶园', '2021'],
    ['ZC-3', '水塘', '2019'],
    ['ZC-4', '原值 32,000.00', '2020'],
  ];
  const table: Table = {
    columns: ['编号', '名称', '年份'].map((title) => ({ title, kind: 'text' })),
    header: [],
    rows: [
      { kind: 'section', cells: [{ text: '茶园', columnSpan: 3 }] },
      ...texts.map((row) => ({ kind: 'row' as const, cells: row.map((text) => ({ text })) })),
    ],
    totals: [],
  };
  const found = (...words: string[]) =>
    rowsSought(longRows(table), words)?.map((row) => rowAlone(row).cells[0]?.text);

  it('have all of what was looked for, or else as much of it as any row has', () => {
    expect(found('茶园')).toEqual(['ZC-1', 'ZC-2']);
    expect(found('茶园', '2019')).toEqual(['ZC-1']);
    expect(found('茶园', '没有')).toEqual(['ZC-1', 'ZC-2']);
    expect(found('３２０００')).toEqual(['ZC-4']);
    expect(found('没有')).toBeUndefined();
  });
});

describe('words that search offers', () => {
  const nothing = { hits: [] };
  const one = { hits: [{ card, titleHits: [], excerpt: '', excerptHits: [] }] };

  it('are never none where the village has any', async () => {
    const search = async (text: string) => (text === '修路' ? one : nothing);
    const own = async () => [
      { text: '云溪村', weight: 9, name: true as const },
      { text: '机耕路', weight: 4 },
    ];
    expect(await findOffered(['低保', '修路'], search, own)).toEqual(['修路', '机耕路']);
    expect(await findOffered(['低保'], async () => nothing, own)).toEqual(['机耕路']);
  });
});
