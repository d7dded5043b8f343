import { describe, expect, it } from 'vitest';
import type { Attachment, Table } from '../../../main/contract/content.ts';
import { changesBetween, isUnchanged } from '../../../renderer/terminal/item/compare.ts';
import type { LineChange, TextPart } from '../../../renderer/terminal/item/compare-text.ts';
import { hasContent, type ShownView } from '../../../renderer/terminal/item/shown-version.ts';
import { cells, type FakeItem, itemOf, row } from '../fake-items.ts';

function versionOf(content: FakeItem['content'], rest: Partial<FakeItem> = {}): ShownView {
  const view = itemOf({
    number: 1,
    module: 'village',
    title: '路灯',
    catalogue: 'village.affairs.1',
    plainTitle: '',
    ...rest,
    content,
  });
  if (!hasContent(view)) throw new Error('it has content');
  return view;
}

type Columns = Table['columns'];
const groups: Columns = [
  { title: '组别', kind: 'text' },
  { title: '盏数', kind: 'number' },
];

const tableOf = (columns: Columns, rows: readonly string[][], rest: Partial<Table> = {}): Table => ({
  columns,
  header: [],
  rows: rows.map((texts) => row(...texts)),
  totals: [],
  ...rest,
});

const written = (body: string, rows: readonly string[][] = []) =>
  versionOf({ body, tables: [tableOf(groups, rows)] });
const withTables = (...tables: Table[]) => versionOf({ tables });
const tablesOf = (older: Table, newer: Table) => changesBetween(withTables(older), withTables(newer)).tables;

const file = (sha: string, rest: Partial<Attachment> = {}) => ({
  sha256: sha.repeat(64),
  length: 1,
  mediaType: 'application/pdf',
  name: 'a.pdf',
  title: '路灯维修发票',
  access: 'all' as const,
  arrived: true,
  ...rest,
});
const filesOf = (older: FakeItem['content'], newer: FakeItem['content']) =>
  changesBetween(versionOf(older), versionOf(newer)).files;

const textOf = (parts: readonly TextPart[]) => parts.map(({ text }) => text).join('');
const told = ({ older, newer }: LineChange) => [textOf(older), textOf(newer)];

describe('what changed between two versions', () => {
  it('is told by words within a line, each side of its own', () => {
    const { body } = changesBetween(
      written('装 24 盏路灯。\n\n请绕行。'),
      written('装 26 盏路灯。\n\n请绕行。'),
    );
    expect(body.length).toBe(1);
    expect(body[0]?.older.filter(({ mark }) => mark === 'removed')).toEqual([
      { mark: 'removed', text: '24' },
    ]);
    expect(body[0]?.newer.filter(({ mark }) => mark === 'added')).toEqual([{ mark: 'added', text: '26' }]);
    expect(body[0]?.newer.map(({ text }) => text).join('')).toBe('装 26 盏路灯。');
  });

  it('is nothing where nothing changed', () => {
    const one = written('请绕行。', [['一组', '12']]);
    expect(isUnchanged(changesBetween(one, one))).toBe(true);
  });

  it('shows both whole where too much changed to look for what they share', () => {
    const long = (seed: number) =>
      Array.from({ length: 6000 }, (_, at) => String((at * seed) % 9973)).join(' ');
    const { body } = changesBetween(written(long(7)), written(long(11)));
    expect(body).toEqual([
      { older: [{ mark: 'removed', text: long(7) }], newer: [{ mark: 'added', text: long(11) }] },
    ]);
  });

  it('is told of headline, title, people, period and whatever else stands around the text', () => {
    const older = versionOf(
      {
        title: '路灯方案',
        emphasis: '花了 5 万元',
        publicity: { from: '2026-10-08', to: '2026-10-14' },
        period: '2026Q2',
        approved: { by: '王建平', on: '2026-10-07' },
        reviewed: [{ by: '监委会' }],
        dated: '2026-10-01',
        project: { code: 'LD-1', name: '路灯', stage: 'budget' },
        power: { code: 'QL-07', executes: '村主任', steps: [{ who: '经手人', does: '签字。' }] },
      },
      { plainTitle: '修了什么' },
    );
    const newer = versionOf(
      {
        approved: { by: '李红', on: '2026-10-07' },
        reviewed: [{ by: '监委会' }, { by: '党支部' }],
        project: { code: 'LD-1', name: '路灯', stage: 'contract' },
        power: { code: 'QL-07', executes: '村会计', steps: [{ who: '经手人', does: '盖章。' }] },
        source: 'township',
      },
      {
        title: '路灯结算',
        plainTitle: '花了多少',
        card: {
          emphasis: '花了 6 万元',
          publicity: { from: '2026-10-08', to: '2026-10-20' },
          period: '2026Q3',
        },
      },
    );
    const { fields } = changesBetween(older, newer);
    expect(Object.fromEntries(fields.map(({ field, lines }) => [field, lines.flatMap(told)]))).toEqual({
      plainTitle: ['修了什么', '花了多少'],
      emphasis: ['花了 5 万元', '花了 6 万元'],
      title: ['路灯方案', '路灯结算'],
      source: ['村里', '乡镇'],
      period: ['2026年第二季度', '2026年第三季度'],
      dated: ['2026年10月1日', ''],
      publicity: ['2026年10月8日至2026年10月14日', '2026年10月8日至2026年10月20日'],
      reviewed: ['', '党支部'],
      approved: ['王建平 2026年10月7日', '李红 2026年10月7日'],
      project: ['路灯，预算', '路灯，合同'],
      executes: ['村主任', '村会计'],
      steps: ['经手人：签字。', '经手人：盖章。'],
    });
  });

  it('does not lend an older version the headline of the newest', () => {
    const older = versionOf({ title: '路灯' }, { card: { emphasis: '花了 6 万元' } });
    const newer = versionOf({}, { card: { emphasis: '花了 6 万元' } });
    const { fields } = changesBetween(older, newer);
    expect(fields.map(({ field, lines }) => [field, lines.flatMap(told)])).toEqual([
      ['emphasis', ['', '花了 6 万元']],
    ]);
  });
});

