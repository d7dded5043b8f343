/** Day arithmetic in Asia/Shanghai, which has had no daylight saving since 1992: a fixed eight hours. Instants are UTC ms. */
import type { ItemVersion } from '../contract/content.ts';

const hour = 3_600_000;
const dayLength = 24 * hour;
const shift = 8 * hour;

/** Day of an instant, `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  return new Date(at + shift).toISOString().slice(0, 10);
}

/** Year of an instant. */
export function yearOf(at: number): number {
  return Number(dayOf(at).slice(0, 4));
}

/** Minute of an instant, `YYYY-MM-DDTHH:MM`; text order is time order. */
export function minuteOf(at: number): string {
  return new Date(at + shift).toISOString().slice(0, 16);
}

/** First instant of a day (`YYYY-MM-DD…`; what follows is not read). */
export function startOfDay(day: string): number {
  return Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - shift;
}

/** First instant of the month of an instant. */
export function startOfMonth(at: number): number {
  return startOfDay(`${dayOf(at).slice(0, 7)}-01`);
}

/** Whole days from one day to another, negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / dayLength);
}

/** Days left of a publicity period: `to` − today + 1 (conventions.md). */
export function daysLeft(to: string, now: number): number {
  return daysBetween(dayOf(now), to) + 1;
}

/** Year of a period; an interval belongs to the year in which it ends. */
export function yearOfPeriod(period: string): number {
  return Number((period.split('/').at(-1) ?? period).slice(0, 4));
}

/** Quarter 1–4 of a period: of a quarter, of a month, or of an interval that ends with a month; none of a year. */
export function quarterOfPeriod(period: string): number | undefined {
  const end = period.split('/').at(-1) ?? period;
  const quarter = /^\d{4}Q([1-4])$/.exec(end)?.[1];
  if (quarter !== undefined) return Number(quarter);
  const month = /^\d{4}-(\d{2})$/.exec(end)?.[1];
  return month === undefined ? undefined : Math.ceil(Number(month) / 3);
}

type Dated = Partial<Pick<ItemVersion, 'period' | 'dated'>> & Pick<ItemVersion, 'publishedAt'>;

/** Year under which an item is filed: its period's, else its own date's, else of its publication. */
export function yearOfItem(item: Dated): number {
  if (item.period !== undefined) return yearOfPeriod(item.period);
  return Number((item.dated ?? dayOf(item.publishedAt)).slice(0, 4));
}

/** Quarter under which an item is filed, by the same rule; none for a whole year's. */
export function quarterOfItem(item: Dated): number | undefined {
  if (item.period !== undefined) return quarterOfPeriod(item.period);
  return Math.ceil(Number((item.dated ?? dayOf(item.publishedAt)).slice(5, 7)) / 3);
}
