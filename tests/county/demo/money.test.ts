import { describe, expect, it } from 'vitest';
import { quartersBefore } from '../../../county/demo/calendar.ts';
import { demoContent } from '../../../county/demo/content.ts';
import { villages } from '../../../county/demo/places.ts';
import { projects } from '../../../county/demo/projects-data.ts';
import { projectStages, type Table } from '../../../main/contract/content.ts';

const today = '2026-11-22';
const items = demoContent(today);

/** 分 of the cell in a row that begins with `label`. */
function fenOf(table: Table | undefined, label: string): number {
  const row = table?.rows.find(({ cells }) => cells[0]?.text.startsWith(label));
  const fen = row?.cells[1]?.fen;
  if (fen === undefined) throw new Error(`no ${label}`);
  return fen;
}

describe('statements', () => {
  it.each(villages)('of $name carry the balance over all quarters, to the 分', (place) => {
    const quarters = quartersBefore(today);
    expect(quarters).toHaveLength(35);
    let carried: number | undefined;
    for (const { period } of quarters) {
      const item = items.find(({ key }) => key === `${place.code}/statement/${period}`);
      const balance = item?.tables.find(({ title }) => title === '结余情况');
      const opening = fenOf(balance, '上期结转');
      const closing = fenOf(balance, '本期结余');
      if (carried !== undefined) expect(opening, period).toBe(carried);
      expect(opening + fenOf(balance, '加：') - fenOf(balance, '减：'), period).toBe(closing);
      expect(closing).toBeGreaterThan(0);
      carried = closing;
    }
  });

  it('add up, but for roundings in 万元 and the one mistake that was corrected', () => {
    const checks = items.flatMap((item) =>
      item.tables.flatMap(({ totals }) => totals.map((check) => ({ ...check, item }))),
    );
    expect(checks.length).toBeGreaterThan(800);
    const rounded = checks.filter(({ result }) => result === 'rounding');
    expect(rounded.length).toBeGreaterThan(3);
    expect(rounded.some(({ differenceFen }) => Math.abs(differenceFen) === 10_000)).toBe(true);
    const wrong = checks.filter(({ result }) => result === 'differs');
    expect(wrong.length).toBe(1);
    expect(
      wrong[0]?.item.corrections?.[0]?.item.tables[0]?.totals.every(({ result }) => result === 'equal'),
    ).toBe(true);
  });

  it('of the months sum up to those of the quarters', () => {
    for (const { period, year, quarter } of quartersBefore(today)) {
      const statement = items.find(({ key }) => key === `990001001001/statement/${period}`);
      const spent = statement?.tables[0]?.rows.find(({ kind }) => kind === 'total')?.cells[1]?.fen;
      const months = [2, 1, 0].map((back) => `${year}-${String(quarter * 3 - back).padStart(2, '0')}`);
      const sums = months.map(
        (month) =>
          items
            .find(({ key }) => key === `990001001001/month/${month}`)
            ?.tables[0]?.rows.find(({ kind }) => kind === 'total')?.cells[3]?.fen ?? 0,
      );
      expect(
        sums.reduce((sum, fen) => sum + fen, 0),
        period,
      ).toBe(spent);
    }
  });
});

describe('projects', () => {
  const stagesOf = (code: string) =>
    items.filter(({ project }) => project?.code === code).map(({ project }) => project);

  it('have all seven stages, but one without a document nor a word and one with an explanation', () => {
    expect(projects.length).toBe(12);
    const lacking = projects.filter(({ code }) => stagesOf(code).length !== projectStages.length);
    expect(lacking.map(({ code }) => code)).toEqual(['YX-2023-01']);
    expect(stagesOf('YX-2023-01').map((stage) => stage?.stage)).not.toContain('acceptance');
    expect(items.filter(({ project }) => project?.missing).length).toBeGreaterThanOrEqual(1);
  });

  it('say what the road cost, and the payments are in the village’s books', () => {
    const payment = items.find(({ key }) => key.endsWith('project/YX-2025-01/payment'));
    expect(payment?.emphasis).toContain('修村道一共花了 122.6 万元');
    const booked = items
      .filter(({ key }) => key.includes('990001001001/month/'))
      .flatMap(({ tables }) => tables.flatMap(({ rows }) => rows))
      .filter(({ cells }) => cells[1]?.text.includes('主村道沥青路面工程第'));
    const sum = booked.reduce((total, { cells }) => total + (cells[3]?.fen ?? 0), 0);
    const plan = projects.find(({ code }) => code === 'YX-2025-01');
    expect(sum).toBe(plan?.settled);
  });

  it('have budgets whose parts add up and bids of which the lowest won', () => {
    for (const { code, builder } of projects) {
      const tender = items.find(({ key }) => key === `990001001001/project/${code}/tender`);
      const bids = tender?.tables[0]?.rows ?? [];
      const lowest = [...bids].sort(
        (first, second) => (first.cells[1]?.fen ?? 0) - (second.cells[1]?.fen ?? 0),
      )[0];
      if (bids.length > 0) expect(lowest?.cells[0]?.text).toBe(builder);
    }
  });
});
