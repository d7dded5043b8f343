/** Publicity periods (公示期) in all forms of a source; `to` comes out resolved (conventions.md, "Sources for `publish`"). */
import { dayOf } from '../../main/calendar/days.ts';
import type { Publicity } from '../../main/contract/content.ts';
import { itemText } from '../../main/text/source.ts';
import { dayPart, isDayOrTime, lastDay, lastWorkday } from './days.ts';
import type { Mapping } from './front-matter.ts';
import type { WorkdayTable } from './source-types.ts';

const keys = ['from', 'to', 'days', 'workdays', 'atLeast', 'longTerm'] as const;
const longestDays = 3_650;

/** A day or clock time of the mapping. */
export function readDayOrTime(mapping: Mapping, key: string): string | undefined {
  const text = mapping.text(key)?.replace(/^(\d{4}-\d{2}-\d{2}) +(\d{2}:\d{2})$/, '$1T$2');
  if (text === undefined || isDayOrTime(text)) return text;
  mapping.problem(key, itemText.dayOrTime(text));
  return undefined;
}

/** Longer of two precisions decides: days compare as days, clock times with each other as clock times. */
const isBefore = (left: string, right: string): boolean =>
  left.length === right.length ? left < right : dayPart(left) < dayPart(right);

function readLongTerm(mapping: Mapping, from: string | undefined): Publicity | undefined {
  for (const key of ['to', 'days', 'workdays', 'atLeast']) {
    if (!mapping.has(key)) continue;
    mapping.problem(key, itemText.publicityLongTerm());
    return undefined;
  }
  return { longTerm: true, ...(from !== undefined && { from }) };
}

/** Last day by a count of days, all days or workdays. */
function countedEnd(
  mapping: Mapping,
  from: string,
  days: number,
  workdays: boolean,
  table: WorkdayTable | undefined,
): string | undefined {
  const end = workdays ? lastWorkday(dayPart(from), days, table) : lastDay(dayPart(from), days);
  if (end === undefined) mapping.problem('days', itemText.publicityWorkdays());
  return end;
}

/**
 * @param now UTC milliseconds; a period without `from` begins on this day in Asia/Shanghai
 * @returns `undefined` when something was reported
 */
export function readPublicity(
  mapping: Mapping,
  now: number,
  table: WorkdayTable | undefined,
): Publicity | undefined {
  mapping.refuseUnknown(keys);
  const stated = readDayOrTime(mapping, 'from');
  if (mapping.has('from') && stated === undefined) return undefined;
  if (mapping.truth('longTerm')) return readLongTerm(mapping, stated);
  const from = stated ?? dayOf(now);
  const to = readDayOrTime(mapping, 'to');
  const days = mapping.whole('days', 1, longestDays);
  const workdays = mapping.truth('workdays');
  const atLeast = mapping.truth('atLeast');
  if ((mapping.has('to') && to === undefined) || (mapping.has('days') && days === undefined))
    return undefined;
  if (days === undefined) {
    for (const key of ['workdays', 'atLeast']) {
      if (mapping.has(key)) mapping.problem(key, itemText.publicityDaysOnly(key));
    }
    if (to === undefined) mapping.problem('to', itemText.publicityNothing());
    else if (isBefore(to, from)) mapping.problem('to', itemText.publicityOrder());
    return to === undefined ? undefined : { from, to };
  }
  const end = countedEnd(mapping, from, days, workdays ?? false, table);
  if (end === undefined) return undefined;
  const tooShort = to !== undefined && dayPart(to) < end;
  if (to !== undefined && (tooShort || (!atLeast && dayPart(to) !== end))) {
    mapping.problem('to', itemText.publicityTwice(end));
    return undefined;
  }
  return {
    from,
    to: to ?? end,
    days,
    ...(workdays !== undefined && { workdays }),
    ...(atLeast !== undefined && { atLeast }),
  };
}
