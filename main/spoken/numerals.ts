/** Chinese numerals as they are spoken. */

const names = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const small = ['', '十', '百', '千'];
const large = ['', '万', '亿', '万亿'];
/** Beyond this many digits nobody reads a number as an amount. */
const mostDigits = 16;

/** Digit by digit: years, telephone numbers, codes. */
export const spokenDigits = (digits: string): string =>
  [...digits].map((digit) => names[Number(digit)] ?? digit).join('');

/** As telephone numbers, cards and codes are told: 1 is 幺, so that nobody hears 七. */
export const spokenPhone = (digits: string): string => spokenDigits(digits).replaceAll('一', '幺');

/** One group of four digits; `leads`: nothing stands before it, so that ten is 十 and not 一十. */
function spokenGroup(group: string, leads: boolean): string {
  let spoken = '';
  let skipped = false;
  for (let place = 0; place < group.length; place++) {
    const digit = Number(group[place]);
    const power = group.length - 1 - place;
    if (digit === 0) {
      skipped = true;
      continue;
    }
    if (skipped && (spoken !== '' || !leads)) spoken += '零';
    skipped = false;
    spoken += leads && spoken === '' && digit === 1 && power === 1 ? '十' : `${names[digit]}${small[power]}`;
  }
  return spoken;
}

/** 10500 → 一万零五百. Digits only; more than sixteen are read one by one. */
export function spokenInteger(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/, '');
  if (plain.length > mostDigits) return spokenDigits(plain);
  if (plain === '0') return '零';
  const groups: string[] = [];
  for (let end = plain.length; end > 0; end -= 4) groups.unshift(plain.slice(Math.max(0, end - 4), end));
  let spoken = '';
  groups.forEach((group, place) => {
    if (/^0+$/.test(group)) return;
    const leads = spoken === '';
    const padded = leads ? group : group.padStart(4, '0');
    const gap = !leads && padded.startsWith('0');
    const part = spokenGroup(padded.replace(/^0+/, ''), leads);
    spoken += `${gap ? '零' : ''}${part}${large[groups.length - 1 - place]}`;
  });
  return spoken;
}

/** 3.20 → 三点二零; -5 → 负五; grouping commas are taken out. */
export function spokenNumber(text: string): string {
  const negative = /^[-−]/.test(text);
  const [whole = '0', fraction] = text
    .replace(/^[-−+]/, '')
    .replaceAll(',', '')
    .split('.');
  const spoken = spokenInteger(whole) + (fraction ? `点${spokenDigits(fraction)}` : '');
  return negative ? `负${spoken}` : spoken;
}
