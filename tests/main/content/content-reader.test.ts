import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemRecord, ItemVersion, ModuleId, Table } from '../../../main/contract/content.ts';
import { limits } from '../../../main/contract/limits.ts';
import { homeView, itemView, moduleView } from '../../../main/contract/views.ts';
import { type Opened, openAll } from './opened.ts';
import {
  activationOf,
  county,
  dayLength,
  erased,
  idOf,
  moneyTable,
  packOf,
  published,
  someDay,
  version,
  withdrawn,
} from './sample.ts';

let kiosk: Opened;

beforeEach(() => {
  kiosk = openAll();
});

afterEach(async () => {
  await kiosk.close();
  kiosk.remove();
});

const showRecords = (...records: ItemRecord[]) => kiosk.writer.activate(activationOf([packOf(records)]));
const show = (...items: ItemVersion[]) => showRecords(...items.map((each) => published(each)));
const place = {
  village: '990101001001',
  kind: 'village' as const,
  villageName: '',
  townshipName: '',
  countyName: '',
  links: [],
  idle: { afterSeconds: 90, warningSeconds: 20, personalSeconds: 60 },
  demo: true,
};
const freshness = { staleDays: 0, link: 'offline' as const, clockInDoubt: false };

describe('home', () => {
  it('counts days left, the most urgent first, and leaves out what has not begun or is over', async () => {
    const publicity = (number: number, from: string, to?: string) =>
      version(number, { publicity: { from, ...(to === undefined ? { longTerm: true } : { to }) } });
    await show(
      publicity(1, '2026-10-01', '2026-10-14'),
      publicity(2, '2026-10-08', '2026-10-08'),
      publicity(3, '2026-10-01', '2026-10-07'),
      publicity(4, '2026-10-09', '2026-10-20'),
      publicity(5, '2026-10-01'),
      publicity(6, '2026-10-08T10:00', '2026-10-09T12:00'),
      publicity(7, '2026-10-08T10:01', '2026-10-09'),
    );
    const left = () => kiosk.reader.home().publicity.map(({ id, daysLeft }) => [id, daysLeft]);
    expect(left()).toEqual([
      [idOf(2), 1],
      [idOf(6), 2],
      [idOf(1), 7],
    ]);
    kiosk.clock = Date.parse('2026-10-13T16:00:00Z');
    expect(left()).toEqual([
      [idOf(1), 1],
      [idOf(4), 7],
    ]);
    kiosk.clock = 0;
    expect(left()).toEqual([]);
  });

  it('lists all that is in its publicity period, what ends first before the others, a page at a time', async () => {
    const many = Array.from({ length: limits.pageItems + 2 }, (_, index) =>
      version(index + 1, { publicity: { from: '2026-10-01', to: `2026-10-${10 + (index % 20)}` } }),
    );
    const over = version(900, { publicity: { from: '2026-10-01', to: '2026-10-07' } });
    await showRecords(
      ...many.map((each) => published(each)),
      published(over),
      withdrawn(version(901, { publicity: { from: '2026-10-01', to: '2026-10-09' } })),
      erased(version(902)),
    );
    const first = kiosk.reader.module({ only: 'publicity' });
    const second = kiosk.reader.module({ only: 'publicity', cursor: first.next ?? '' });
    expect([first.items.length, second.items.length]).toEqual([limits.pageItems, 2]);
    expect(second.next).toBeUndefined();
    const all = [...first.items, ...second.items];
    expect(new Set(all.map(({ id }) => id)).size).toBe(many.length);
    const left = all.map(({ daysLeft }) => daysLeft ?? 0);
    expect(left).toEqual(left.toSorted((a, b) => a - b));
    expect([first.total, kiosk.reader.home().publicityCount]).toEqual([many.length, many.length]);
    expect(() => kiosk.reader.module({ only: 'publicity', cursor: '1.2' })).toThrow('cursor');
  });

  it('leaves what is withdrawn or erased out of what is new', async () => {
    await showRecords(published(version(1)), withdrawn(version(2)), erased(version(3)));
    const { recent } = kiosk.reader.home();
    const { items, total } = kiosk.reader.module({ only: 'published' });
    expect([recent, items].map((cards) => cards.map(({ id }) => id))).toEqual([[idOf(1)], [idOf(1)]]);
    expect([total, kiosk.reader.module({}).total]).toEqual([1, 3]);
  });

  it('shows the union of all signers: newest first, counts of modules and of the month', async () => {
    const lastMonth = version(1, { publishedAt: someDay - 9 * dayLength, module: 'party' });
    const first = version(2, { publishedAt: someDay - 8 * dayLength });
    const again = version(2, { version: 2, publishedAt: someDay, correction: { reason: '更正' } });
    const ofCounty = version(3, { division: county, module: 'party', publishedAt: someDay - 1 });
    await kiosk.writer.activate(
      activationOf([
        packOf([published(lastMonth), published(first, again), withdrawn(version(4)), erased(version(5))]),
        packOf([published(ofCounty)], 1, county),
      ]),
    );
    const home = kiosk.reader.home();
    expect(home.recent.map(({ id }) => id)).toEqual([idOf(2), idOf(3, county), idOf(1)]);
    expect(home.recent[0]).toMatchObject({
      corrected: true,
      version: 2,
      catalogueTitle: '大家定了什么',
      year: 2026,
    });
    expect(home.modules).toEqual([
      { id: 'overview', count: 0 },
      { id: 'party', count: 2, latest: someDay - 1 },
      { id: 'village', count: 3, latest: someDay + 300_000 },
      { id: 'finance', count: 0 },
      { id: 'project', count: 0 },
      { id: 'supervision', count: 0 },
    ]);
    // 2026-09-30 10:00 began no new month; the county's item did.
    expect(home.monthCount).toBe(1);
    expect(homeView.parse({ place, freshness, software: '0.0.0', ...home })).toBeDefined();
  });
});