describe('what changed in tables', () => {
  it('is told by rows: changed, added, removed, and how many are the same', () => {
    const older = written('', [
      ['一组', '12'],
      ['二组', '10'],
      ['三组', '2'],
    ]);
    const newer = written('', [
      ['零组', '1'],
      ['一组', '12'],
      ['二组', '14'],
    ]);
    const [table] = changesBetween(older, newer).tables;
    expect(table?.same).toBe(1);
    expect(table?.rows.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      'added 1',
      'changed 3',
      'removed 3',
    ]);
  });

  it('is told by heading, and columns that came or went are said as such', () => {
    const numbered: Columns = [{ title: '序号', kind: 'number' }, ...groups];
    const [table] = tablesOf(
      tableOf(numbered, [
        ['1', '一组', '12'],
        ['2', '二组', '10'],
      ]),
      tableOf(groups, [
        ['一组', '12'],
        ['二组', '14'],
      ]),
    );
    expect(table?.columns).toEqual([{ mark: 'removed', heading: '序号', texts: ['1', '2'] }]);
    expect(table?.same).toBe(1);
    expect(table?.rows).toEqual([
      {
        kind: 'changed',
        number: 2,
        older: [
          { heading: '序号', text: '2', mark: 'removed' },
          { heading: '组别', text: '二组', mark: 'same' },
          { heading: '盏数', text: '10', mark: 'removed' },
        ],
        newer: [
          { heading: '组别', text: '二组', mark: 'same' },
          { heading: '盏数', text: '14', mark: 'added' },
        ],
      },
    ]);
  });

  it('takes no two columns for one whose last headings alone agree', () => {
    const columns: Columns = [
      { title: '项目', kind: 'text' },
      { title: '本季', kind: 'money', unit: '元' },
      { title: '本季', kind: 'money', unit: '元' },
    ];
    const under = (first: string, second: string): Partial<Table> => ({
      header: [[{ text: '项目', rowSpan: 2 }, { text: first }, { text: second }], cells('本季', '本季')],
    });
    const [table] = tablesOf(
      tableOf(columns, [['水电', '5', '7']], under('收入（元）', '支出（元）')),
      tableOf(columns, [['水电', '7', '5']], under('支出（元）', '收入（元）')),
    );
    expect(table).toBeUndefined();
  });

  it('gives old and new rows their own headings where the tables have no column in common', () => {
    const people: Columns = [
      { title: '序号', kind: 'number' },
      { title: '户主', kind: 'text' },
    ];
    const lamps: Columns = [
      { title: '序号', kind: 'number' },
      { title: '灯杆', kind: 'text' },
    ];
    const found = tablesOf(tableOf(people, [['1', '王建平']]), tableOf(lamps, [['1', '东一']]));
    expect(found.map(({ kind, rows }) => [kind, rows.map((each) => each.kind)])).toEqual([
      ['removed', ['removed']],
      ['added', ['added']],
    ]);
    expect(found[0]?.rows[0]?.older.map(({ heading }) => heading)).toEqual(['序号', '户主']);
    expect(found[1]?.rows[0]?.newer.map(({ heading }) => heading)).toEqual(['序号', '灯杆']);
  });

  it('compares amounts by what they are worth, and words by their letters', () => {
    const columns: Columns = [
      { title: '编号', kind: 'text' },
      { title: '金额', kind: 'money', unit: '元' },
    ];
    const inFull = (text: string, fen: number): Partial<Table> => ({
      rows: [{ kind: 'row', cells: [{ text: '1' }, { text, fen }] }],
    });
    expect(tablesOf(tableOf(columns, [['1', '50,000.00']]), tableOf(columns, [['1', '50000']]))).toEqual([]);
    const wan = tableOf(columns, [], inFull('5万元', 5_000_000));
    expect(tablesOf(wan, tableOf(columns, [], inFull('50000', 5_000_000)))).toEqual([]);
    expect(tablesOf(wan, tableOf(columns, [], inFull('50000.01', 5_000_001))).length).toBe(1);
    expect(tablesOf(tableOf(columns, [['1', '多']]), tableOf(columns, [['1', '5']])).length).toBe(1);
    expect(tablesOf(tableOf(columns, [['1.0', '5']]), tableOf(columns, [['1', '5']])).length).toBe(1);
  });

  it('calls a column of another unit another column', () => {
    const inUnit = (unit: string): Columns => [
      { title: '项目', kind: 'text' },
      { title: '金额', kind: 'money', unit },
    ];
    const [table] = tablesOf(
      tableOf(inUnit('元'), [['水电', '5']]),
      tableOf(inUnit('万元'), [['水电', '5']]),
    );
    expect(table?.columns.map(({ mark, heading }) => [mark, heading])).toEqual([
      ['removed', '金额（元）'],
      ['added', '金额（万元）'],
    ]);
  });

  it('keeps cells under their headings where one spans several rows', () => {
    const spanned: Partial<Table> = {
      rows: [{ kind: 'row', cells: [{ text: '一组', rowSpan: 2 }, { text: '12' }] }, row('13')],
    };
    const alone = tableOf(groups, [
      ['一组', '12'],
      ['一组', '14'],
    ]);
    const [table] = tablesOf(tableOf(groups, [], spanned), alone);
    expect(table?.same).toBe(1);
    expect(table?.rows[0]?.older).toEqual([
      { heading: '组别', text: '一组', mark: 'same' },
      { heading: '盏数', text: '13', mark: 'removed' },
    ]);
  });

  it('follows a table to another place, and tells its new title', () => {
    const lamps = tableOf(groups, [['一组', '12']], { title: '路灯' });
    const people = tableOf([{ title: '户主', kind: 'text' }], [['王建平']], { title: '名单' });
    const { tables } = changesBetween(
      withTables(lamps),
      withTables(people, { ...lamps, title: '路灯（改）' }),
    );
    expect(tables.map(({ kind, title }) => [kind, title])).toEqual([
      ['added', '名单'],
      ['changed', '路灯（改）'],
    ]);
    expect(tables[1]?.renamed && told(tables[1].renamed)).toEqual(['路灯', '路灯（改）']);
    expect(tables[1]?.rows).toEqual([]);
  });
});

