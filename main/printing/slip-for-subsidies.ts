/** Own subsidies on paper (R2.4, R2.6), for the person in front: no name and no number of theirs is on it. */
import { minuteOf } from '../calendar/days.ts';
import { limits } from '../contract/limits.ts';
import type { SubsidiesOnPaper } from '../contract/personal.ts';
import { amountLabel, dateLabel } from '../text/common.ts';
import { slipText, subsidiesSlip } from '../text/print.ts';
import type { Slip, SlipBlock } from './slip.ts';
import { clip } from './slip-clip.ts';

export interface SlipSubsidies extends SubsidiesOnPaper {
  readonly villageName: string;
  /** UTC milliseconds. */
  readonly printedAt: number;
  readonly demo: boolean;
}

type Payment = SubsidiesOnPaper['records'][number];

/** One year: its total over all payments, then as many of them as still have room. */
function yearBlocks(year: string, payments: readonly Payment[], room: number): SlipBlock[] {
  const total = payments.reduce((sum, { fen }) => sum + fen, 0);
  const blocks: SlipBlock[] = [
    { type: 'rule', style: 'single' },
    {
      type: 'pair',
      label: subsidiesSlip.year(year),
      value: subsidiesSlip.yuan(amountLabel(total)),
      strong: true,
    },
  ];
  const shown = payments.slice(0, room);
  if (shown.length === 0) return blocks;
  blocks.push({
    type: 'table',
    columns: [
      { title: subsidiesSlip.programme, align: 'left' },
      { title: subsidiesSlip.period, align: 'left' },
      { title: subsidiesSlip.amount, align: 'right' },
    ],
    rows: shown.map(({ programme, period, fen }) => [
      clip(programme),
      subsidiesSlip.within(clip(period)),
      amountLabel(fen),
    ]),
  });
  return blocks;
}

/** Records as the page holds them, newest first. */
export function slipForSubsidies(input: SlipSubsidies): Slip {
  const { villageName, records, asOf, more, printedAt, demo } = input;
  const blocks: SlipBlock[] = [];
  if (demo) blocks.push({ type: 'text', text: slipText.demoLong, align: 'center', bold: true });
  blocks.push(
    { type: 'text', text: clip(villageName), align: 'center' },
    { type: 'rule', style: 'double' },
    { type: 'heading', level: 1, text: subsidiesSlip.title },
    { type: 'text', text: subsidiesSlip.own, align: 'center' },
  );
  let room: number = limits.slipTableRows;
  for (const [year, payments] of Map.groupBy(records, ({ period }) => period.slice(0, 4))) {
    if (blocks.length > limits.slipBlocks - 12) break;
    blocks.push(...yearBlocks(year, payments, room));
    room = Math.max(0, room - payments.length);
  }
  blocks.push({ type: 'rule', style: 'single' });
  if (more || records.length > limits.slipTableRows)
    blocks.push({ type: 'footer', text: subsidiesSlip.more });
  if (asOf !== undefined) blocks.push({ type: 'pair', label: subsidiesSlip.asOf, value: dateLabel(asOf) });
  blocks.push(
    { type: 'pair', label: slipText.printedAt, value: minuteOf(printedAt).replace('T', ' ') },
    { type: 'footer', text: subsidiesSlip.closing },
  );
  if (demo) blocks.push({ type: 'footer', text: slipText.demo });
  return { blocks };
}
