/**
 * Asks the county what only one person may know (R2.4, R2.5): own subsidies, and how far a slip has come. Sealed to the
 * county's key, answered to a key made for this one question. Nothing is kept here: not on disk, not in a log, not in memory
 * once it is answered.
 */
import { SanwuError } from '../contract/errors.ts';
import { sealedFor } from '../contract/feedback.ts';
import { limits } from '../contract/limits.ts';
import {
  type SealedAnswer,
  type SealedQuestion,
  type SlipView,
  type SubsidiesView,
  sealedAnswer,
} from '../contract/sealed-question.ts';
import type { VisitorStanding } from '../contract/visitor.ts';
import { generateSealingKeys, openSealed, seal, sealingKeyId } from '../trust/sealed.ts';

export type AskingParts = {
  /** The county's public personal key, raw, from verified settings; undefined until they have come. */
  countyKey: () => Uint8Array | undefined;
  /** @throws SanwuError `unreachable`, `timeout`, `locked`, `forbidden`, `aborted` */
  ask: (key: string, question: Uint8Array, signal?: AbortSignal) => Promise<Uint8Array>;
};

export type NoAnswer = Extract<SubsidiesView, { type: 'unavailable' | 'later' }>;

type Unkeyed<Question> = Question extends SealedQuestion ? Omit<Question, 'answerKey'> : never;

const unavailable = (reason: Extract<NoAnswer, { type: 'unavailable' }>['reason']): NoAnswer => ({
  type: 'unavailable',
  reason,
});

function whyNot(error: unknown): NoAnswer {
  if (!(error instanceof SanwuError)) throw error;
  if (error.kind === 'unreachable') return unavailable('offline');
  if (error.kind === 'locked') return unavailable('busy');
  if (error.kind === 'forbidden') return unavailable('no-key');
  if (error.kind === 'aborted') throw error;
  return unavailable('silent');
}

/** Undefined for what is no answer. An error would carry a piece of the text into the log. */
function readAnswer(plain: Buffer): SealedAnswer | undefined {
  try {
    return sealedAnswer.safeParse(JSON.parse(plain.toString())).data;
  } catch {
    return undefined;
  }
}

export class Asking {
  readonly #parts: AskingParts;

  constructor(parts: AskingParts) {
    this.#parts = parts;
  }

  /** @throws SanwuError `aborted` */
  async subsidies(name: string, idNumber: string, signal?: AbortSignal): Promise<SubsidiesView> {
    const answer = await this.#answer({ type: 'personal', name, idNumber }, signal);
    return answer.type === 'slip' || answer.type === 'visitor' ? unavailable('silent') : answer;
  }

  /** @throws SanwuError `aborted` */
  async slip(slip: string, signal?: AbortSignal): Promise<SlipView> {
    const answer = await this.#answer({ type: 'slip', slip }, signal);
    return answer.type === 'personal' || answer.type === 'visitor' ? unavailable('silent') : answer;
  }

  /** Whether the county knows this person (main/contract/visitor.ts). @throws SanwuError `aborted` */
  async visitor(name: string, idNumber: string, signal?: AbortSignal): Promise<VisitorStanding | NoAnswer> {
    const answer = await this.#answer({ type: 'visitor', name, idNumber }, signal);
    if (answer.type === 'visitor') return answer.standing;
    return answer.type === 'later' || answer.type === 'unavailable' ? answer : unavailable('silent');
  }

  async #answer(
    question: Unkeyed<SealedQuestion>,
    signal: AbortSignal | undefined,
  ): Promise<SealedAnswer | NoAnswer> {
    const countyKey = this.#parts.countyKey();
    if (!countyKey) return unavailable('no-key');
    const own = await generateSealingKeys();
    const text = JSON.stringify({ ...question, answerKey: own.publicKey.toString('base64url') });
    try {
      const sealed = await seal(countyKey, sealedFor.question, Buffer.from(text), limits.sealedQuestionBytes);
      const bytes = await this.#parts.ask(sealingKeyId(countyKey), sealed, signal);
      const plain = await openSealed(own.privateKey, sealedFor.answer, bytes);
      return readAnswer(plain) ?? unavailable('silent');
    } catch (error) {
      return whyNot(error);
    }
  }
}
