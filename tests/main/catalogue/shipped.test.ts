import { describe, expect, it } from 'vitest';
import { entryById, moduleOf, shippedCatalogues, shippedEntries } from '../../../main/catalogue/index.ts';
import { brightnesses, deadlines, voucherAccesses } from '../../../main/contract/catalogue.ts';
import { moduleIds } from '../../../main/contract/content.ts';

const shipped = shippedCatalogues();
const idsOf = (kind: keyof typeof shipped) => shipped[kind].entries.map((entry) => entry.id);
const numbered = (prefix: string, numbers: readonly number[]) => numbers.map((each) => `${prefix}.${each}`);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('numbering of the sources', () => {
  it('village: 9 rules, 21 affairs, 18 of finance (seed 003, annex 1)', () => {
    expect(idsOf('village')).toEqual([
      ...numbered('village.system', upTo(9)),
      ...numbered('village.affairs', upTo(21)),
      ...numbered('village.finance', upTo(18)),
    ]);
  });

  it('community: 9, 16, 5, number 4 of finance absent as in the source (seed 003, annex 2)', () => {
    expect(idsOf('community')).toEqual([
      ...numbered('community.system', upTo(9)),
      ...numbered('community.affairs', upTo(16)),
      ...numbered('community.finance', [1, 2, 3, 5, 6]),
    ]);
    expect(entryById('community.finance.4')).toBeUndefined();
  });

  it('columns: 5, 7, 3 with the titles of seed 001', () => {
    expect(shipped.columns.entries.map(({ id, title }) => [id, title])).toEqual([
      ['zw.village.1', '自治管理'],
      ['zw.village.2', '组织机构'],
      ['zw.village.3', '服务管理'],
      ['zw.village.4', '强农惠农'],
      ['zw.village.5', '社会保障'],
      ['zw.finance.1', '资产'],
      ['zw.finance.2', '资金'],
      ['zw.finance.3', '资源'],
      ['zw.finance.4', '债权债务'],
      ['zw.finance.5', '审计'],
      ['zw.finance.6', '项目'],
      ['zw.finance.7', '公益'],
      ['zw.service.1', '监督一点通'],
      ['zw.service.2', '办事流程'],
      ['zw.service.3', '政策文件'],
    ]);
  });

  it('modules: six, each followed by its sub-items in the order of seed 000', () => {
    const titles = Object.groupBy(shipped.modules.entries, (entry) => entry.module);
    const of = (module: (typeof moduleIds)[number]) => titles[module]?.map((entry) => entry.title);
    expect(Object.keys(titles)).toEqual([...moduleIds]);
    expect(of('overview')).toEqual([
      '村情概况',
      '历史沿革',
      '组织建设',
      '班子分工',
      '小微权力清单',
      '村规民约（社区公约）',
      '计划规划',
      '荣誉成绩',
      '特色工作',
    ]);
    expect(of('party')).toEqual([
      '党务公开',
      '党组织建设',
      '“一村一策一清单”',
      '村党组织书记年度党建责任清单',
      '先锋指数考评',
      '主题党日活动',
      '党员发展',
      '党费收缴',
      '两地报到',
      '无违建承诺',
    ]);
    expect(of('village')).toEqual(['村务公开', '各类决策事项', '劳务用工', '民生扶贫', '低保救助']);
    expect(of('finance')).toEqual(['财务公开', '财务报表', '原始凭证']);
    expect(of('project')).toEqual([
      '工程项目',
      '项目审批',
      '项目预算',
      '工程量清单',
      '招标采购',
      '项目合同',
      '竣工验收',
      '支付结算',
    ]);
    expect(of('supervision')).toEqual(['村务监督', '监督制度', '小微权力清单', '日常监督', '监督举报方式']);
    for (const module of moduleIds) {
      expect(titles[module]?.map((entry) => entry.id)).toEqual([
        `sx.${module}`,
        ...numbered(`sx.${module}`, upTo((titles[module]?.length ?? 0) - 1)),
      ]);
    }
  });

  it.each([
    ['village.system.1', '本村的村民自治章程、村规民约'],
    ['village.system.9', '其他相关制度情况'],
    ['village.affairs.6', '村民会议向村民代表会议授权的事项和范围'],
    ['village.affairs.16', '红白理事会建设、移风易俗工作开展情况'],
    ['village.affairs.21', '其他需要公开的事项'],
    ['village.finance.4', '本村享受误工补贴的人员和补贴标准'],
    ['village.finance.16', '依法预留的机动地和荒山、荒沟、荒丘、荒滩发包情况'],
    ['village.finance.18', '其他需要公开的事项'],
    ['community.system.7', '社区财务管理制度'],
    ['community.affairs.9', '辖区内水、电、气、暖等公共服务部门以及“三长”人员和片区民警相关信息情况'],
    ['community.affairs.16', '其他需要公开的事项'],
    ['community.finance.3', '社区收益及各项支出情况'],
    ['community.finance.5', '居民委员会成员任期和离任经济责任审计结果情况'],
    ['community.finance.6', '其他需要公开的事项'],
  ])('%s has its source title', (id, title) => {
    expect(entryById(id)?.title).toBe(title);
  });
});

