import { describe, expect, it } from 'vitest';
import {
  entriesOfBrightness,
  entriesOfColumn,
  entriesOfModule,
  entryById,
  moduleOf,
  readCatalogue,
  resolveCatalogue,
  shippedCatalogues,
  tightestDeadline,
} from '../../../main/catalogue/index.ts';
import { type Catalogue, catalogue, catalogueEntry } from '../../../main/contract/catalogue.ts';
import { LimitError, SanwuError } from '../../../main/contract/errors.ts';
import { limits } from '../../../main/contract/limits.ts';
import { catalogueText } from '../../../main/text/catalogue.ts';
import { childOf, ownEntry } from './entries.ts';

const { village, community, columns, modules } = shippedCatalogues();
const countyExtra: Catalogue = {
  id: '990101.extra',
  title: '演示县增补目录',
  kind: 'county',
  version: 1,
  entries: [ownEntry(1)],
};

describe('without catalogues of a county', () => {
  it.each(['village', 'community'] as const)('a %s has its own, the modules and the columns', (kind) => {
    const resolved = resolveCatalogue(kind, []);
    const expected = [
      ...modules.entries,
      ...(kind === 'village' ? village : community).entries,
      ...columns.entries,
    ];
    expect(resolved.entries).toEqual(expected);
    expect(resolved.refused).toEqual([]);
  });

  it('finds entries by module, column and brightness', () => {
    const resolved = resolveCatalogue('village', []);
    const party = entriesOfModule(resolved, 'party').map((entry) => entry.id);
    expect(party).toHaveLength(10);
    expect(party[0]).toBe('sx.party');
    expect(entriesOfModule(resolved, 'supervision').map((entry) => entry.id)).toContain('village.finance.17');
    expect(entriesOfColumn(resolved, 'zw.finance.4').map((entry) => entry.id)).toEqual([
      'sx.finance.1',
      'village.finance.12',
      'zw.finance.4',
    ]);
    expect(entriesOfBrightness(resolved, 'welfare').map((entry) => entry.id)).toContain('village.affairs.15');
    const total = ['overview', 'party', 'village', 'finance', 'project', 'supervision'] as const;
    expect(total.flatMap((module) => entriesOfModule(resolved, module))).toHaveLength(
      resolved.entries.length,
    );
  });
});

describe('with catalogues of a county', () => {
  it('a tightened entry and further entries are in force', () => {
    const tightened = childOf(village, { id: 'village.finance.1', entry: { deadline: 'month' } });
    tightened.entries.push(ownEntry(2));
    const resolved = resolveCatalogue('village', [tightened, countyExtra]);
    expect(resolved.refused).toEqual([]);
    expect(entryById('village.finance.1', resolved.byId)?.deadline).toBe('month');
    expect(moduleOf('990101.x.1', resolved.byId)).toBe('village');
    expect(moduleOf('990101.x.2', resolved.byId)).toBe('village');
    expect(moduleOf('990101.x.2')).toBeUndefined();
    expect(resolved.entries).toHaveLength(
      modules.entries.length + village.entries.length + columns.entries.length + 2,
    );
  });

  it("a township refines its county's, whatever the order of the list", () => {
    const county = childOf(village, { id: 'village.finance.1', entry: { deadline: 'month' } });
    const township = childOf(county, {
      id: 'village.finance.1',
      entry: { deadline: 'at-once' },
      catalogue: { id: '990101001.village' },
    });
    for (const list of [
      [county, township],
      [township, county],
    ]) {
      const resolved = resolveCatalogue('village', list);
      expect(resolved.refused).toEqual([]);
      expect(resolved.byId.get('village.finance.1')?.deadline).toBe('at-once');
    }
  });

  it("a township that goes back to the shipped deadline loosens its county's", () => {
    const county = childOf(village, { id: 'village.finance.1', entry: { deadline: 'month' } });
    const township = childOf(village, { catalogue: { id: '990101001.village', parent: county.id } });
    const resolved = resolveCatalogue('village', [county, township]);
    expect(resolved.refused).toMatchObject([
      { catalogue: township.id, kind: 'loosens', violations: [{ entry: 'village.finance.1' }] },
    ]);
    expect(resolved.byId.get('village.finance.1')?.deadline).toBe('month');
  });

  it('a village catalogue that names no parent is held against the shipped one', () => {
    const { parent: _, ...orphan } = childOf(village, {
      id: 'village.finance.1',
      entry: { deadline: 'year' },
    });
    const resolved = resolveCatalogue('village', [orphan]);
    expect(resolved.refused).toMatchObject([{ catalogue: orphan.id, kind: 'loosens' }]);
    expect(resolved.byId.get('village.finance.1')?.deadline).toBe('quarter');
  });

  it('what hangs on a refused or unknown catalogue is refused with it', () => {
    const bad = childOf(village, { id: 'village.finance.1', entry: { deadline: 'year' } });
    const grandchild = childOf(village, { catalogue: { id: '990101001.village', parent: bad.id } });
    const stray = childOf(village, { catalogue: { id: '990102.village', parent: 'nowhere' } });
    const refused = resolveCatalogue('village', [grandchild, bad, stray]).refused;
    expect(refused.map(({ catalogue: name, kind }) => [name, kind])).toEqual([
      [bad.id, 'loosens'],
      [grandchild.id, 'no-parent'],
      [stray.id, 'no-parent'],
    ]);
    expect(refused.flatMap(catalogueText.refusal)).toHaveLength(3);
  });

  it('catalogues that are each other’s parents are refused', () => {
    const one = childOf(village, { catalogue: { id: 'one', parent: 'two' } });
    const two = childOf(village, { catalogue: { id: 'two', parent: 'one' } });
    expect(resolveCatalogue('village', [one, two]).refused.map((each) => each.kind)).toEqual([
      'no-parent',
      'no-parent',
    ]);
  });

  it('nobody takes the name of a shipped catalogue', () => {
    const impostor = { ...childOf(village), id: 'village' };
    expect(resolveCatalogue('village', [impostor]).refused).toEqual([
      { catalogue: 'village', kind: 'shipped-name' },
    ]);
  });

  it('of two that refine the same, the first holds', () => {
    const first = childOf(village, { id: 'village.finance.1', entry: { deadline: 'month' } });
    const second = childOf(village, { catalogue: { id: '990101.second' } });
    const resolved = resolveCatalogue('village', [first, second]);
    expect(resolved.refused).toEqual([{ catalogue: second.id, kind: 'second-child', parent: 'village' }]);
    expect(resolved.byId.get('village.finance.1')?.deadline).toBe('month');
  });

  it('the newest edition of a name counts', () => {
    const second = childOf(village, {
      id: 'village.finance.1',
      entry: { deadline: 'month' },
      catalogue: { version: 2 },
    });
    for (const list of [
      [childOf(village), second],
      [second, childOf(village)],
    ]) {
      expect(resolveCatalogue('village', list).byId.get('village.finance.1')?.deadline).toBe('month');
    }
  });

  it('a community is untouched by a village catalogue', () => {
    const resolved = resolveCatalogue('community', [childOf(village)]);
    expect(resolved.refused).toEqual([]);
    expect(resolved.byId.has('village.finance.1')).toBe(false);
  });
});

