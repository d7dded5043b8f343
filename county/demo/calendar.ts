/** Months and quarters of the demo's history, and how people write them. */
import { addDays } from '../source/days.ts';

const firstYear = 2018;

export type Month = { year: number; month: number; period: string; first: string; last: string };
export type Quarter = { year: number; quarter: number; period: string; first: string; last: string };

const two = (value: number) => String(value).padStart(2, '0');
const lastOfMonth = (year: number, month: number) =>
  addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`, -1);

/** Months that are over before `today` (`YYYY-MM-DD`), from January 2018. */
export function monthsBefore(today: string): Month[] {
  const months: Month[] = [];
  for (let year = firstYear; ; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      const last = lastOfMonth(year, month);
      if (last >= today) return months;
      months.push({ year, month, period: `${year}-${two(month)}`, first: `${year}-${two(month)}-01`, last });
    }
  }
}

/** Quarters that are over before `today`, from the first of 2018. */
export function quartersBefore(today: string): Quarter[] {
  return monthsBefore(today)
    .filter(({ month }) => month % 3 === 0)
    .map(({ year, month, last }) => ({
      year,
      quarter: month / 3,
      period: `${year}Q${month / 3}`,
      first: `${year}-${two(month - 2)}-01`,
      last,
    }));
}

/** Years from 2018 up to that of `today`. */
export function yearsUntil(today: string): number[] {
  const last = Number(today.slice(0, 4));
  return Array.from({ length: last - firstYear + 1 }, (_, index) => firstYear + index);
}

export const dayIn = (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`;
export const quarterWord = (quarter: number) => ['一', '二', '三', '四'][quarter - 1] ?? '';

/** 2026年10月8日 */
export function chineseDay(day: string): string {
  return `${Number(day.slice(0, 4))}年${shortDay(day)}`;
}

/** 10月8日 */
export function shortDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}