describe('module', () => {
  const filed = (number: number, period: string, entry = 'village.affairs.1', module: ModuleId = 'village') =>
    version(number, { period, module, catalogue: [entry, 'village.finance.1'] });

  it('counts years, quarters and entries, each within the others', async () => {
    await showRecords(
      published(filed(1, '2026Q3')),
      published(filed(2, '2026-08', 'village.affairs.2')),
      withdrawn(filed(3, '2026-01')),
      published(filed(4, '2025')),
      erased(filed(5, '2026Q3')),
      published(filed(6, '2026Q3', 'village.finance.1', 'finance')),
    );
    const all = kiosk.reader.module({ module: 'village' });
    expect(all.years).toEqual([
      { year: 2026, count: 4 },
      { year: 2025, count: 1 },
    ]);
    expect(all.quarters).toEqual([]);
    // In the catalogue's order; finance's entry is another module's.
    expect(all.entries.map(({ id, count }) => [id, count])).toEqual([
      ['village.affairs.2', 1],
      ['village.affairs.1', 3],
    ]);
    expect(all.items.map(({ id, state }) => [id, state])).toEqual([
      [idOf(5), 'erased'],
      [idOf(4), 'published'],
      [idOf(3), 'withdrawn'],
      [idOf(2), 'published'],
      [idOf(1), 'published'],
    ]);
    expect(moduleView.parse(all)).toEqual(all);
    const year = kiosk.reader.module({ module: 'village', year: 2026 });
    expect(year.quarters).toEqual([
      { quarter: 1, count: 1 },
      { quarter: 3, count: 2 },
      { quarter: 4, count: 1 },
    ]);
    const quarter = kiosk.reader.module({ module: 'village', year: 2026, quarter: 3 });
    expect(quarter.items.map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    expect(quarter.years).toEqual(all.years);
    const entry = kiosk.reader.module({ module: 'village', catalogue: 'village.affairs.1', year: 2026 });
    expect([entry.total, entry.items.map(({ id }) => id)]).toEqual([2, [idOf(3), idOf(1)]]);
  });

  it('gives pages without gap or repetition, even among items of one instant', async () => {
    const count = 2 * limits.pageItems + 7;
    const items = Array.from({ length: count }, (_, index) => version(index + 1, { publishedAt: someDay }));
    await show(...items);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = kiosk.reader.module(
        cursor === undefined ? { module: 'village' } : { module: 'village', cursor },
      );
      expect(page.total).toBe(count);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(items.map(({ id }) => id).reverse());
    expect(() => kiosk.reader.module({ module: 'village', cursor: 'x' })).toThrow(
      expect.objectContaining({ kind: 'malformed' }),
    );
  });
});

describe('item', () => {
  it('shows any version, and all versions with their reasons', async () => {
    const file = {
      sha256: 'a'.repeat(64),
      length: 1,
      mediaType: 'image/png',
      name: '照片.png',
      access: 'all' as const,
    };
    const first = version(1, { body: '旧', attachments: [file] });
    const second = version(1, {
      version: 2,
      body: '新',
      correction: { reason: '漏了一户' },
      attachments: [file],
    });
    await showRecords(published(first, second));
    const newest = kiosk.reader.item(idOf(1));
    expect(newest?.content).toMatchObject({
      version: 2,
      state: 'published',
      body: '新',
      correctionReason: '漏了一户',
    });
    expect(newest?.versions.map((each) => [each.version, each.state, each.reason])).toEqual([
      [2, 'published', '漏了一户'],
      [1, 'superseded', undefined],
    ]);
    expect(newest?.catalogueEntries).toEqual([
      {
        id: 'village.affairs.1',
        title: '村民会议决议',
        plainTitle: '大家定了什么',
        basis: '村民委员会组织法',
      },
    ]);
    expect(newest?.content?.attachments[0]?.arrived).toBe(false);
    kiosk.arrived.add(file.sha256);
    const old = kiosk.reader.item(idOf(1), 1);
    expect(old?.content).toMatchObject({
      version: 1,
      state: 'superseded',
      body: '旧',
      attachments: [{ arrived: true }],
    });
    expect(old?.card.version).toBe(2);
    expect(itemView.parse(newest)).toEqual(newest);
    expect(kiosk.reader.item(idOf(1), 3)).toBeUndefined();
    expect(kiosk.reader.item(idOf(2))).toBeUndefined();
    expect(kiosk.reader.sealOf(idOf(1))).toMatchObject({ version: 2, digest: newest?.content?.digest });
    expect(kiosk.reader.sealOf(idOf(1), 1)?.digest).toBe(old?.content?.digest);
  });

  it('tells of an older version in its own words, not in those of the newest', async () => {
    const first = version(1, {
      title: '旧标题',
      period: '2026Q2',
      project: { code: 'LD-1', stage: 'budget' },
    });
    const second = version(1, {
      version: 2,
      title: '旧标题',
      emphasis: '花了 6 万元',
      period: '2026Q3',
      publicity: { from: '2026-10-08', to: '2026-10-14' },
      correction: { reason: '写错' },
    });
    await showRecords(published(first, second));
    const old = kiosk.reader.item(idOf(1), 1);
    expect(old?.content).toMatchObject({ title: '旧标题', period: '2026Q2', project: { stage: 'budget' } });
    expect(old?.content).not.toHaveProperty('emphasis');
    expect(old?.content).not.toHaveProperty('publicity');
    expect(itemView.parse(old)).toEqual(old);
    expect(kiosk.reader.item(idOf(1))?.content).not.toHaveProperty('title');
    expect(kiosk.reader.item(idOf(1))?.card).toMatchObject({ emphasis: '花了 6 万元', period: '2026Q3' });
  });

  it('links what it follows and what follows it', async () => {
    await show(
      version(1),
      version(2, { follows: idOf(1) }),
      version(3, { follows: idOf(1) }),
      version(4, { follows: idOf(9) }),
    );
    expect(kiosk.reader.item(idOf(1))?.followedBy.map(({ id }) => id)).toEqual([idOf(2), idOf(3)]);
    expect(kiosk.reader.item(idOf(2))?.follows?.id).toBe(idOf(1));
    expect(kiosk.reader.item(idOf(4))?.follows).toBeUndefined();
  });

  it('puts a project together, with what is missing and why', async () => {
    const staged = (number: number, stage: 'approval' | 'budget' | 'tender', missing?: string) =>
      version(number, {
        project: {
          code: 'XM-1',
          stage,
          ...(number === 1 ? { name: '机耕路' } : {}),
          ...(missing ? { missing } : {}),
        },
      });
    await show(
      staged(1, 'approval'),
      staged(2, 'budget', '未编预算，因工程在五万元以下'),
      staged(3, 'tender'),
      staged(4, 'tender'),
    );
    const project = kiosk.reader.item(idOf(3))?.project;
    expect(project).toMatchObject({ code: 'XM-1', name: '机耕路' });
    expect(
      project?.stages.map(({ stage, items, missing }) => [stage, items.map(({ id }) => id), missing]),
    ).toEqual([
      ['approval', [idOf(1)], undefined],
      ['budget', [], '未编预算，因工程在五万元以下'],
      ['quantities', [], undefined],
      ['tender', [idOf(4), idOf(3)], undefined],
      ['contract', [], undefined],
      ['acceptance', [], undefined],
      ['payment', [], undefined],
    ]);
    const view = kiosk.reader.item(idOf(3));
    expect(itemView.parse(view)).toEqual(view);
  });

  it('draws the series of its periods, of its own kind only', async () => {
    const statement = (number: number, period: string, title: string, spent: number) =>
      version(number, {
        title,
        period,
        kind: 'statement',
        catalogue: ['village.finance.1'],
        tables: [
          moneyTable(
            [
              ['收入合计', 26_800_000],
              ['支出合计', spent],
              ['期末结余', 105_680_012],
            ],
            false,
          ),
        ],
      });
    await show(
      statement(1, '2026Q2', '2026年第二季度收支明细', 18_300_000),
      statement(2, '2026Q3', '2026年第三季度收支明细', 19_270_000),
      statement(3, '2026Q1', '2026年一季度收支明细', 16_700_000),
      statement(4, '2025', '2025年收支明细', 70_000_000),
      statement(5, '2026Q2', '2026年第二季度专项资金收支', 1),
    );
    const view = kiosk.reader.item(idOf(2));
    expect(view?.series.map(({ period, fen, current }) => [period, fen, current])).toEqual([
      ['2026Q1', 16_700_000, false],
      ['2026Q2', 18_300_000, false],
      ['2026Q3', 19_270_000, true],
    ]);
    expect(view?.seriesLabel).toBe('支出');
    expect(view?.content?.keyFigures).toEqual([
      { label: '收入', value: '26.80', unit: '万元' },
      { label: '支出', value: '19.27', unit: '万元' },
      { label: '结余', value: '1,056,800.12', unit: '元' },
    ]);
  });

  it('takes figures from columns with a total row', async () => {
    const cell = (fen: number) => ({ text: String(fen / 100), fen });
    const table: Table = {
      columns: [
        { title: '月份', kind: 'text' },
        { title: '收 入', kind: 'money' },
        { title: '支出', kind: 'money' },
        { title: '余额', kind: 'money' },
      ],
      header: [],
      rows: [
        { kind: 'row', cells: [{ text: '7月' }, cell(500), cell(200), cell(1300)] },
        { kind: 'row', cells: [{ text: '8月' }, cell(100), cell(400), cell(1000)] },
        { kind: 'total', cells: [{ text: '合 计' }, cell(600), cell(600), { text: '' }] },
      ],
      totals: [],
    };
    await show(
      version(1, { tables: [table] }),
      version(2, {
        title: '用工支出',
        tables: [
          moneyTable([
            ['a', 100],
            ['合计', 100],
          ]),
        ],
      }),
    );
    const figures = (number: number) =>
      kiosk.reader.item(idOf(number))?.content?.keyFigures.map(({ label, value }) => label + value);
    expect(figures(1)).toEqual(['收入6.00', '支出6.00', '结余10.00']);
    expect(figures(2)).toEqual(['支出1.00']);
  });
});

describe('rotation', () => {
  it('offers published items only', async () => {
    await showRecords(
      published(version(1, { publicity: { from: '2026-10-01', to: '2026-10-14' } })),
      withdrawn(version(2, { publicity: { from: '2026-10-01', to: '2026-10-14' } })),
      erased(version(3)),
      published(version(4, { module: 'finance' })),
    );
    const candidates = kiosk.reader.rotationCandidates();
    expect(candidates.publicity.map(({ id }) => id)).toEqual([idOf(1)]);
    expect(candidates.recent.map(({ id }) => id)).toEqual([idOf(4), idOf(1)]);
    expect(candidates.byModule.village.map(({ id }) => id)).toEqual([idOf(1)]);
    expect(candidates.byModule.finance.map(({ id }) => id)).toEqual([idOf(4)]);
    expect(candidates.byModule.party).toEqual([]);
  });
});
