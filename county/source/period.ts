/** Periods `2026`, `2026Q3`, `2026-07`, `2008-07/2010-12` (conventions.md), and which one a clerk's wording means. */

const digitOf = new Map([...'〇一二三四五六七八九'].map((word, value) => [word, String(value)] as const));
digitOf.set('零', '0');
digitOf.set('○', '0');

const yearInRange = (year: string): boolean => Number(year) >= 1900 && Number(year) <= 2199;
const monthInRange = (month: string | undefined): boolean =>
  month === undefined || (Number(month) >= 1 && Number(month) <= 12);

/** `order`: an interval that ends before it begins. */
export function checkPeriod(text: string): 'good' | 'bad' | 'order' {
  const single = /^(\d{4})(?:Q[1-4]|-(\d{2}))?$/.exec(text);
  if (single) return yearInRange(single[1] ?? '') && monthInRange(single[2]) ? 'good' : 'bad';
  const interval = /^(\d{4})(?:-(\d{2}))?\/(\d{4})(?:-(\d{2}))?$/.exec(text);
  if (!interval) return 'bad';
  const [, fromYear = '', fromMonth, toYear = '', toMonth] = interval;
  if (!yearInRange(fromYear) || !yearInRange(toYear)) return 'bad';
  if (!monthInRange(fromMonth) || !monthInRange(toMonth)) return 'bad';
  return `${fromYear}${fromMonth ?? '01'}` <= `${toYear}${toMonth ?? '12'}` ? 'good' : 'order';
}

/** The period that 二〇一〇年, 2026年7月, 2026年第三季度, 2026q3 or 2026-7 is meant to be. */
export function suggestPeriod(text: string): string | undefined {
  const compact = text.normalize('NFKC').replace(/\s+/gu, '');
  const plain = compact.replace(/^[〇零○一二三四五六七八九]{4}(?=年)/u, (year) =>
    [...year].map((word) => digitOf.get(word)).join(''),
  );
  const year = /^(\d{4})年?度?$/.exec(plain)?.[1];
  if (year) return year;
  const quarter = /^(\d{4})年?(?:第?([1-4一二三四])季度?|[qQ]([1-4]))$/.exec(plain);
  if (quarter) {
    const word = quarter[2] ?? quarter[3] ?? '';
    return `${quarter[1]}Q${digitOf.get(word) ?? word}`;
  }
  const month = /^(\d{4})[年./-](\d{1,2})月?份?$/.exec(plain);
  if (month && monthInRange(month[2])) return `${month[1]}-${month[2]?.padStart(2, '0')}`;
  return undefined;
}
