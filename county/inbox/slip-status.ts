/** What the holder of a slip number is told: how far it is, until when an answer is due, and the answer. */
import { type SlipStatus, sealedFor } from '../../main/contract/feedback.ts';
import { openSealed } from '../../main/trust/sealed.ts';
import { type InboxCase, stateOf } from './cases.ts';
import { type AnswerDays, dueAt } from './deadlines.ts';

async function answerOf({ answer }: InboxCase, personalKey: Uint8Array): Promise<Pick<SlipStatus, 'answer'>> {
  if (!answer) return {};
  if (answer.kind === 'public') return { answer: { at: answer.at, item: answer.item } };
  const sealed = Buffer.from(answer.sealed, 'base64url');
  const text = await openSealed(personalKey, sealedFor.privateAnswer, sealed);
  return { answer: { at: answer.at, text: text.toString() } };
}

/** @param personalKey raw private key, which private answers are sealed to */
export async function slipStatusOf(
  found: InboxCase,
  personalKey: Uint8Array,
  days: AnswerDays | undefined,
  supporters: number,
): Promise<SlipStatus> {
  // Whether enough have joined is for the county to see, who knows the names.
  const due = found.kind === 'joint' ? undefined : dueAt(found.kind, found.receivedAt, days);
  const route = found.routes.at(-1);
  return {
    state: stateOf(found),
    receivedAt: found.receivedAt,
    ...(found.kind ? { kind: found.kind } : {}),
    ...(due !== undefined && !found.answer ? { due } : {}),
    ...(route ? { routedTo: route.to } : {}),
    ...(found.kind === 'joint' ? { supporters } : {}),
    ...(await answerOf(found, personalKey)),
  };
}
