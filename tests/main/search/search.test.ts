import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemVersion } from '../../../main/contract/content.ts';
import { searchPage } from '../../../main/search/search-types.ts';
import { type Opened, openAll } from '../content/opened.ts';
import {
  activationOf,
  dayLength,
  idOf,
  moneyTable,
  packOf,
  published,
  someDay,
  version,
} from '../content/sample.ts';

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

describe('search', () => {
  it.each([
    ['低', 'one character'],
    ['低保', 'two'],
    ['低保救助', 'four'],
    ['低保救助金', 'five'],
    ['𠮷', 'one outside the BMP'],
    ['𠮷野', 'two with one outside the BMP'],
    ['建𠮷野家', 'four with one outside the BMP'],
    ['䶮', 'a rare one'],
    ['7', 'one digit'],
    ['2028年', 'digits and a character that a line break parted'],
    ['ｅｘｃｅｌ', 'full-width letters'],
    ['EXCEL', 'capitals'],
    ['98600', 'an amount without its comma'],
    ['98,600.00', 'an amount with its comma'],
    ['8,600', 'the end of an amount'],
    ['低保 2028', 'two terms'],
    ['「低保」救助', 'quotation marks'],
    ['资产台账0017', 'a register row by its own id'],
    ['拖拉机', 'a register row by its cell'],
    ['合同扫描件', 'an attachment by its title'],
    ['scan-07', 'an attachment by its name'],
    ['XM-2026-001', 'a project code'],
    ['大家定了什么', 'the plain title of the catalogue entry'],
    ['村民会议决议', 'the official title of the catalogue entry'],
    ['2026Q3', 'a period'],
    ['公示', 'a word in bold that a line break parted'],
    ['张 三', 'a name that the searcher parted'],
    ['AT&T', 'an entity'],
  ])('finds %s: %s', async (text) => {
    await show(
      version(1, {
        title: '低保救助金发放',
        period: '2026Q3',
        body: '建𠮷野家，王䶮，到20 28年\n止。Excel 表，**公\n示**三天，张三负责，AT&amp;T',
        tables: [
          {
            ...moneyTable([['机耕路', 9_860_000]], false),
            rows: [{ kind: 'row', id: '资产台账0017', cells: [{ text: '拖拉机' }, { text: '98,600.00' }] }],
          },
        ],
        attachments: [
          {
            sha256: 'a'.repeat(64),
            length: 1,
            mediaType: 'image/jpeg',
            name: 'scan-07.jpg',
            title: '合同扫描件',
            access: 'desk',
          },
        ],
        project: { code: 'XM-2026-001', stage: 'contract' },
      }),
      version(9, { title: '公告', body: '别的事', catalogue: ['village.finance.1'] }),
    );
    expect(found(text)).toEqual([idOf(1)]);
  });

  it.each([
    ['保低', 'characters in another order'],
    ['低保助', 'bigrams that stand apart'],
    ['低保 没有', 'a term that is missing'],
    ['定期', 'what only stands on two sides of a field'],
    ['，。', 'punctuation alone'],
    ['', 'nothing'],
    ['" OR tokens', 'words of the index language'],
  ])('does not find %s: %s', async (text) => {
    await show(version(1, { title: '低保救助，保助低，约定', emphasis: '期限', body: '低保救助' }));
    expect(found(text)).toEqual([]);
  });

  it('searches the newest version only', async () => {
    const second = version(1, { version: 2, body: '改为南渠', correction: { reason: '笔误' } });
    await kiosk.writer.activate(activationOf([packOf([published(version(1, { body: '北渠' }), second)])]));
    expect(found('北渠')).toEqual([]);
    expect(found('南渠')).toEqual([idOf(1)]);
  });

  it('narrows by module and year', async () => {
    await show(
      version(1, { period: '2024Q1', body: '水渠' }),
      version(2, { period: '2025-06', body: '水渠' }),
      version(3, { period: '2025Q2', body: '水渠', module: 'finance' }),
    );
    const narrowed = (filter: { module?: 'village'; year?: number }) =>
      kiosk.search.find({ text: '水渠', ...filter }).hits.map(({ id }) => id);
    expect(narrowed({})).toEqual([idOf(3), idOf(2), idOf(1)]);
    expect(narrowed({ module: 'village' })).toEqual([idOf(2), idOf(1)]);
    expect(narrowed({ year: 2025 })).toEqual([idOf(3), idOf(2)]);
    expect(narrowed({ module: 'village', year: 2025 })).toEqual([idOf(2)]);
    expect(narrowed({ year: 2023 })).toEqual([]);
  });

  it('gives pages, newest first, without gap or repetition', async () => {
    const items = Array.from({ length: 3 * searchPage + 5 }, (_, index) =>
      version(index + 1, { body: '水渠' }),
    );
    await show(...items);
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = kiosk.search.find(cursor === undefined ? { text: '水' } : { text: '水', cursor });
      seen.push(...page.hits.map(({ id }) => id));
      cursor = page.next;
      pages++;
    } while (cursor !== undefined);
    expect(seen).toEqual(items.map(({ id }) => id).reverse());
    expect(pages).toBe(4);
    expect(() => kiosk.search.find({ text: '水', cursor: "1' OR 1" })).toThrow(
      expect.objectContaining({ kind: 'malformed' }),
    );
  });

  it('quotes the place as published and marks it there', async () => {
    const body = `${'前文'.repeat(40)}支出Ｅxcel表98,600.00元，用于𠮷野渠${'后文'.repeat(60)}`;
    await show(version(1, { title: '修 渠98,600元公示', body, publishedAt: someDay - dayLength }));
    const [hit] = kiosk.search.find({ text: '98600.00元 渠' }).hits;
    const marks = hit?.excerptHits.map(([start, end]) => hit.excerpt.slice(start, end));
    expect(marks).toEqual(['98,600.00元', '渠']);
    expect(hit?.excerpt).toMatch(/^…(?:前文)+支出Excel表98,600\.00元，用于𠮷野渠(?:后文)+后?…$/);
    // 渠, and the same amount however it is printed.
    expect(hit?.titleHits).toEqual([[2, 9]]);
    const [amount] = kiosk.search.find({ text: '修渠98600' }).hits;
    expect(amount?.titleHits).toEqual([[0, 9]]);
    expect(amount?.excerptHits).toEqual([]);
  });

  it('forgets catalogue titles that were replaced', async () => {
    const packs = [packOf([published(version(1))])];
    await kiosk.writer.activate(activationOf(packs));
    expect(found('大家定了什么')).toEqual([idOf(1)]);
    const entry = {
      id: 'village.affairs.1',
      title: '新的公开名称',
      plainTitle: '换了说法',
      module: 'village' as const,
      columns: ['zw.village.1'],
      brightness: [],
      basis: '办法',
      deadline: 'year' as const,
      review: ['village' as const],
      names: 'full' as const,
      vouchers: 'none' as const,
      channels: ['terminal' as const],
      publicityDays: 0,
      form: ['text' as const],
    };
    const catalogue = {
      id: 'village',
      title: '目录',
      kind: 'village' as const,
      version: 2,
      entries: [entry],
    };
    await kiosk.writer.activate(activationOf(packs, 2, { catalogues: [catalogue] }));
    expect(found('大家定了什么')).toEqual([]);
    expect(found('换了说法')).toEqual([idOf(1)]);
  });
});
