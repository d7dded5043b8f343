/** Original vouchers (原始凭证) of a month as a register, the latest ones with pictures. */
import { addDays } from '../source/days.ts';
import { shortDay } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import type { LedgerMonth } from './ledger.ts';
import { yuan } from './money-text.ts';
import type { Place } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor } from './topics.ts';

/** A list of the month's vouchers: number, what for, how many sheets. */
export function voucherList(place: Place, month: LedgerMonth, pictured: boolean): DemoItem {
  const sheets = month.entries.map((entry, index) => ({
    entry,
    number: `记-${month.period.replace('-', '')}-${String(index + 1).padStart(3, '0')}`,
    sheets: randomOf(`${place.code}/sheets/${month.period}/${index}`).integer(1, 6),
  }));
  const total = sheets.reduce((sum, each) => sum + each.sheets, 0);
  return compose(place, {
    key: `vouchers/${month.period}`,
    kind: 'register',
    title: `${place.name}${month.year}年${month.month}月原始凭证目录`,
    emphasis: `${month.month}月的账有 ${sheets.length} 张凭证、${total} 张附件`,
    catalogue: entriesFor(place, 'vouchers'),
    period: month.period,
    day: addDays(month.last, randomOf(`${place.code}/vouchers/${month.period}`).integer(6, 12)),
    body: `${month.year}年${month.month}月记账凭证编号从${sheets[0]?.number ?? ''}到${sheets.at(-1)?.number ?? ''}，附件${total}张，装订成一册，存放在村档案柜。要看原件的，请带身份证到村委会登记查阅。`,
    tables: [
      table({
        columns: [['凭证号'], ['日期', 'date'], ['内容'], ['金额', '元'], ['附件张数', 'number']],
        rows: sheets.map(({ entry, number, sheets: count }) => ({
          id: number,
          cells: [
            number,
            shortDay(entry.day),
            `${entry.account}：${entry.memo}`,
            yuan(entry.fen),
            String(count),
          ],
        })),
      }),
    ],
    files: pictured
      ? sheets.slice(0, 3).map(({ entry, number }, index) => ({
          drawing: 'voucher' as const,
          subject: entry.receipt,
          lines: [place.name, entry.account, entry.memo, yuan(entry.fen), entry.day],
          name: `${number}.jpg`,
          title: `${number} ${entry.account}`,
          access: (['all', 'signed-in', 'desk'] as const)[index] ?? 'all',
          voucherFor: index + 1,
        }))
      : [],
  });
}
