/** What an item's page shows of other items: stories, disposals, amounts of stages, powers, the columns beside it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stageAmount } from '../../../main/content/stage-amounts.ts';
import type { ItemVersion } from '../../../main/contract/content.ts';
import { catalogue, type Opened, openAll } from './opened.ts';
import {
  activationOf,
  type Changes,
  idOf,
  moneyTable,
  packOf,
  published,
  version,
  withdrawn,
} from './sample.ts';

let all: Opened;
const titles = ['资产', '资金', '资源', '债权债务', '审计', '项目', '公益'];

beforeEach(() => {
  for (const [index, title] of titles.entries()) {
    catalogue.set(`zw.finance.${index + 1}`, {
      title,
      plainTitle: title,
      basis: '',
      order: 10 + index,
      module: 'finance',
    });
  }
  all = openAll();
});
afterEach(async () => {
  for (const index of titles.keys()) catalogue.delete(`zw.finance.${index + 1}`);
  await all.close();
  all.remove();
});

const show = (...items: [number, Changes][]) =>
  all.writer.activate(
    activationOf([packOf(items.map(([number, changes]) => published(version(number, changes))))]),
  );

const numbersOf = (cards: readonly { id: string }[] | undefined) =>
  cards?.map(({ id }) => Number(id.slice(-6)));

describe('the story of an affair', () => {
  it('is all of it in order, from whichever step, without questions', async () => {
    await show(
      [1, {}],
      [2, { follows: idOf(1) }],
      [3, { follows: idOf(2), kind: 'result' }],
      [4, { follows: idOf(2), kind: 'question' }],
      [5, {}],
    );
    for (const number of [1, 2, 3])
      expect(numbersOf(all.reader.item(idOf(number))?.story)).toEqual([1, 2, 3]);
    expect(all.reader.item(idOf(5))?.story).toBeUndefined();
  });

  it('keeps what was withdrawn', async () => {
    const items = [
      published(version(1)),
      withdrawn(version(2, { follows: idOf(1) })),
      published(version(3, { follows: idOf(2) })),
    ];
    await all.writer.activate(activationOf([packOf(items)]));
    expect(all.reader.item(idOf(3))?.story?.map(({ state }) => state)).toEqual([
      'published',
      'withdrawn',
      'published',
    ]);
  });

  it('ends where items follow each other in a ring', async () => {
    await show([1, { follows: idOf(2) }], [2, { follows: idOf(1) }]);
    expect(numbersOf(all.reader.item(idOf(1))?.story)).toEqual([1, 2]);
  });
});

describe('a project and a disposal', () => {
  const stages = (catalogueId: string, module: 'finance' | 'project'): [number, Changes][] => [
    [
      1,
      {
        module,
        catalogue: [catalogueId],
        project: { code: 'CZ-1', stage: 'budget' },
        body: '评估价54,000.00元。',
      },
    ],
    [
      2,
      {
        module,
        catalogue: [catalogueId],
        project: { code: 'CZ-1', stage: 'payment' },
        tables: [
          moneyTable([
            ['第一年', 100],
            ['合计', 100],
          ]),
        ],
      },
    ],
    [
      3,
      {
        module,
        catalogue: [catalogueId],
        project: { code: 'CZ-1', stage: 'payment' },
        tables: [
          moneyTable([
            ['第二年', 200],
            ['合计', 200],
          ]),
        ],
      },
    ],
  ];

  it('are told apart by where their stages are filed', async () => {
    await show(...stages('zw.finance.1', 'finance'));
    expect(all.reader.item(idOf(1))?.project?.kind).toBe('disposal');
    await show(...stages('zw.finance.6', 'project'));
    expect(all.reader.item(idOf(1))?.project?.kind).toBe('works');
  });

  it('have amounts by stage, each by the item that says it', async () => {
    await show(...stages('zw.finance.1', 'finance'));
    const found = all.reader.item(idOf(1))?.project?.stages;
    expect(found?.find(({ stage }) => stage === 'budget')?.amounts).toEqual([
      { id: idOf(1), fen: 5_400_000 },
    ]);
    const paid = found?.find(({ stage }) => stage === 'payment')?.amounts;
    expect(paid?.map(({ fen }) => fen).sort()).toEqual([100, 200]);
  });
});

describe('the amount of a stage', () => {
  const say = (body: string, changes: Partial<ItemVersion> = {}) => version(1, { body, ...changes });

  it('is read where it is named and exact', () => {
    expect(stageAmount(say('中标价 **48.6 万元**，工期60天'), 'tender')).toBe(48_600_000);
    expect(stageAmount(say('合同价人民币486,000.50元'), 'contract')).toBe(48_600_050);
  });

  it('is none where it is about, more than, or of something else', () => {
    for (const text of ['中标价约48万元', '中标价5.9万多元', '保证金2万元', '中标价面议']) {
      expect(stageAmount(say(text), 'tender'), text).toBeUndefined();
    }
    expect(stageAmount(say('合同价1万元'), 'approval')).toBeUndefined();
    expect(stageAmount(say('', { emphasis: '中标价 6.2 万元' }), 'tender')).toBeUndefined();
  });
});

describe('a power', () => {
  it('lists what was decided under it, newest first, and each of these names it', async () => {
    await show(
      [1, { kind: 'power', power: { code: 'QL-02', executes: '村委会' } }],
      [2, { kind: 'result', power: { code: 'QL-02' } }],
      [3, { kind: 'result', power: { code: 'QL-02' } }],
      [4, { kind: 'result', power: { code: 'QL-03' } }],
    );
    expect(numbersOf(all.reader.item(idOf(1))?.power?.results)).toEqual([3, 2]);
    expect(all.reader.item(idOf(2))?.power?.list?.id).toBe(idOf(1));
    expect(all.reader.item(idOf(4))?.power?.list).toBeUndefined();
  });
});

describe('a statement', () => {
  const statement = (column: number, period: string): Changes => ({
    module: 'finance',
    kind: 'statement',
    catalogue: [`zw.finance.${column}`],
    period,
    title: `${period}的账`,
    tables: [
      moneyTable(
        [
          ['收入', 900],
          ['支出', 500],
        ],
        false,
      ),
    ],
  });

  it('has the seven columns beside it: of its own period where there is one, else the newest', async () => {
    await show(
      [1, statement(1, '2026Q2')],
      [2, statement(2, '2026Q2')],
      [3, statement(1, '2026Q3')],
      [4, statement(4, '2026Q1')],
    );
    const columns = all.reader.item(idOf(2))?.columns;
    expect(columns?.map(({ title }) => title)).toEqual(titles);
    expect(columns?.map(({ item }) => item && Number(item.id.slice(-6)))).toEqual([
      1,
      2,
      undefined,
      4,
      undefined,
      undefined,
      undefined,
    ]);
    expect(columns?.map(({ current }) => current).indexOf(true)).toBe(1);
  });

  it('stands in the column that its publisher names, whatever else its entries belong to', async () => {
    await show([1, { ...statement(2, '2026Q2'), catalogue: ['village.finance.1', 'zw.finance.2'] }]);
    const current = all.reader.item(idOf(1))?.columns?.filter((each) => each.current);
    expect(current?.map(({ title }) => title)).toEqual(['资金']);
  });

  it('shows both sides over the periods', async () => {
    await show([1, statement(2, '2026Q1')], [2, statement(2, '2026Q2')]);
    const series = all.reader.item(idOf(2))?.series;
    expect(series?.map(({ income, expense }) => [income, expense])).toEqual([
      [900, 500],
      [900, 500],
    ]);
  });
});
