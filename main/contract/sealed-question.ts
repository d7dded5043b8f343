/** Questions that only the county may read, and their answers (R2.4, R2.5): sealed inside the ordinary request and response. */
import { z } from 'zod';
import { slipNumber, slipStatus } from './feedback.ts';
import { personalAnswer, personalQuestion } from './personal.ts';
import { visitorAnswer, visitorQuestion, visitorRight } from './visitor.ts';

/** Raw X25519 public key, base64url: the answer is sealed to it, and it is fresh for each question. */
const answerKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const sealedQuestion = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('slip'), slip: slipNumber, answerKey }),
  personalQuestion.extend({ answerKey }),
  visitorQuestion.extend({ answerKey }),
]);
export type SealedQuestion = z.infer<typeof sealedQuestion>;

/** `later`: asked too often; after so many seconds again. */
export const sealedAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('slip'), status: slipStatus }),
  personalAnswer,
  visitorAnswer,
  z.object({ type: z.literal('later'), seconds: z.number().int().min(1) }),
]);
export type SealedAnswer = z.infer<typeof sealedAnswer>;

/** Why the person in front gets no answer now. `later`: asked too often, again after `seconds`. */
const noAnswer = [
  z.object({
    type: z.literal('unavailable'),
    reason: z.enum(['offline', 'silent', 'busy', 'no-key']),
  }),
  z.object({ type: z.literal('later'), seconds: z.number().int().min(1) }),
] as const;

export const subsidiesView = z.discriminatedUnion('type', [personalAnswer, ...noAnswer]);
export type SubsidiesView = z.infer<typeof subsidiesView>;

export const slipView = z.discriminatedUnion('type', [
  z.object({ type: z.literal('slip'), status: slipStatus }),
  ...noAnswer,
]);
export type SlipView = z.infer<typeof slipView>;

/** `known`: the right opens what villagers may see, until it ends with the visit or after `seconds`. */
export const visitorView = z.discriminatedUnion('type', [
  z.object({ type: z.literal('known'), right: visitorRight, seconds: z.number().int().min(1) }),
  z.object({ type: z.literal('unknown') }),
  z.object({ type: z.literal('no-register') }),
  ...noAnswer,
]);
export type VisitorView = z.infer<typeof visitorView>;
