import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemVersion, Table } from '../../../main/contract/content.ts';
import { amountPattern, printedFen, typedFen } from '../../../main/search/amounts.ts';
import { readingsOf, soundedWords, soundOf } from '../../../main/search/sounds.ts';
import { type Opened, openAll, pinyinReader } from '../content/opened.ts';
import { activationOf, idOf, packOf, published, version } from '../content/sample.ts';

let kiosk: Opened;

beforeEach(() => {
  kiosk = openAll();
});

afterEach(async () => {
  await kiosk.close();
  kiosk.remove();
});

const show = (...items: ItemVersion[]) =>
  kiosk.writer.activate(activationOf([packOf(items.map((each) => published(each)))]));
const found = (text: string) => kiosk.search.find({ text }).hits.map(({ id }) => id);

const people: Table = {
  columns: [
    { title: '姓名', kind: 'text' },
    { title: '金额', kind: 'money', unit: '万元' },
  ],
  header: [],
  rows: [
    { kind: 'row', cells: [{ text: '单建平' }, { text: '3.2', fen: 3_200_000 }] },
    { kind: 'row', cells: [{ text: '尉迟红' }, { text: '0.05', fen: 50_000 }] },
  ],
  totals: [],
};

describe('search by sound', () => {
  beforeEach(() =>
    show(
      version(1, { title: '低保救助对象名单', body: '见附表', tables: [people] }),
      version(2, { title: '重庆银行贷款公示', body: '还款', catalogue: ['village.finance.1'] }),
      version(3, { title: '道路硬化', emphasis: '村东头修路', body: '无', catalogue: ['village.finance.1'] }),
    ),
  );

  it.each([
    ['dbjz', 'first letters', 1],
    ['DBJZ', 'capitals', 1],
    ['db', 'two letters', 1],
    ['jzdx', 'first letters from the middle', 1],
    ['dibao', 'syllables', 1],
    ['diba', 'a syllable that is being typed', 1],
    ['dib', 'a letter after a syllable', 1],
    ['dibjiuz', 'syllables and letters mixed', 1],
    ['dibaojiuzhuduixiangmingdan', 'a long one', 1],
    ['dbjzdxmd', 'more first letters than a token has', 1],
    ['cqyh', 'polyphones by first letters', 2],
    ['chongqing', 'a polyphone as it is read in its word', 2],
    ['yinhang', 'another', 2],
    ['shanjp', 'a surname as it is read', 1],
    ['yuchih', 'a surname of two characters', 1],
    ['xl', 'the headline', 3],
    ['dlyh 2026', 'with a year', 3],
    ['dbjz3.2万', 'with an amount in one word', 1],
    ['yinhang 还款', 'with a word', 2],
  ])('finds %s: %s', (text, _, number) => {
    expect(found(text)).toEqual([idOf(number)]);
  });

  it.each(['zhongqing', 'dbzj', 'bzjd', 'dibz', 'uuu', 'yinxing', 'dibaozz'])('does not find %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('shows more at every letter until it is clear', () => {
    for (const typed of ['d', 'di', 'dib', 'diba', 'dibao', 'dibaoj'])
      expect(found(typed)).toContain(idOf(1));
  });

  it('marks the characters that are read so', () => {
    const [hit] = kiosk.search.find({ text: 'jzdx' }).hits;
    expect(hit?.titleHits).toEqual([[2, 6]]);
    const [person] = kiosk.search.find({ text: 'sjp' }).hits;
    expect(person?.excerptHits.map(([start, end]) => person.excerpt.slice(start, end))).toEqual(['单建平']);
  });

  it('forgets how a corrected title was read', async () => {
    const second = version(1, { version: 2, title: '五保供养', correction: { reason: '笔误' } });
    const first = version(1, { title: '低保救助对象名单', body: '见附表', tables: [people] });
    await kiosk.writer.activate(activationOf([packOf([published(first, second)])]));
    expect(found('dbjz')).toEqual([]);
    expect(found('wbgy')).toEqual([idOf(1)]);
  });
});

describe('readings', () => {
  const words = (text: string, typed: string) => {
    const sound = soundOf(typed);
    return sound
      ? soundedWords(
          readingsOf(pinyinReader(), [{ text, kind: 'text' }])
            .map(({ line }) => line)
            .join('\n'),
          sound,
        )
      : [];
  };
  it('does not run from one text into the next', () => {
    const lines = readingsOf(pinyinReader(), [
      { text: '低保', kind: 'text' },
      { text: '救助', kind: 'text' },
    ])
      .map(({ line }) => line)
      .join('\n');
    const sound = soundOf('bj');
    expect(sound && soundedWords(lines, sound)).toEqual([]);
  });
  it('reads letters in every way they may be parted', () => {
    expect(words('西安先生', 'xian')).toEqual(['西安', '先']);
    expect(words('方案发放感谢', 'fangan')).toContain('方案');
  });
  it('does not mistake characters without a reading', () => {
    expect(words('A4 纸 3 张', 'zz')).toEqual([]);
  });
});

