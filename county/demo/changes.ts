/** What became of some items later: corrected with a reason, taken back, erased. Their first versions hold the mistake. */

import { dayOf, startOfDay } from '../../main/calendar/days.ts';
import type { Table } from '../../main/contract/content.ts';
import { addDays } from '../source/days.ts';
import { parseMoney } from '../source/money.ts';
import { type DemoItem, officeHour } from './demo-item.ts';
import { mainVillage } from './places.ts';

type Spoil = (item: DemoItem) => Pick<DemoItem, 'body' | 'tables'>;

/** A first version whose total was typed wrong; the check marks it, nobody blocks it. */
function wrongTotal(given: Table): Table {
  const rows = given.rows.map((row) =>
    row.kind !== 'total'
      ? row
      : {
          ...row,
          cells: row.cells.map((cell) =>
            cell.fen === undefined
              ? cell
              : { text: cell.text.replace(/\d(?=\.)/, (digit) => String((Number(digit) + 1) % 10)), fen: 0 },
          ),
        },
  );
  const stated = rows.find(({ kind }) => kind === 'total');
  const totals = given.totals.map((check) => {
    const cell = stated?.cells[check.column];
    const fen = cell ? (parseMoney(cell.text, '元')?.fen ?? check.statedFen) : check.statedFen;
    if (cell) cell.fen = fen;
    return {
      ...check,
      statedFen: fen,
      differenceFen: fen - check.sumFen,
      result: fen === check.sumFen ? ('equal' as const) : ('differs' as const),
    };
  });
  return { ...given, rows, totals };
}

const corrections: readonly { key: string; afterDays: number; reason: string; spoil: Spoil }[] = [
  {
    key: 'labour-days/2025Q2',
    afterDays: 3,
    reason: '发放表合计少抄一位，差了几元，村民对账时发现，按明细改正',
    spoil: (item) => ({ body: item.body, tables: item.tables.map(wrongTotal) }),
  },
  {
    key: 'call/2026',
    afterDays: 6,
    reason: '供电所的电话写成了水厂的，已核对改正',
    spoil: (item) => ({
      body: item.body,
      tables: item.tables.map((each) => ({
        ...each,
        rows: each.rows.map((row) =>
          row.cells[0]?.text === '停电'
            ? { ...row, cells: [...row.cells.slice(0, 2), { text: '0981-6021220' }] }
            : row,
        ),
      })),
    }),
  },
  {
    key: 'statement/2023Q4',
    afterDays: 5,
    reason: '文字说明漏写了期末结余，表格数字不变',
    spoil: (item) => ({ body: item.body.replace(/，期末结余[\d.]+元/, ''), tables: item.tables }),
  },
  {
    key: 'project/YX-2025-01/payment',
    afterDays: 4,
    reason: '补上2026年1月付的尾款说明，原来只写到第三次付款',
    spoil: (item) => ({ body: `${item.body.split('。')[0]}。付款分三次。`, tables: item.tables }),
  },
];

const withdrawals: Readonly<Record<string, { afterDays: number; reason: string }>> = {
  'decision/2022/4': { afterDays: 9, reason: '到会代表的签名核对后不足三分之二，决定不作数，已另行开会' },
  'notice/2025/9/1': { afterDays: 2, reason: '失主已经来领走，通知提前撤下' },
};

const erasures: Readonly<Record<string, { beforeToday: number; reason: string }>> = {
  'subsidy/house/2023': {
    beforeToday: 2,
    reason: '名单的备注栏误登了一人的证件号码，依照个人信息保护的规定清除，名单已重新核对',
  },
};

const own = (item: DemoItem) =>
  item.place.code === mainVillage.code ? item.key.slice(item.place.code.length + 1) : '';

function corrected(item: DemoItem, today: string): DemoItem {
  const change = corrections.find(({ key }) => key === own(item));
  if (!change) return item;
  const day = addDays(dayOf(item.publishedAt), change.afterDays);
  if (day >= today) return item;
  const publishedAt = officeHour(day, `${item.key}/correction`);
  return { ...item, ...change.spoil(item), corrections: [{ item, reason: change.reason, publishedAt }] };
}

/** Items with their later history, as far as it lies before `today`. */
export function withHistory(items: readonly DemoItem[], today: string): DemoItem[] {
  const end = startOfDay(today);
  return items.map((original): DemoItem => {
    const item = corrected(original, today);
    const withdrawal = withdrawals[own(item)];
    if (withdrawal) {
      const at = officeHour(addDays(dayOf(item.publishedAt), withdrawal.afterDays), `${item.key}/withdrawal`);
      return at < end ? { ...item, withdrawn: { reason: withdrawal.reason, at } } : item;
    }
    const erasure = erasures[own(item)];
    if (!erasure) return item;
    const at = officeHour(addDays(today, -erasure.beforeToday), `${item.key}/erasure`);
    return at > item.publishedAt ? { ...item, erased: { reason: erasure.reason, at } } : item;
  });
}
