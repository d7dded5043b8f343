/**
 * Until when an answer is due. The sources ask for answers "in time" (seeds/001, 003) and, for joint requests, at once;
 * these counts are the product's defaults, which a county changes with `inbox deadline`.
 */
import type { FeedbackKind } from '../../main/contract/feedback.ts';

const dayMs = 24 * 3_600_000;

/** Days from receipt; support has no answer of its own. At once is 24 hours (conventions.md, "tighten-only"). */
export const usualAnswerDays: Readonly<Record<Exclude<FeedbackKind, 'support'>, number>> = {
  question: 7,
  suggestion: 15,
  complaint: 15,
  error: 3,
  inspect: 7,
  joint: 1,
};

export type AnswerDays = Partial<Record<FeedbackKind, number>>;

/** UTC ms, or undefined for support. @param set the county's own counts, where it has any */
export function dueAt(
  kind: FeedbackKind | undefined,
  receivedAt: number,
  set: AnswerDays = {},
): number | undefined {
  if (kind === 'support') return undefined;
  const days = set[kind ?? 'question'] ?? usualAnswerDays[kind ?? 'question'];
  return receivedAt + days * dayMs;
}