describe('what changed in files', () => {
  it('says that another file stands under the same title', () => {
    expect(filesOf({ attachments: [file('a')] }, { attachments: [file('b')] })).toEqual([
      { kind: 'replaced', name: '路灯维修发票', isPicture: false },
    ]);
  });

  it('knows a file again under another title, whatever took its old one', () => {
    const older = { attachments: [file('a')] };
    const newer = { attachments: [file('b'), file('a', { title: '旧发票' })] };
    expect(filesOf(older, newer)).toEqual([
      { kind: 'added', name: '路灯维修发票', isPicture: false },
      {
        kind: 'told',
        about: '附件改了名字',
        line: {
          older: [{ mark: 'removed', text: '路灯维修发票' }],
          newer: [{ mark: 'added', text: '旧发票' }],
        },
      },
    ]);
  });

  it('tells who may see a file, and which line a voucher proves, by the line and not its number', () => {
    const table = (...names: string[]) =>
      tableOf(
        groups,
        names.map((name) => [name, '1']),
      );
    const older = { tables: [table('一组', '二组')], attachments: [file('a', { voucherFor: 1 })] };
    const moved = { tables: [table('零组', '一组')], attachments: [file('a', { voucherFor: 2 })] };
    expect(filesOf(older, moved)).toEqual([]);
    const other = {
      tables: older.tables,
      attachments: [file('a', { voucherFor: 2, access: 'desk' as const })],
    };
    expect(filesOf(older, other).map((each) => (each.kind === 'told' ? told(each.line) : []))).toEqual([
      ['都能看', '到村委会窗口查阅'],
      ['一组', '二组'],
    ]);
  });
});
