/**
 * Who a message is, told from what was handed in: an answer that got lost, a core that died behind its commit and a finger that presses
 * twice all lead to the same form being handed in again, and the same form is the same message (R2.5, "exactly once").
 */
import { createHmac } from 'node:crypto';
import type { FeedbackDraft } from '../contract/feedback.ts';
import { canonicalJson } from '../trust/digest.ts';
import { slipNumberOf } from '../trust/slip-number.ts';

/** `id` travels in plain; it tells nothing of the slip number, which opens the answer. */
export type MessageName = { id: string; slip: string };

/** Both follow from the form's secret and from every word: words changed since are another message. */
export function nameOf({ submission, ...words }: FeedbackDraft): MessageName {
  const said = canonicalJson(words);
  const part = (purpose: string) =>
    createHmac('sha256', Buffer.from(submission, 'base64url')).update(`${purpose}\n${said}`).digest();
  const id = part('sanwu message').subarray(0, 16);
  // Begins with a letter: people give it to commands, where a dash begins an option.
  id[0] = (id[0] ?? 0) & 0x7f;
  return {
    id: id.toString('base64url'),
    slip: slipNumberOf(part('sanwu slip')),
  };
}
