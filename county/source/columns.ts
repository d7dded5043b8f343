/** What a table's columns hold, from their headers: money with its unit, numbers, dates, text. */
import type { Table } from '../../main/contract/content.ts';
import { isMoneyUnit, type MoneyUnit } from './money.ts';

export type Column = Table['columns'][number];

/** Whitespace and full-width forms do not change what a header says. */
export const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');

const unitAtEnd = /[((/:,、](?:单位[:]?)?(?:人民币)?(亿元|万元|千元|元)[))]?$/;
const unitStated = /单位[:]?(?:人民币)?(亿元|万元|千元|元)(?![/每])/;
const rate = /((?:亿|万|千)?元[/每](?:[^()()\s]{1,4}))/;
const moneyWords =
  /金额|价款|款额|款项|余额|收入|支出|补助|补贴|工资|报酬|租金|价格|单价|总价|投资|造价|合同价|预算|决算|结算|拨付|到账|发放标准|实发|应发|借方|贷方|原值|净值|奖金|救助金|资金/;
const dateWords = /日期|时间|年月日?$|年份$|起止/;
const otherCounts =
  /([((/])(亩|公顷|㎡|平方米|m2|户|人|个|次|台|套|辆|头|吨|公斤|千克|kg|米|公里|天|年|月|%|块|处|件|份|岁)[))]?$/i;
const countWords = /数量|户数|人数|面积|次数|个数|数目|年龄|得票|票数|比例|占比/;
const identifierWords = /号|编码|代码|电话|手机|账户|卡$|邮编|序/;

const isBareNumber = (text: string): boolean =>
  /^[-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,10})(?:\.\d+)?%?$/.test(squeeze(text));

/** The money unit that a header or a caption such as 「单位：万元」 states. */
export function statedMoneyUnit(text: string): MoneyUnit | undefined {
  const compact = squeeze(text);
  if (rate.test(compact)) return undefined;
  const unit =
    unitStated.exec(compact)?.[1] ??
    unitAtEnd.exec(compact)?.[1] ??
    (isMoneyUnit(compact) ? compact : undefined);
  return unit !== undefined && isMoneyUnit(unit) ? unit : undefined;
}

/**
 * @param path header texts over one column, top to bottom, without repetition
 * @param caption unit that the table as a whole is headed with
 * @param cells texts of the column's data cells, to tell counts from words
 */
export function describeColumn(
  path: readonly string[],
  caption: MoneyUnit | undefined,
  cells: readonly string[],
): Column {
  const title = path.at(-1) ?? '';
  const headers = path.map(squeeze);
  const rateUnit = headers.map((header) => rate.exec(header)?.[1]).find((unit) => unit !== undefined);
  if (rateUnit !== undefined) return { title, kind: 'number', unit: rateUnit.slice(0, 8) };
  const own = [...path]
    .reverse()
    .map(statedMoneyUnit)
    .find((unit) => unit !== undefined);
  if (own !== undefined) return { title, kind: 'money', unit: own };
  const last = headers.at(-1) ?? '';
  const isIdentifier = identifierWords.test(last);
  const counted = otherCounts.exec(last)?.[2];
  if (counted !== undefined) return { title, kind: 'number', unit: counted };
  const filled = cells.filter((cell) => cell.trim() !== '');
  const numeric = filled.length > 0 && filled.every(isBareNumber);
  if (caption !== undefined && numeric && /^(?:合计|小计|总计)$/.test(last))
    return { title, kind: 'money', unit: caption };
  if (moneyWords.test(headers.join('')) && !isIdentifier && !dateWords.test(last) && !countWords.test(last)) {
    const looksLikeMoney = filled.some((cell) => /\d|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]/u.test(cell));
    if (looksLikeMoney) return caption ? { title, kind: 'money', unit: caption } : { title, kind: 'money' };
  }
  if (dateWords.test(last)) return { title, kind: 'date' };
  if (countWords.test(last) && numeric) return { title, kind: 'number' };
  return { title, kind: numeric && !isIdentifier ? 'number' : 'text' };
}
