/** Calendar days `YYYY-MM-DD` and clock times `YYYY-MM-DDThh:mm` of Asia/Shanghai (conventions.md, "zone"). */
import type { WorkdayTable } from './source-types.ts';

const dayMilliseconds = 86_400_000;
const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const timeForm = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/;

const fromStart = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const toDay = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** Whether a text is a day that the calendar has (no 30 February), from 1900 to 2199. */
export function isDay(text: string): boolean {
  const match = dayForm.exec(text);
  if (!match) return false;
  const year = Number(match[1]);
  if (year < 1900 || year > 2199) return false;
  const start = fromStart(text);
  return Number.isFinite(start) && toDay(start) === text;
}

/** Whether a text is such a day, or one with a clock time from 00:00 to 23:59. */
export function isDayOrTime(text: string): boolean {
  const match = timeForm.exec(text);
  if (!match) return isDay(text);
  return isDay(match[1] ?? '') && Number(match[2]) <= 23 && Number(match[3]) <= 59;
}

/** The day of a day or clock time. */
export const dayPart = (dayOrTime: string): string => dayOrTime.slice(0, 10);

/** The day that is `count` days after `day`. */
export function addDays(day: string, count: number): string {
  return toDay(fromStart(day) + count * dayMilliseconds);
}

/** Whether work is done on a day: Monday to Friday, but for what the county's table says (工作日). */
function isWorkday(day: string, table: WorkdayTable | undefined): boolean {
  if (table?.holidays.has(day)) return false;
  const weekday = new Date(fromStart(day)).getUTCDay();
  return (weekday !== 0 && weekday !== 6) || (table?.workedWeekends.has(day) ?? false);
}

/** Last day of a period of `count` days that begins on `from`, which counts itself (inclusive, conventions.md). */
export function lastDay(from: string, count: number): string {
  return addDays(from, count - 1);
}

/**
 * Last day of a period of `count` workdays from `from`; `from` counts if it is one.
 * @returns `undefined` where the table leaves no such day within ten years
 */
export function lastWorkday(
  from: string,
  count: number,
  table: WorkdayTable | undefined,
): string | undefined {
  let left = count;
  for (let offset = 0; offset < 10 * 366; offset++) {
    const day = addDays(from, offset);
    if (isWorkday(day, table) && --left === 0) return day;
  }
  return undefined;
}
