/** Publicity periods (公示期) as minutes of Asia/Shanghai, `YYYY-MM-DDTHH:MM`: text order is time order. */
import { daysLeft, minuteOf } from '../calendar/days.ts';
import type { Publicity } from '../contract/content.ts';

/** First and last minute; none for long-term disclosure and where no end was signed. */
export function publicitySpan(publicity: Publicity | undefined): { from: string; to: string } | undefined {
  if (!publicity || publicity.longTerm || publicity.to === undefined) return undefined;
  const { from = '', to } = publicity;
  return {
    from: from.length === 10 ? `${from}T00:00` : from,
    to: to.length === 10 ? `${to}T23:59` : to,
  };
}

/** Days left while the period runs, today included; `undefined` before and after. */
export function daysLeftNow(publicity: Publicity | undefined, now: number): number | undefined {
  const span = publicitySpan(publicity);
  const minute = minuteOf(now);
  if (!span || minute < span.from || minute > span.to) return undefined;
  return daysLeft(span.to, now);
}