describe('what every entry says', () => {
  const all = [...shippedEntries().values()];

  it('counts 133 entries, none of one id', () => {
    const listed = Object.values(shipped).flatMap((each) => each.entries);
    expect(listed).toHaveLength(48 + 30 + 15 + 40);
    expect(all).toHaveLength(listed.length);
  });

  it('names only columns that exist', () => {
    const columns = new Set(idsOf('columns'));
    for (const entry of all) {
      for (const column of entry.columns) expect(columns, entry.id).toContain(column);
    }
  });

  it('files every column first under itself', () => {
    for (const entry of shipped.columns.entries) expect(entry.columns[0]).toBe(entry.id);
  });

  it.each(['village', 'community'] as const)(
    '%s: all modules but party, every column and brightness reached',
    (kind) => {
      const entries = shipped[kind].entries;
      const modules = new Set(entries.map((entry) => entry.module));
      expect([...moduleIds].filter((module) => !modules.has(module))).toEqual(['party']);
      for (const brightness of brightnesses) {
        expect(
          entries.some((entry) => entry.brightness.includes(brightness)),
          brightness,
        ).toBe(true);
      }
    },
  );

  it('reaches every column from the village catalogue', () => {
    const reached = new Set(shipped.village.entries.flatMap((entry) => entry.columns));
    expect(idsOf('columns').filter((id) => !reached.has(id))).toEqual([]);
  });

  it.each(Object.keys(shipped) as (keyof typeof shipped)[])('%s: no two plain titles alike', (kind) => {
    const titles = shipped[kind].entries.map((entry) => entry.plainTitle);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('keeps a plain title short enough to be read across a counter, and other than the official one', () => {
    for (const entry of all) {
      expect(entry.plainTitle.length, entry.id).toBeLessThanOrEqual(20);
      expect(entry.plainTitle, entry.id).not.toBe(entry.title);
    }
  });

  it('speaks of neither village nor community where both read it', () => {
    for (const entry of [...shipped.modules.entries, ...shipped.columns.entries]) {
      expect(entry.plainTitle, entry.id).not.toMatch(/村|社区/);
    }
    for (const entry of shipped.community.entries) expect(entry.plainTitle, entry.id).not.toContain('村');
  });

  it('quotes the document that asks for it', () => {
    const documents = {
      village: '靖民联字[2022]10号；花政字〔2023〕103号附件1',
      community: '靖民联字[2022]10号；花政字〔2023〕103号附件2',
      columns: '宁政公开办发〔2023〕17号',
      modules: '《绍兴市村居“三务”公开信息化平台建设实施方案》（2020年8月17日）',
    };
    for (const kind of ['village', 'community', 'columns', 'modules'] as const) {
      for (const entry of shipped[kind].entries)
        expect(entry.basis.startsWith(documents[kind]), entry.id).toBe(true);
    }
  });

  it('shows everything on the terminal', () => {
    for (const entry of all) expect(entry.channels, entry.id).toContain('terminal');
  });

  it('has a secrecy review first everywhere, and somebody after it', () => {
    for (const entry of all) {
      expect(entry.review[0], entry.id).toBe('secrecy');
      expect(entry.review.length, entry.id).toBeGreaterThan(1);
    }
  });

  it('never puts lists of people in need on the open web', () => {
    for (const id of [
      'village.affairs.14',
      'village.affairs.15',
      'village.finance.7',
      'community.affairs.12',
      'sx.village.4',
    ]) {
      const entry = entryById(id);
      expect(entry?.names, id).not.toBe('full');
      for (const open of ['website', 'wechat-account', 'wechat-group', 'mini-program']) {
        expect(entry?.channels, id).not.toContain(open);
      }
    }
  });

  it('gives a publicity period only with the rule that sets it', () => {
    const withPeriod = all
      .filter((entry) => entry.publicityDays > 0)
      .map((entry) => [entry.id, entry.publicityDays]);
    expect(withPeriod.sort()).toEqual([
      ['community.affairs.12', 7],
      ['sx.project.4', 3],
      ['sx.village.4', 7],
      ['village.affairs.15', 7],
      ['village.finance.11', 30],
    ]);
    expect(entryById('village.affairs.15')?.basis).toContain('民发〔2021〕57号');
    expect(entryById('village.finance.11')?.basis).toContain('《土地管理法》第四十七条');
    expect(entryById('sx.project.4')?.basis).toContain('《招标投标法实施条例》第五十四条');
  });
});

describe('deadlines of seed 003, two (three)', () => {
  const deadlineOf = (id: string) => entryById(id)?.deadline;

  it('1: rules and basic facts long-term', () => {
    for (const id of idsOf('village').filter((each) => each.includes('.system.')))
      expect(deadlineOf(id)).toBe('long-term');
    for (const id of ['village.affairs.1', 'village.affairs.2', 'community.affairs.1']) {
      expect(deadlineOf(id)).toBe('long-term');
    }
  });

  it('2, 4: ordinary business, income and expenditure by the quarter', () => {
    for (const id of [
      'village.affairs.16',
      'village.finance.1',
      'village.finance.13',
      'community.finance.3',
    ]) {
      expect(deadlineOf(id)).toBe('quarter');
    }
  });

  it('3: long undertakings stage by stage', () => {
    for (const id of ['village.affairs.11', 'village.affairs.13', 'community.affairs.10', 'sx.project.6']) {
      expect(deadlineOf(id)).toBe('staged');
    }
  });

  it('5: new policies and resolutions at once', () => {
    for (const id of [
      'village.affairs.7',
      'village.affairs.10',
      'village.affairs.18',
      'community.affairs.8',
      'zw.service.3',
    ]) {
      expect(deadlineOf(id)).toBe('at-once');
    }
  });

  it('knows the order of the conventions', () => {
    expect(deadlines).toEqual(['at-once', 'month', 'quarter', 'year', 'staged', 'long-term']);
  });
});

describe('vouchers and modules', () => {
  it('original vouchers after sign-in by seed 000, at the desk by seed 003', () => {
    expect(voucherAccesses).toContain(entryById('sx.finance.2')?.vouchers);
    expect(entryById('sx.finance.2')?.vouchers).toBe('signed-in');
    for (const entry of shipped.village.entries.filter((each) => each.id.startsWith('village.finance.'))) {
      if (entry.id !== 'village.finance.5') expect(entry.vouchers, entry.id).toBe('desk');
    }
  });

  it.each([
    ['village.system.1', 'overview'],
    ['village.affairs.11', 'project'],
    ['village.affairs.15', 'village'],
    ['village.affairs.20', 'supervision'],
    ['village.finance.1', 'finance'],
    ['village.finance.15', 'project'],
    ['village.finance.17', 'supervision'],
    ['community.affairs.10', 'project'],
    ['zw.finance.6', 'project'],
    ['sx.party.7', 'party'],
  ])('%s stands under %s', (id, module) => {
    expect(moduleOf(id)).toBe(module);
  });

  it('knows no module of an unknown id', () => {
    expect(moduleOf('village.affairs.22')).toBeUndefined();
  });
});
