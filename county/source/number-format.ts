/** Shows a sheet's number as its format shows it to the clerk: places, grouping, per cent, dates (ECMA-376 part 1, 18.8.30). */

/** Built-in formats that matter, as a Chinese Office shows them; others count as General. */
export const builtInFormats: ReadonlyMap<number, string> = new Map([
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [14, 'yyyy/m/d'],
  [15, 'd-mmm-yy'],
  [17, 'yyyy/m'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'yyyy/m/d h:mm'],
  [31, 'yyyy"年"m"月"d"日"'],
  [37, '#,##0'],
  [38, '#,##0'],
  [39, '#,##0.00'],
  [40, '#,##0.00'],
  [41, '#,##0'],
  [42, '¥#,##0'],
  [43, '#,##0.00'],
  [44, '¥#,##0.00'],
  [57, 'yyyy"年"m"月"'],
  [58, 'm"月"d"日"'],
]);

const dayMilliseconds = 86_400_000;

/** The section of a format for a sign, without colours, locales and padding (`_x`, `*x`). */
function section(format: string, negative: boolean): string {
  const plain = format
    .replace(/\[\$([^\]-]*)(?:-[^\]]*)?\]/g, '"$1"')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/[_*]./gu, '');
  const parts = plain.match(/(?:"[^"]*"|\\.|[^;])+/gu) ?? [''];
  return (negative ? parts[1] : undefined) ?? parts[0] ?? '';
}

const unquoted = (text: string): string => text.replace(/"[^"]*"|\\./gu, '');
const isDateFormat = (part: string): boolean => /[ymdhs]/i.test(unquoted(part));

const weekday = new Intl.DateTimeFormat('zh-CN', { weekday: 'long', timeZone: 'UTC' });
const dateTokens = /"([^"]*)"|\\(.)|AM\/PM|上午\/下午|y+|m+|d+|h+|s+|a{3,4}/giu;

function showDate(serial: number, part: string, date1904: boolean): string {
  // Before March 1900 the numbering lacks one day less: it counts a 29 February 1900 that never was.
  const epoch = date1904 ? 24_107 : serial < 60 ? 25_568 : 25_569;
  const moment = new Date(Math.round(((serial - epoch) * dayMilliseconds) / 1000) * 1000);
  if (Number.isNaN(moment.getTime())) return generalNumber(serial);
  const padded = (value: number, token: string): string =>
    String(value).padStart(Math.min(token.length, 2), '0');
  let sawHour = false;
  const show = (token: string, rest: string): string => {
    switch (token.slice(0, 1).toLowerCase()) {
      case 'y':
        return token.length > 2
          ? String(moment.getUTCFullYear())
          : padded(moment.getUTCFullYear() % 100, 'yy');
      case 'd':
        return padded(moment.getUTCDate(), token);
      case 'h':
        sawHour = true;
        return padded(moment.getUTCHours(), token);
      case 's':
        return padded(moment.getUTCSeconds(), token);
      case 'm':
        return padded(
          sawHour || /^:s/i.test(rest) ? moment.getUTCMinutes() : moment.getUTCMonth() + 1,
          token,
        );
      default:
        return /^a+$/i.test(token) ? weekday.format(moment) : '';
    }
  };
  return part.replace(
    dateTokens,
    (token, quotedText: string | undefined, escaped: string | undefined, at: number) =>
      quotedText ?? escaped ?? show(token, part.slice(at + token.length)),
  );
}

/** Digits without exponent, at most the 15 that a sheet keeps (0.1 + 0.2 is 0.3). */
function generalNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return /e/i.test(text) && Math.abs(rounded) < 1 ? rounded.toFixed(15).replace(/0+$/, '') : text;
}

/** Decimal half away from zero on the 15 digits, not on the binary value: 1.005 with two places is 1.01. */
function fixed(value: number, places: number): string {
  const shifted = Number(`${generalNumber(value)}e${places}`);
  if (!Number.isFinite(shifted) || Math.abs(shifted) >= 1e15) return value.toFixed(places);
  return (Math.round(shifted) / 10 ** places).toFixed(places);
}

const literal = String.raw`(?:"[^"]*"|\\.|[^#0?"\\])*`;
const numberForm = new RegExp(String.raw`^(${literal})([#0?][#0?,]*)(\.[#0?]*)?(${literal})$`, 'u');

/**
 * What we do not read: conditions, scaling by commas, a literal point between digits (`0!.0,"万元"` shows 12345 as
 * 1.2万元), fractions, exponents. To show such a format by half would change the figure.
 */
function isBeyond(format: string, part: string): boolean {
  const bare = unquoted(part);
  return (
    /\[(?:[<>=]|h+\]|m+\]|s+\])/i.test(format) ||
    /general|[!E/]/i.test(bare) ||
    /[#0?.],+(?![#0?,])/.test(bare)
  );
}

const shownLiteral = (text: string): string =>
  text.replace(/"([^"]*)"|\\(.)/gu, '$1$2').replace(/[-()\s]/g, '');

/**
 * @param value the cell's number
 * @param format its format code; `General`, an empty one and those that we do not read show the number itself
 */
export function showNumber(value: number, format: string, date1904: boolean): string {
  const part = section(format, value < 0);
  if (/\[(?:h+|m+|s+)\]/i.test(format)) return generalNumber(value);
  if (isDateFormat(part) && !/general/i.test(part)) return showDate(value, part, date1904);
  const match = isBeyond(format, part) ? null : numberForm.exec(part);
  if (!match) return generalNumber(value);
  const [, before = '', whole = '', fraction = '', after = ''] = match;
  const scale = unquoted(before + after).includes('%') ? 100 : 1;
  const places = Math.max(0, fraction.length - 1);
  const optional = /#*$/.exec(fraction)?.[0].length ?? 0;
  let digits = fixed(Math.abs(value) * scale, Math.min(places, 15));
  if (optional > 0) digits = digits.replace(new RegExp(`0{1,${optional}}$`), '').replace(/\.$/, '');
  const least = whole.replaceAll(',', '').replace(/^[#?]+/, '').length;
  digits = digits.replace(/^\d+/, (figures) => figures.padStart(least, '0'));
  if (whole.includes(','))
    digits = digits.replace(/^\d+/, (figures) => figures.replace(/\B(?=(\d{3})+$)/g, ','));
  const isZero = /^[0.,]*$/.test(digits);
  return `${value < 0 && !isZero ? '-' : ''}${shownLiteral(before)}${digits}${shownLiteral(after)}`;
}
