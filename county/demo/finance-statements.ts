/** Statements of the village's money: by quarter, by month, by year; totals that add up, balances that carry over. */
import type { Table } from '../../main/contract/content.ts';
import { addDays } from '../source/days.ts';
import { chineseDay, type Quarter, quartersBefore, quarterWord, shortDay } from './calendar.ts';
import { compose, type DemoItem, type FilePlan } from './demo-item.ts';
import { type AccountSum, accountantOn, type LedgerMonth, sumsOf, totalOf } from './ledger.ts';
import { spoken, wan, yuan } from './money-text.ts';
import type { Place } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor } from './topics.ts';

const collective = (place: Place) => (place.kind === 'community' ? '社区' : '村集体');
const dayAfter = (last: string, key: string, least: number, most: number) =>
  addDays(last, randomOf(`delay/${key}`).integer(least, most));

function sumTable(title: string, sums: readonly AccountSum[], totalWord: string): Table {
  return table({
    title,
    columns: [['项目'], ['金额', '元'], ['说明']],
    rows: [
      ...sums.map(({ account, fen, memos }) => [account, yuan(fen), memos.join('、')]),
      { kind: 'total' as const, cells: [totalWord, yuan(totalOf(sums)), ''] },
    ],
  });
}

function balanceTable(opening: number, income: number, spending: number): Table {
  return table({
    title: '结余情况',
    columns: [['项目'], ['金额', '元']],
    rows: [
      ['上期结转', yuan(opening)],
      ['加：本期收入', yuan(income)],
      ['减：本期支出', yuan(spending)],
      ['本期结余', yuan(opening + income - spending)],
    ],
  });
}

type QuarterSums = {
  quarter: Quarter;
  opening: number;
  closing: number;
  income: AccountSum[];
  spending: AccountSum[];
};

function quarterSums(months: readonly LedgerMonth[], quarter: Quarter): QuarterSums {
  const within = months.filter(({ first, last }) => first >= quarter.first && last <= quarter.last);
  const entries = within.flatMap((month) => month.entries);
  return {
    quarter,
    opening: within[0]?.opening ?? 0,
    closing: within.at(-1)?.closing ?? 0,
    income: sumsOf(entries, 'in'),
    spending: sumsOf(entries, 'out'),
  };
}

/** What changed since the quarter before, in a sentence. */
function comparison(now: QuarterSums, before: QuarterSums | undefined): string {
  if (!before) return '这是在查询机上公布的第一期，前面的账可到村委会翻阅。';
  const difference = totalOf(now.spending) - totalOf(before.spending);
  const direction = difference >= 0 ? '多花' : '少花';
  const [more, less] = difference >= 0 ? [now, before] : [before, now];
  const only = more.spending.filter(
    ({ account }) => !less.spending.some((other) => other.account === account),
  );
  const names = only.map(({ account }) => account).join('、');
  const reason =
    names === ''
      ? '各项支出都是日常开支'
      : `主要是${difference >= 0 ? '这一季有' : '上一季有而这一季没有'}${names}`;
  return `与上一季度相比${direction}了${spoken(Math.abs(difference))}，${reason}。`;
}

function quarterBody(place: Place, now: QuarterSums, before: QuarterSums | undefined): string {
  const largest = [...now.spending].sort((first, second) => second.fen - first.fen)[0];
  const { quarter } = now;
  return [
    `${place.name}${quarter.year}年第${quarterWord(quarter.quarter)}季度的账已经结清。期初结余${yuan(now.opening)}元，本季收入${yuan(totalOf(now.income))}元，支出${yuan(totalOf(now.spending))}元，期末结余${yuan(now.closing)}元。`,
    `花得最多的一项是${largest?.account ?? '办公费'}，${yuan(largest?.fen ?? 0)}元（${largest?.memos.join('、') ?? ''}）。${comparison(now, before)}`,
    `记账：${accountantOn(place, quarter.last)}。对哪一笔有疑问，可以到窗口问，也可以打${place.phone}。每一笔的单据在“原始凭证”里。`,
  ].join('\n\n');
}

