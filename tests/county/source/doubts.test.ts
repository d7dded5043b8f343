import { describe, expect, it } from 'vitest';
import { entryById, shippedEntries } from '../../../main/catalogue/index.ts';
import { markdown, read } from './source-folder.ts';

const table = 'tables: [ { file: a.csv } ]';
const warned = async (csv: string, lines = table) => {
  const { drafts, problems, warnings } = await read({ 'a.md': markdown(lines), 'a.csv': csv });
  expect(problems).toEqual([]);
  expect(drafts).toHaveLength(1);
  return warnings;
};

describe('figures that should be looked at again', () => {
  it('are cells of a money column that are no certain amount, each by its cell; nothing is refused', async () => {
    const csv = '项目,金额（元）\n修路,100.5O\n电费,1,18\n慰问,5.9万多元\n合计,100.50\n'.replace(
      '1,18',
      '"1,18"',
    );
    expect(await warned(csv)).toEqual([
      expect.objectContaining({ line: 2, field: 'B2', message: expect.stringContaining('100.5O') }),
      expect.objectContaining({ line: 3, field: 'B3', message: expect.stringContaining('1,18') }),
      expect.objectContaining({ line: 4, field: 'B4', message: expect.stringContaining('5.9万多元') }),
    ]);
  });

  it('are not blanks, words, references, rates, sections or sound amounts', async () => {
    const csv = `项目,金额（元）,说明\n一、支出,,\n修路,"1,180.50",3处\n电费,—,\n用工,180元/工,\n水费,无,\n慰问,见附件1,\n垫付,(20),\n网费,/,\n退款,叁佰元整,\n`;
    expect(await warned(csv)).toEqual([]);
  });

  it('are totals that do not add up, with the difference, and those that round', async () => {
    const rows = '项目,收入（元）,支出（万元）\n甲,100,0.34\n乙,200,0.33\n丙,300,0.34\n';
    const [income, spending, ...others] = await warned(`${rows}合计,650,1.00\n`);
    expect(others).toEqual([]);
    expect(income).toMatchObject({ line: 5, field: 'B5', message: expect.stringContaining('差 50 元') });
    expect(spending).toMatchObject({ field: 'C5', message: expect.stringContaining('差 0.01 万元') });
    expect(spending?.message).toContain('四舍五入');
    expect(income?.message).not.toContain('四舍五入');
    expect(await warned(`${rows}合计,600,1.01\n`)).toEqual([]);
  });

  it('are a column without a unit, told once', async () => {
    const warnings = await warned('项目,金额\n甲,100\n乙,200\n合计,300\n');
    expect(warnings).toEqual([
      expect.objectContaining({ field: 'B2', message: expect.stringContaining('单位') }),
    ]);
  });
});

describe('what was meant', () => {
  const catalogueIds = [...shippedEntries().keys()];
  const remedyOf = async (source: string) => {
    const { problems } = await read({ 'a.md': source }, { catalogueIds, catalogueEntry: entryById });
    return problems.map(({ field, remedy }) => [field, remedy]);
  };

  it('is the nearest catalogue id of the kind of division', async () => {
    for (const [wrong, meant] of [
      ['village.affair.21', 'village.affairs.21'],
      ['Village.finance.1', 'village.finance.1'],
      ['vilage.affairs.21', 'village.affairs.21'],
    ] as const) {
      const source = markdown('').replace('village.finance.1', wrong);
      expect(await remedyOf(source)).toContainEqual([
        expect.stringContaining('catalogue'),
        expect.stringContaining(`「${meant}」`),
      ]);
    }
  });

  it('is the form of a sign-off, with the name that was written', async () => {
    expect(await remedyOf(markdown('approved: 村委会'))).toEqual([
      ['approved', expect.stringContaining('approved: { by: 村委会 }')],
    ]);
    expect(await remedyOf(markdown('reviewed: [ 监委会 ]'))).toEqual([
      ['reviewed.1', expect.stringContaining('{ by: 监委会 }')],
    ]);
  });
});