describe('the deadline of an item filed twice', () => {
  it('is the tightest of its entries', () => {
    expect(tightestDeadline(['sx.project.4', 'village.finance.15'])).toBe('at-once');
    expect(tightestDeadline(['village.system.1', 'village.finance.1', 'zw.service.2'])).toBe('quarter');
  });

  it('leaves unknown ids aside', () => {
    expect(tightestDeadline(['village.affairs.99'])).toBeUndefined();
    expect(tightestDeadline(['village.affairs.99', 'village.finance.1'])).toBe('quarter');
  });
});

describe('a catalogue from outside', () => {
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  it('reads back what was written', () => {
    expect(readCatalogue(bytes(countyExtra), 'catalogue/990101.extra.json')).toEqual(countyExtra);
    expect(readCatalogue(bytes(village), 'village')).toEqual(village);
  });

  it.each([
    ['an unknown key', { ...countyExtra, colour: 'red' }],
    ['no entries', { ...countyExtra, entries: [] }],
    ['an entry twice', { ...countyExtra, entries: [ownEntry(1), ownEntry(1)] }],
    ['a name that climbs out of the folder', { ...countyExtra, id: '../x' }],
    ['an id of no scheme', { ...countyExtra, entries: [ownEntry(1, { id: '990101.y.1' })] }],
    ['a column that is none', { ...countyExtra, entries: [ownEntry(1, { columns: ['village.finance.1'] })] }],
    ['no channel', { ...countyExtra, entries: [ownEntry(1, { channels: [] })] }],
    ['a channel twice', { ...countyExtra, entries: [ownEntry(1, { channels: ['terminal', 'terminal'] })] }],
    [
      'publicity of years',
      { ...countyExtra, entries: [ownEntry(1, { publicityDays: limits.publicityDays + 1 })] },
    ],
  ])('refuses %s', (_, value) => {
    expect(() => readCatalogue(bytes(value), 'x')).toThrow(SanwuError);
    expect(catalogue.safeParse(value).success).toBe(false);
  });

  it('names the wrong field, and stops at the limits', () => {
    const wrong = { ...countyExtra, entries: [ownEntry(1), ownEntry(2, { basis: '' })] };
    expect(() => readCatalogue(bytes(wrong), 'x')).toThrow(/entries\.1\.basis/);
    expect(() => readCatalogue(new Uint8Array(limits.catalogueBytes + 1), 'x')).toThrow(LimitError);
    const many = Array.from({ length: limits.catalogueEntries + 1 }, (_, index) => ownEntry(index + 1));
    expect(catalogue.safeParse({ ...countyExtra, entries: many }).success).toBe(false);
  });

  it.each(['village.affairs.15', 'zw.finance.7', 'sx.party', 'sx.party.1', '990101.x.3'])(
    'knows the id %s',
    (id) => {
      expect(catalogueEntry.safeParse(ownEntry(1, { id })).success).toBe(true);
    },
  );

  it.each([
    'village.affairs.0',
    'village.affairs.015',
    'sx',
    'sx.money',
    'zw.party.1',
    '99010.x.1',
    'village.affairs.1\n',
  ])('does not know the id %j', (id) => {
    expect(catalogueEntry.safeParse(ownEntry(1, { id })).success).toBe(false);
  });
});