function vouchersOf(place: Place, now: QuarterSums): FilePlan[] {
  return now.spending.slice(0, 7).map((sum, index) => ({
    drawing: 'voucher',
    subject: sum.receipt,
    lines: [place.name, sum.account, sum.memos[0] ?? '', yuan(sum.fen), chineseDay(now.quarter.last)],
    name: `凭证-${now.quarter.period}-${String(index + 1).padStart(2, '0')}.jpg`,
    title: `${sum.account}的单据`,
    access: index === 0 ? 'all' : index === 5 ? 'desk' : index === 6 ? 'signed-in' : 'all',
    voucherFor: index + 1,
  }));
}

function statementPdf(place: Place, now: QuarterSums, body: string): FilePlan {
  const rows = (sums: readonly AccountSum[]) =>
    sums.map(({ account, fen }) => `${account}　　${yuan(fen)} 元`);
  return {
    drawing: 'document',
    subject: `${place.name}${now.quarter.year}年第${quarterWord(now.quarter.quarter)}季度收支报表`,
    lines: [
      ...body.split('\n\n'),
      '一、收入',
      ...rows(now.income),
      `合计　　${yuan(totalOf(now.income))} 元`,
      '二、支出',
      ...rows(now.spending),
      `合计　　${yuan(totalOf(now.spending))} 元`,
      '三、逐笔说明',
      ...[...now.income, ...now.spending].flatMap(({ account, memos }) =>
        memos.map((memo) => `${account}：${memo}`),
      ),
      `制表：${accountantOn(place, now.quarter.last)}`,
    ],
    name: `${now.quarter.period}收支报表.pdf`,
    title: '盖章的报表',
    access: 'all',
  };
}

function quarterStatement(
  place: Place,
  now: QuarterSums,
  before: QuarterSums | undefined,
  filed: boolean,
): DemoItem {
  const { quarter } = now;
  const spending = totalOf(now.spending);
  const body = quarterBody(place, now, before);
  // The order of the tables is the one that clerks use: what was spent comes first, since that is what people ask.
  const tables = [
    sumTable('支出', now.spending, quarter.quarter === 2 ? '合 计' : '合计'),
    sumTable('收入', now.income, '合计'),
    balanceTable(now.opening, totalOf(now.income), spending),
  ];
  return compose(place, {
    key: `statement/${quarter.period}`,
    kind: 'statement',
    title: `${place.name}${quarter.year}年第${quarterWord(quarter.quarter)}季度收支明细`,
    emphasis: `${quarterWord(quarter.quarter)}季度${collective(place)}花了 ${spoken(spending)}，还剩 ${spoken(now.closing)}`,
    catalogue: entriesFor(place, 'money'),
    period: quarter.period,
    dated: addDays(quarter.last, 4),
    day: dayAfter(quarter.last, `${place.code}/${quarter.period}`, 6, 10),
    body,
    tables,
    files: filed ? [...vouchersOf(place, now), statementPdf(place, now, body)] : [],
  });
}

