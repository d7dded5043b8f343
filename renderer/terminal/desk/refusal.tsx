import type { SlipView } from '../../../main/contract/sealed-question.ts';
import { noAnswer } from '../../../main/text/terminal-desk.ts';
import { Notice } from '../notice.tsx';

type NoAnswer = Extract<SlipView, { type: 'unavailable' | 'later' }>;

/** Why the county does not answer now, and what can be done instead. */
export function Refusal({ answer }: { answer: NoAnswer }) {
  const words =
    answer.type === 'later' ? noAnswer.later(Math.ceil(answer.seconds / 60)) : noAnswer[answer.reason];
  return <Notice {...words} />;
}
