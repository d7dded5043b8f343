/** Several words written as one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waysApart } from '../../../main/search/apart.ts';
import { type Opened, openAll } from '../content/opened.ts';
import { activationOf, packOf, published, version } from '../content/sample.ts';

let kiosk: Opened;

beforeEach(() => {
  kiosk = openAll();
});
afterEach(async () => {
  await kiosk.close();
  kiosk.remove();
});

describe('a text without spaces', () => {
  beforeEach(() =>
    kiosk.writer.activate(
      activationOf([
        packOf(
          [
            version(1, { title: '云溪村2026年第三季度村集体收支明细', body: '路灯维修三盏' }),
            version(2, {
              title: '第三季度公益事业',
              body: `上年第三季度的事不再说。${'说明'.repeat(60)}路灯电费`,
            }),
            version(3, { title: '路口', body: '灯会在第三天' }),
          ].map((each) => published(each)),
        ),
      ]),
    ),
  );
  const apart = (text: string, year?: number) =>
    kiosk.search.apart({ text, ...(year === undefined ? {} : { year }) });

  it('is taken apart where that finds most', () => {
    expect(apart('第三季度路灯')).toEqual(['第三季度', '路灯']);
    expect(apart('第三季度收支明细')?.join('')).toBe('第三季度收支明细');
    expect(apart('云溪村第三季度路灯')).toEqual(['云溪村', '第三季度', '路灯']);
  });

  it('shows of the text what the title does not have', () => {
    const [hit] = kiosk.search.find({ text: '第三季度 公益 路灯' }).hits;
    expect(hit?.titleHits).toEqual([[0, 6]]);
    expect(hit?.excerpt).toContain('路灯电费');
    expect(hit?.excerptHits.map(([start, end]) => hit.excerpt.slice(start, end))).toEqual(['路灯']);
  });

  it('is left alone where nothing has its parts, within what results are narrowed to as well', () => {
    expect(apart('水渠清淤工程')).toBeUndefined();
    expect(apart('第三季度路灯', 1999)).toBeUndefined();
  });
});

it('neither short texts nor letters nor what has spaces are taken apart', () => {
  for (const text of ['路灯', '修路灯', 'ludeng', 'dbjz2026', '第三季度 路灯', '一'.repeat(15), ''])
    expect(waysApart(text).flat()).toEqual([]);
  expect(waysApart('修路路灯').flat()).toEqual([['修路', '路灯']]);
  expect(waysApart('2026年路灯').flat()).toContainEqual(['2026年', '路灯']);
});