/** Entries one by one with the running balance; the balance has no sum, so its cell in the total stays blank. */
function monthStatement(place: Place, month: LedgerMonth): DemoItem {
  let balance = month.opening;
  const rows = month.entries.map((entry) => {
    balance += entry.direction === 'in' ? entry.fen : -entry.fen;
    const amount = yuan(entry.fen);
    return [
      shortDay(entry.day),
      `${entry.account}：${entry.memo}`,
      entry.direction === 'in' ? amount : '',
      entry.direction === 'out' ? amount : '',
      yuan(balance),
    ];
  });
  const income = totalOf(sumsOf(month.entries, 'in'));
  const spending = totalOf(sumsOf(month.entries, 'out'));
  const biggest = [...month.entries].sort((first, second) => second.fen - first.fen)[0];
  return compose(place, {
    key: `month/${month.period}`,
    kind: 'statement',
    title: `${place.name}${month.year}年${month.month}月收支流水`,
    emphasis: `${month.month}月收了 ${spoken(income)}，花了 ${spoken(spending)}`,
    catalogue: entriesFor(place, 'money'),
    period: month.period,
    day: dayAfter(month.last, `${place.code}/${month.period}`, 3, 8),
    body: `${month.month}月份一共${month.entries.length}笔，最大的一笔是${shortDay(biggest?.day ?? month.first)}的${biggest?.memo ?? ''}，${yuan(biggest?.fen ?? 0)}元。月初账上有${yuan(month.opening)}元，月底${yuan(month.closing)}元。收入收进集体账户，没有现金坐支。`,
    tables: [
      table({
        title: `${month.month}月流水`,
        columns: [['日期', 'date'], ['摘要'], ['收入', '元'], ['支出', '元'], ['余额', '元']],
        rows: [...rows, { kind: 'total', cells: ['合计', '', yuan(income), yuan(spending), ''] }],
      }),
    ],
  });
}

/** The year in 万元: rows are rounded, so the stated total may be 0.01 off, as in real statements. */
function yearStatement(place: Place, year: number, months: readonly LedgerMonth[]): DemoItem {
  const entries = months.flatMap((month) => month.entries);
  const parts = (['in', 'out'] as const).map((direction) => {
    const sums = sumsOf(entries, direction);
    const total = totalOf(sums);
    const rows = sums.map(({ account, fen }) => [account, wan(fen), `${((fen / total) * 100).toFixed(1)}%`]);
    const totalRow = { kind: 'total' as const, cells: ['总计', wan(total), '100%'] };
    return table({
      title: direction === 'in' ? '收入构成' : '支出构成',
      columns: [['类别'], ['金额', '万元'], ['占比']],
      // Some years the total stands first.
      rows: year % 3 === 0 ? [totalRow, ...rows] : [...rows, totalRow],
    });
  });
  const income = totalOf(sumsOf(entries, 'in'));
  const spending = totalOf(sumsOf(entries, 'out'));
  const closing = months.at(-1)?.closing ?? 0;
  return compose(place, {
    key: `year/${year}`,
    kind: 'statement',
    title: `${place.name}${year}年收支汇总（单位：万元）`,
    emphasis: `${year}年全年收入 ${spoken(income)}，支出 ${spoken(spending)}`,
    catalogue: entriesFor(place, 'money'),
    period: String(year),
    day: addDays(`${year + 1}-01-14`, randomOf(`${place.code}/year/${year}`).integer(0, 9)),
    body: `本表按万元列示，保留两位小数，各项四舍五入后相加与总数可能差一分两分，以季度明细为准。${year}年末集体账户结余${wan(closing)}万元，比上年${closing >= (months[0]?.opening ?? 0) ? '增加' : '减少'}${wan(Math.abs(closing - (months[0]?.opening ?? 0)))}万元。`,
    tables: parts,
  });
}

/** All statements of one place until `today`. */
export function statements(place: Place, months: readonly LedgerMonth[], today: string): DemoItem[] {
  const quarters = quartersBefore(today);
  const sums = quarters.map((quarter) => quarterSums(months, quarter));
  const items = sums.map((now, index) =>
    quarterStatement(place, now, sums[index - 1], place.full && index >= sums.length - 6),
  );
  const monthly = place.full ? months : [];
  items.push(...monthly.map((month) => monthStatement(place, month)));
  for (let year = 2018; year < Number(today.slice(0, 4)); year += place.full ? 1 : 2) {
    items.push(
      yearStatement(
        place,
        year,
        months.filter((month) => month.year === year),
      ),
    );
  }
  return items;
}
