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

/** Pieces of a format without colours, conditions, locales and padding (`_x`, `*x`). */
function section(format: string, negative: boolean): string {
  const plain = format
    .replace(/\[\$([^\]-]*)(?:-[^\]]*)?\]/g, '"$1"')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/[_*]./gu, '');
  const parts = plain.match(/(?:"[^"]*"|\\.|[^;])+/gu) ?? [''];
  return (negative ? parts[1] : undefined) ?? parts[0] ?? '';
}

const unquoted = (text: string): string => text.replace(/"[^"]*"|\\./gu, '');
const isDateFormat = (part: string): boolean => /[ymdhs]/i.test(unquoted(part));

function showDate(serial: number, part: string, date1904: boolean): string {
  const days = serial + (date1904 ? 1462 : 0) - (serial < 60 && !date1904 ? 24_107 + 1461 : 25_569);
  const moment = new Date(Math.round((days * dayMilliseconds) / 1000) * 1000);
  if (Number.isNaN(moment.getTime())) return String(serial);
  const two = (value: number, width: number): string => String(value).padStart(width, '0');
  let sawHour = false;
  return part.replace(/"([^"]*)"|\\(.)|AM\/PM|y+|m+|d+|h+|s+/giu, (token, quotedText, escaped) => {
    if (quotedText !== undefined) return quotedText;
    if (escaped !== undefined) return escaped;
    const width = Math.min(token.length, 2);
    switch (token.slice(0, 1).toLowerCase()) {
      case 'y':
        return token.length > 2 ? String(moment.getUTCFullYear()) : two(moment.getUTCFullYear() % 100, 2);
      case 'd':
        return two(moment.getUTCDate(), width);
      case 'h':
        sawHour = true;
        return two(moment.getUTCHours(), width);
      case 's':
        return two(moment.getUTCSeconds(), width);
      case 'm':
        return two(sawHour ? moment.getUTCMinutes() : moment.getUTCMonth() + 1, width);
      default:
        return moment.getUTCHours() < 12 ? 'AM' : 'PM';
    }
  });
}

/** Digits without exponent, at most the 15 that a sheet keeps (0.1 + 0.2 is 0.3). */
export function generalNumber(value: number): string {
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

/**
 * @param value the cell's number
 * @param format its format code; `General` or empty shows the number itself
 */
export function showNumber(value: number, format: string, date1904: boolean): string {
  const part = section(format, value < 0);
  if (isDateFormat(part) && !/general/i.test(part)) return showDate(value, part, date1904);
  const core = /[#0?][#0?,]*(?:\.[#0?]*)?/.exec(unquoted(part))?.[0];
  if (core === undefined || /general|[E/]/i.test(unquoted(part))) return generalNumber(value);
  const percent = unquoted(part).includes('%');
  const places = core.includes('.') ? core.length - core.indexOf('.') - 1 : 0;
  const optional = /#*$/.exec(core.slice(core.indexOf('.') + 1))?.[0].length ?? 0;
  let digits = fixed(Math.abs(value) * (percent ? 100 : 1), Math.min(places, 15));
  if (places > 0 && optional > 0)
    digits = digits.replace(new RegExp(`0{1,${optional}}$`), '').replace(/\.$/, '');
  if (core.includes(',')) digits = digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
  // Blanks round the number (padding, brackets) are not part of what is read; a minus always is.
  const around = part.replace(/"([^"]*)"|\\(.)/gu, '$1$2').split(/[#0?][#0?,]*(?:\.[#0?]*)?/);
  const before = (around[0] ?? '').replace(/[-()\s]/g, '');
  const after = (around.slice(1).join('') ?? '').replace(/[()\s]/g, '');
  const isZero = /^[0.,]*$/.test(digits);
  return `${value < 0 && !isZero ? '-' : ''}${before}${digits}${after}`;
}
