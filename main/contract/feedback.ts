/**
 * What villagers write (R2.5, R2.7): questions, suggestions, complaints, error reports, requests to inspect vouchers, joint
 * requests for disclosure and the support they find. The content is sealed to the county's inbox key before anything else
 * happens to it; neither the terminal's disk nor the broker nor local staff can read it.
 */
import { z } from 'zod';
import { divisionCode, instant, itemId, sha256, terminalId } from './content.ts';
import { limits } from './limits.ts';

/** `support` joins a joint request by its slip number (seeds/003: 1/10 of villagers or 1/5 of representatives). */
export const feedbackKinds = [
  'question',
  'suggestion',
  'complaint',
  'error',
  'inspect',
  'joint',
  'support',
] as const;
export const feedbackKind = z.enum(feedbackKinds);
export type FeedbackKind = z.infer<typeof feedbackKind>;

/** Twelve digits, the last a check digit (Luhn), so that a digit typed wrong is noticed before anyone is asked. */
export const slipNumber = z.string().regex(/^\d{12}$/);

const line = z.string().trim().max(limits.contactCharacters);

/** What is said. Contact is always optional. */
export const feedbackWords = z.strictObject({
  kind: feedbackKind,
  text: z.string().trim().max(limits.feedbackCharacters),
  /** The item it is about, in the version that was read. */
  item: z.strictObject({ id: itemId, version: z.number().int().min(1) }).optional(),
  /** Whether the answer may stand beside the item for all to read, or only behind the slip number. */
  answer: z.enum(['public', 'private']),
  contact: z.strictObject({ name: line.optional(), phone: line.optional() }).optional(),
  /** As whom a joint request is made or supported. */
  as: z.enum(['villager', 'representative']).optional(),
  /** Slip number of the joint request that is supported. */
  supports: slipNumber.optional(),
});
export type FeedbackWords = z.infer<typeof feedbackWords>;

/**
 * What the page hands over. `submission`: 32 random bytes that a form makes once and keeps to itself. The same words of the same form
 * are one message with one slip number, however often they are handed in; other words are another.
 */
export const feedbackDraft = feedbackWords.extend({
  submission: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type FeedbackDraft = z.infer<typeof feedbackDraft>;

/** What the inbox key opens. */
export const feedbackContent = feedbackWords.extend({
  type: z.literal('sanwu.feedback'),
  format: z.literal(1),
  slip: slipNumber,
  village: divisionCode,
  itemTitle: z.string().max(limits.titleCharacters).optional(),
  at: instant,
});
export type FeedbackContent = z.infer<typeof feedbackContent>;

/** What the personal key opens, so that `serve` can answer for a slip number without reading what was written. */
export const feedbackTicket = z.strictObject({
  type: z.literal('sanwu.ticket'),
  format: z.literal(1),
  slip: slipNumber,
  kind: feedbackKind,
  supports: slipNumber.optional(),
});
export type FeedbackTicket = z.infer<typeof feedbackTicket>;

const sealedText = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(limits.sealedFeedbackCharacters);

/** MQTT payload of the topic `feedback`. The same `id` again is the same message: it is kept once. */
export const feedbackMessage = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  terminal: terminalId,
  at: instant,
  /** Ids of the two keys that it is sealed to. */
  inboxKey: sha256,
  personalKey: sha256,
  content: sealedText,
  ticket: sealedText,
});
export type FeedbackMessage = z.infer<typeof feedbackMessage>;

/** HPKE `info` of each sealed thing: nothing sealed for one purpose opens for another. */
export const sealedFor = {
  feedback: 'sanwu/1 feedback',
  ticket: 'sanwu/1 ticket',
  question: 'sanwu/1 sealed question',
  answer: 'sanwu/1 sealed answer',
  privateAnswer: 'sanwu/1 private answer',
} as const;

/** Outcome for the person in front. Refused: nothing was kept. */
export const feedbackOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('submitted'), slip: slipNumber, at: instant }),
  z.object({
    outcome: z.literal('refused'),
    reason: z.enum(['storage-full', 'storage', 'outbox-full', 'no-key', 'incomplete']),
  }),
]);
export type FeedbackOutcome = z.infer<typeof feedbackOutcome>;

/** The outcome as the page shows it. `matrix`: the slip number as a QR code, rows of modules, `1` dark. */
export const feedbackView = z.discriminatedUnion('outcome', [
  feedbackOutcome.options[0].extend({ matrix: z.array(z.string()) }),
  feedbackOutcome.options[1],
]);
export type FeedbackView = z.infer<typeof feedbackView>;

/** What a slip number gives. `unknown` also where the number was never given out. */
export const slipStatus = z.object({
  state: z.enum(['unknown', 'received', 'routed', 'answered', 'closed']),
  kind: feedbackKind.optional(),
  receivedAt: instant.optional(),
  /** Until when an answer is due, UTC ms. */
  due: instant.optional(),
  routedTo: z.string().max(100).optional(),
  /** A public answer stands beside the item; a private one is in `text`. */
  answer: z
    .object({
      at: instant,
      item: itemId.optional(),
      text: z.string().max(limits.answerCharacters).optional(),
    })
    .optional(),
  /** Joint requests: how many have joined by their slips, not checked. */
  supporters: z.number().int().optional(),
});
export type SlipStatus = z.infer<typeof slipStatus>;

/** What of it is printed for the villager to keep: never the words. */
export const feedbackOnPaper = z.strictObject({ slip: slipNumber, kind: feedbackKind, at: instant });
export type FeedbackOnPaper = z.infer<typeof feedbackOnPaper>;