describe('search by amount and year', () => {
  beforeEach(() =>
    show(
      version(1, { title: '名单', body: '见附表', tables: [people], period: '2024' }),
      version(2, { title: '修路', body: '共支出32,000.00元，余款另行公示。', period: '2025Q2' }),
      version(3, {
        title: '办公',
        body: '编号132000，长3.20公里',
        period: '2025Q1',
        catalogue: ['village.finance.1'],
      }),
    ),
  );

  it.each(['3.2万', '3.2万元', '32000元', '32000.00元', '32,000.00元'])(
    'finds %s however it is printed',
    (text) => {
      expect(found(text)).toEqual([idOf(2), idOf(1)]);
    },
  );

  it('finds what is filed under a year', () => {
    expect(found('2024')).toContain(idOf(1));
    expect(found('2025年')).toEqual([idOf(3), idOf(2)]);
  });

  it('marks the amount as it is printed', () => {
    const hits = kiosk.search.find({ text: '3.2万' }).hits;
    const marks = hits.map(({ excerpt, excerptHits }) =>
      excerptHits.map(([from, to]) => excerpt.slice(from, to)),
    );
    expect(marks).toEqual([['32,000.00'], ['3.2']]);
  });

  it('narrows by kind', () => {
    expect(kiosk.search.find({ text: '3.2万', kind: 'register' }).hits).toEqual([]);
    const [{ kind } = version(1)] = [version(1)];
    expect(kiosk.search.find({ text: '3.2万', kind }).hits).toHaveLength(2);
  });

  it.each([
    ['3.2万', 3_200_000],
    ['32000', 3_200_000],
    ['5亿元', 50_000_000_000],
    ['2千', 200_000],
    ['0.5', 50],
  ])('reads %s', (typed, fen) => {
    expect(typedFen(typed)).toBe(fen);
  });

  it('takes as money only what says so', () => {
    expect(printedFen('支出12.5万元，第3期，2026年，30元')).toEqual([12_500_000, 3_000]);
    expect(typedFen('三万')).toBeUndefined();
  });

  it('finds an amount only whole', () => {
    expect('132000 32000.00 320001 3.2万 13.2'.match(amountPattern(3_200_000))).toEqual(['32000.00', '3.2']);
    expect('1 10000 1万'.match(amountPattern(1_000_000))).toEqual(['10000', '1']);
  });
});

it('says under what an item is filed where only that has the words', async () => {
  await show(version(1, { title: '公告', body: '别的事', catalogue: ['village.affairs.2'] }));
  const [hit] = kiosk.search.find({ text: '低保' }).hits;
  expect(hit?.excerpt).toBe('归在「谁领了低保」一类：别的事');
  expect(hit?.excerptHits).toEqual([[6, 8]]);
});

describe('text of PDF files', () => {
  const pdf = (access: 'all' | 'desk') => ({
    sha256: 'b'.repeat(64),
    length: 1,
    mediaType: 'application/pdf',
    name: '合同.pdf',
    access,
  });
  const withFile = (number: number, access: 'all' | 'desk' = 'all') =>
    version(number, { title: '水渠合同', body: '见附件', attachments: [pdf(access)] });

  it('is found once it is read, also after the item was corrected', async () => {
    await show(withFile(1));
    expect(kiosk.reader.unreadPdfs()).toEqual(['b'.repeat(64)]);
    expect(found('违约金')).toEqual([]);
    await kiosk.writer.takeFileText('b'.repeat(64), '第九条\n违约金为合同价的百分之五');
    expect(found('违约金')).toEqual([idOf(1)]);
    expect(kiosk.reader.unreadPdfs()).toEqual([]);
    const second = { ...withFile(1), version: 2, correction: { reason: '笔误' } };
    await kiosk.writer.activate(activationOf([packOf([published(withFile(1), second)])], 2));
    expect(found('违约金')).toEqual([idOf(1)]);
  });

  it('is not read where not everybody may open the file', async () => {
    await show(withFile(1, 'desk'));
    expect(kiosk.reader.unreadPdfs()).toEqual([]);
  });

  it('is not kept for a file that no item has', async () => {
    await show(version(1));
    await kiosk.writer.takeFileText('b'.repeat(64), '违约金');
    await show(version(1), withFile(2));
    expect(kiosk.reader.unreadPdfs()).toEqual(['b'.repeat(64)]);
  });
});

it('lists what is filed under a brightness, and what is of a kind, across modules', async () => {
  await show(
    version(1, { catalogue: ['village.affairs.2'] }),
    version(2, { catalogue: ['village.finance.1'], module: 'finance', kind: 'register' }),
  );
  const bright = kiosk.reader.module({ brightness: 'welfare' });
  expect(bright.items.map(({ id }) => id)).toEqual([idOf(1)]);
  expect(bright.entries.map(({ id }) => id)).toEqual(['village.affairs.2']);
  expect(kiosk.reader.module({ brightness: 'people' })).toMatchObject({ items: [], total: 0 });
  const registers = kiosk.reader.module({ kind: 'register' });
  expect(registers.items.map(({ id }) => id)).toEqual([idOf(2)]);
});

it('tells the on-screen input names and words of titles', async () => {
  await show(version(1, { title: '2026年第三季度云溪水库加固公示', tables: [people] }));
  expect(kiosk.search.words()).toEqual(
    expect.arrayContaining([
      { text: '云溪水库加固', weight: 1 },
      { text: '单建平', weight: 1, name: true },
    ]),
  );
});
