import { describe, expect, it } from 'vitest';
import type { ItemView } from '../../../main/contract/views.ts';
import { qrMatrix, type TakeAwayInput, takeAwayOf } from '../../../main/take-away/qr-text.ts';
import { readQr } from '../../fakes/read-qr.ts';

const digest = 'ab'.repeat(32);
const seal = 'A'.repeat(86);

function input(title: string, publicAddress?: string): TakeAwayInput {
  const view: ItemView = {
    card: {
      id: '990001001001.county.000001',
      version: 2,
      title,
      module: 'finance',
      kind: 'statement',
      state: 'published',
      period: '2026Q3',
      year: 2026,
      publishedAt: 0,
      catalogue: ['village.finance.1'],
      catalogueTitle: '村级财务收支情况',
      corrected: true,
    },
    content: {
      version: 2,
      digest,
      state: 'published',
      source: 'county',
      body: '',
      tables: [],
      attachments: [],
      reviewed: [],
      keyFigures: [{ label: '支出', value: '19.27', unit: '万元' }],
    },
    catalogueEntries: [],
    versions: [],
    followedBy: [],
    series: [],
  };
  return { view, digest, seal, publicAddress, demo: true };
}

/** Draws the matrix as a picture and reads it as a phone would. */
function decode(matrix: string[]): string | undefined {
  const scale = 4;
  const quiet = 4;
  const size = (matrix.length + 2 * quiet) * scale;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (matrix[Math.floor(y / scale) - quiet]?.[Math.floor(x / scale) - quiet] !== '1') continue;
      pixels.set([0, 0, 0], (y * size + x) * 4);
    }
  }
  return readQr(pixels, size, size);
}

describe('takeAwayOf', () => {
  it('decodes to title, period, figures, digest and seal, with rare characters whole', () => {
    const { text, matrix, digest8, link } = takeAwayOf(input('㙍村䶮湾𠮷祥路收支明细'));
    expect(decode(matrix)).toBe(text);
    expect(text.split('\n')).toEqual([
      '㙍村䶮湾𠮷祥路收支明细（演示数据）',
      '期间：2026年第三季度',
      '支出：19.27万元',
      `摘要：${digest}`,
      `签名：${seal}`,
    ]);
    expect(digest8).toBe('abababab');
    expect(link).toBeUndefined();
  });

  it('says of an earlier version and of what was withdrawn that it is so, under its own title', () => {
    const old = input('收支明细（更正）');
    const content = old.view.content;
    if (content) Object.assign(content, { version: 1, title: '收支明细', state: 'superseded' });
    expect(takeAwayOf(old).text.split('\n').slice(0, 2)).toEqual(['收支明细（演示数据）', '第1版，已有更正']);
    if (content) Object.assign(content, { state: 'withdrawn' });
    expect(takeAwayOf(old).text).toContain('\n已撤回\n');
  });

  it('begins with the link where the county has a public address', () => {
    const { link, text } = takeAwayOf(input('公示', 'https://gk.example/v'));
    expect(link).toBe('https://gk.example/v/990001001001.county.000001/2');
    expect(text.startsWith(`${link}\n`)).toBe(true);
  });

  it('stays small enough to scan however long the title is, and never cuts a character in two', () => {
    const { text, matrix } = takeAwayOf(input('𠮷'.repeat(200)));
    expect(matrix.length).toBeLessThanOrEqual(89);
    expect(decode(matrix)).toBe(text);
    expect(text).toContain(`${'𠮷'.repeat(39)}…`);
  });
});

describe('qrMatrix', () => {
  it('is read by a phone as the address it was made of', () => {
    const address = 'https://jiandu.example/ydt';
    expect(decode(qrMatrix(address))).toBe(address);
  });
});
