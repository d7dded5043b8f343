/** What a villager takes home after writing to the county (R2.5, R2.6): the slip number, and what it is good for; never the words. */
import { minuteOf } from '../calendar/days.ts';
import type { FeedbackKind } from '../contract/feedback.ts';
import { slipLabel } from '../text/common.ts';
import { feedbackSlip, slipText } from '../text/print.ts';
import type { Slip, SlipBlock } from './slip.ts';
import { clip } from './slip-clip.ts';

export interface SlipFeedback {
  readonly villageName: string;
  readonly slip: string;
  readonly kind: FeedbackKind;
  /** When it was handed in, UTC milliseconds. */
  readonly at: number;
  readonly qrText: string;
  readonly demo: boolean;
}

export function slipForFeedback({ villageName, slip, kind, at, qrText, demo }: SlipFeedback): Slip {
  const blocks: SlipBlock[] = [];
  if (demo) blocks.push({ type: 'text', text: slipText.demoLong, align: 'center', bold: true });
  blocks.push(
    { type: 'text', text: clip(villageName), align: 'center' },
    { type: 'rule', style: 'double' },
    { type: 'text', text: feedbackSlip.number, align: 'center' },
    { type: 'heading', level: 1, text: slipLabel(slip) },
    { type: 'rule', style: 'single' },
    { type: 'pair', label: feedbackSlip.kind, value: feedbackSlip.kinds[kind] },
    { type: 'pair', label: feedbackSlip.at, value: minuteOf(at).replace('T', ' ') },
    { type: 'rule', style: 'single' },
    ...feedbackSlip.use(kind).map((text): SlipBlock => ({ type: 'text', text })),
    { type: 'qr', text: qrText },
    { type: 'footer', text: feedbackSlip.scan },
    { type: 'rule', style: 'single' },
    { type: 'footer', text: feedbackSlip.closing },
  );
  if (demo) blocks.push({ type: 'footer', text: slipText.demo });
  return { blocks };
}
