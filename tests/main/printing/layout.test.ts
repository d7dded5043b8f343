import { expect, test } from 'vitest';
import { limits } from '../../../main/contract/limits.ts';
import { textWidth, wrap } from '../../../main/printing/cells.ts';
import { layout } from '../../../main/printing/layout.ts';
import { paperOf } from '../../../main/printing/settings.ts';
import { slip } from '../../../main/printing/slip.ts';
import { type SlipItem, slipForItem } from '../../../main/printing/slip-for-item.ts';
import { plainItem } from './rig.ts';

function linesOf(item: SlipItem, paperMm: 58 | 80) {
  return layout(slip.parse(slipForItem(item)), paperOf(paperMm));
}

/** A generator with a fixed seed, so that a failure can be repeated. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

const alphabet = [...'村务公开，。（）“”《》12345.,%-AWQ 　䶮㙍𠮷é\u{1F600}\u0301\u200b\t\n'];

test('no line is ever wider than the paper, whatever the content', () => {
  const next = generator(7);
  const word = (most: number) =>
    Array.from({ length: next(most) }, () => alphabet[next(alphabet.length)]).join('');
  for (let round = 0; round < 150; round += 1) {
    const columns = Array.from({ length: 1 + next(9) }, () => ({
      title: word(12),
      align: (['left', 'right', 'center'] as const)[next(3)] ?? 'left',
    }));
    const rows = Array.from({ length: next(30) }, () => columns.map(() => word(30)));
    const tables = [{ columns, rows, lastRowIsTotal: next(2) === 1 }];
    const item = { ...plainItem, title: word(80), publisher: word(60), bodyText: word(500), tables };
    for (const paperMm of [58, 80] as const) {
      const { columns: room } = paperOf(paperMm);
      for (const line of linesOf(item, paperMm)) {
        if (line.kind === 'text')
          expect(textWidth(line.text) * (line.wide ? 2 : 1), line.text).toBeLessThanOrEqual(room);
      }
    }
  }
});

test('wrapping loses nothing, keeps numbers whole and punctuation off the line start', () => {
  const text = '本季度收入128,600.00元，支出96,432.50元；结余见“村级账户”（农业银行）。';
  for (let columns = 12; columns <= 48; columns += 1) {
    const lines = wrap(text, columns);
    expect(lines.join('')).toBe(text);
    for (const line of lines) expect(line).not.toMatch(/^[，。；）”]|[（“]$/);
    expect(lines.some((line) => line.includes('128,600.00'))).toBe(true);
  }
});

test('a title never breaks within a word and fills its lines evenly', () => {
  const big = linesOf({ ...plainItem, title: '2026年第三季度村集体收支明细' }, 58).flatMap((line) =>
    line.kind === 'text' && line.wide ? [line.text.trim()] : [],
  );
  expect(big).toEqual(['2026年第三季度', '村集体收支明细']);
});

test('wide tables are set row by row on narrow paper, each cell with its title: the amount before what leads to it', () => {
  const titles = ['户主', '人口', '水稻面积', '玉米面积', '补贴标准', '补贴金额', '开户行'];
  const row = ['赵大山', '4', '3.50', '1.20', '95.00', '446.50', '农村信用社河东分社'];
  const columns = titles.map((title, index) => ({
    title,
    align: index > 0 && index < 6 ? ('right' as const) : ('left' as const),
  }));
  const text = linesOf({ ...plainItem, tables: [{ columns, rows: [row] }] }, 58)
    .flatMap((line) => (line.kind === 'text' ? [line.text] : []))
    .join('\n');
  for (const index of [1, 2, 3, 5]) expect(text).toMatch(new RegExp(`${titles[index]}\\s+${row[index]}`));
  expect(text).toContain(row[0]);
  expect(text).toContain('另有 2 栏');
});

test('a slip never grows beyond its limit and keeps its QR and check code', () => {
  const columns = Array.from({ length: 12 }, (_, index) => ({ title: `栏${index}`, align: 'left' as const }));
  const rows = Array.from({ length: 200 }, () => columns.map(() => '很长的内容'.repeat(20)));
  const lines = linesOf({ ...plainItem, tables: [{ columns, rows }], bodyText: '字'.repeat(9_000) }, 58);
  expect(lines.length).toBeLessThanOrEqual(limits.slipLines);
  expect(lines.some((line) => line.kind === 'qr')).toBe(true);
  expect(JSON.stringify(lines)).toContain(plainItem.digest8);
  expect(JSON.stringify(lines)).toContain('内容较长');
});
