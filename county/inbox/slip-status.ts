/** What the holder of a slip number is told: how far it is, until when an answer is due, and the answer. */
import { type SlipStatus, sealedFor } from '../../main/contract/feedback.ts';
import { openSealed, type SealingKeyPair } from '../../main/trust/sealed.ts';
import { type InboxCase, stateOf } from './cases.ts';
import { type AnswerDays, dueAt } from './deadlines.ts';

/** The county's personal key with this id; undefined for one that is gone. */
export type KeyOf = (keyId: string) => SealingKeyPair | undefined;

/** The answer that stands, opened; without its text where its key is gone. @throws SanwuError `bad-signature` */
export async function answerOf({ answer }: InboxCase, keyOf: KeyOf): Promise<Pick<SlipStatus, 'answer'>> {
  if (!answer) return {};
  if (answer.kind === 'public') return { answer: { at: answer.at, item: answer.item } };
  const key = keyOf(answer.key);
  if (!key) return { answer: { at: answer.at } };
  const sealed = Buffer.from(answer.sealed, 'base64url');
  const text = await openSealed(key.privateKey, sealedFor.privateAnswer, sealed);
  return { answer: { at: answer.at, text: text.toString() } };
}

/** @throws SanwuError `bad-signature` for a private answer that was changed on disk */
export async function slipStatusOf(
  found: InboxCase,
  keyOf: KeyOf,
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
    ...(await answerOf(found, keyOf)),
  };
}
