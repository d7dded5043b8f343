import { describe, expect, it } from 'vitest';
import {
  dayOf,
  daysLeft,
  minuteOf,
  quarterOfItem,
  quarterOfPeriod,
  startOfMonth,
  yearOfItem,
  yearOfPeriod,
} from '../../../main/calendar/days.ts';

describe('days in Asia/Shanghai', () => {
  it('begin at 16:00 UTC', () => {
    expect(dayOf(Date.parse('2026-10-07T15:59:59Z'))).toBe('2026-10-07');
    expect(dayOf(Date.parse('2026-10-07T16:00:00Z'))).toBe('2026-10-08');
    expect(minuteOf(Date.parse('2026-12-31T16:30:00Z'))).toBe('2027-01-01T00:30');
    expect(startOfMonth(Date.parse('2026-10-31T16:00:00Z'))).toBe(Date.parse('2026-10-31T16:00:00Z'));
    expect(startOfMonth(Date.parse('2026-10-31T15:59:00Z'))).toBe(Date.parse('2026-09-30T16:00:00Z'));
  });

  it.each([
    ['2026-10-14', '2026-10-08T02:00:00Z', 7],
    ['2026-10-14', '2026-10-13T15:59:00Z', 2],
    ['2026-10-14', '2026-10-13T16:00:00Z', 1],
    ['2026-10-14', '2026-10-14T16:00:00Z', 0],
    ['2027-01-02T10:00', '2026-12-31T02:00:00Z', 3],
    ['2028-03-01', '2028-02-28T02:00:00Z', 3],
  ])('until %s are left at %s: %i', (to, now, left) => {
    expect(daysLeft(to, Date.parse(now))).toBe(left);
  });
});

describe('periods', () => {
  it.each([
    ['2026', 2026, undefined],
    ['2026Q3', 2026, 3],
    ['2026-07', 2026, 3],
    ['2026-12', 2026, 4],
    ['2008-07/2010-12', 2010, 4],
    ['2008/2010', 2010, undefined],
  ])('%s is filed under %s, quarter %s', (period, year, quarter) => {
    expect(yearOfPeriod(period)).toBe(year);
    expect(quarterOfPeriod(period)).toBe(quarter);
  });

  it("file an item by its period, else its own date, else its publication's day", () => {
    const publishedAt = Date.parse('2025-12-31T16:30:00Z');
    expect([yearOfItem({ publishedAt }), quarterOfItem({ publishedAt })]).toEqual([2026, 1]);
    const dated = { publishedAt, dated: '2017-05-02' };
    expect([yearOfItem(dated), quarterOfItem(dated)]).toEqual([2017, 2]);
    const period = { ...dated, period: '2016' };
    expect([yearOfItem(period), quarterOfItem(period)]).toEqual([2016, undefined]);
  });
});
