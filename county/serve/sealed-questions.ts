/**
 * Answers questions that are sealed to the county (R2.4, R2.5). Whatever the answer is, it has the same size and comes at
 * the same time: a wrong name, a wrong number and nobody on record look alike on the line as on the screen.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type SlipStatus, sealedFor } from '../../main/contract/feedback.ts';
import { limits } from '../../main/contract/limits.ts';
import type { PersonalAnswer } from '../../main/contract/personal.ts';
import {
  type SealedAnswer,
  type SealedQuestion,
  sealedQuestion,
} from '../../main/contract/sealed-question.ts';
import { openSealed, type SealingKeyPair, seal } from '../../main/trust/sealed.ts';
import { Patience, perPerson, perTerminal } from './patience.ts';

export type SealedQuestionParts = {
  personalKey: SealingKeyPair;
  /** Milliseconds that only grow. */
  monotonic: () => number;
  slip: (slip: string) => SlipStatus | Promise<SlipStatus>;
  personal: (name: string, idNumber: string) => PersonalAnswer | Promise<PersonalAnswer>;
  /** Digest under which the tries for one name are counted. */
  nameKey: (name: string) => string;
};

export type SealedReply = { status: 'ok' | 'busy' | 'unknown-key'; bytes?: Buffer };

/** Answers go out at multiples of this after the question came. Looking up takes far less. Milliseconds. */
const slot = 500;
/** A terminal that heard nothing asks again with the same id: it gets the same answer. */
const mostRemembered = 500;
/** Answered at the same moment. */
const mostAtOnce = 64;

export class SealedQuestions {
  readonly #parts: SealedQuestionParts;
  readonly #people: Patience;
  readonly #terminals: Patience;
  readonly #remembered = new Map<string, Promise<SealedReply>>();
  #active = 0;

  constructor(parts: SealedQuestionParts) {
    this.#parts = parts;
    this.#people = new Patience(perPerson, parts.monotonic);
    this.#terminals = new Patience(perTerminal, parts.monotonic);
  }

  /** @param key id of the key that the question is sealed to */
  answer(terminal: string, id: string, key: string, question: string): Promise<SealedReply> {
    const name = `${terminal} ${id}`;
    const known = this.#remembered.get(name);
    if (known) return known;
    if (key !== this.#parts.personalKey.keyId) return Promise.resolve({ status: 'unknown-key' });
    if (this.#active >= mostAtOnce) return Promise.resolve({ status: 'busy' });
    this.#active += 1;
    const reply = this.#reply(terminal, question).finally(() => {
      this.#active -= 1;
    });
    this.#remember(name, reply);
    return reply;
  }

  #remember(name: string, reply: Promise<SealedReply>): void {
    this.#remembered.set(name, reply);
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= mostRemembered) break;
      this.#remembered.delete(oldest);
    }
    // What could not be opened or looked up is an error once, not for ever.
    reply.catch(() => this.#remembered.delete(name));
  }

  async #reply(terminal: string, sealed: string): Promise<SealedReply> {
    const came = this.#parts.monotonic();
    const { privateKey } = this.#parts.personalKey;
    const plain = await openSealed(privateKey, sealedFor.question, Buffer.from(sealed, 'base64url'));
    const question = sealedQuestion.parse(JSON.parse(plain.toString()));
    const text = JSON.stringify(await this.#look(terminal, question));
    const answerKey = Buffer.from(question.answerKey, 'base64url');
    const bytes = await seal(answerKey, sealedFor.answer, Buffer.from(text), limits.sealedAnswerBytes);
    const taken = this.#parts.monotonic() - came;
    await pause(Math.ceil(taken / slot) * slot - taken);
    return { status: 'ok', bytes };
  }

  async #look(terminal: string, question: SealedQuestion): Promise<SealedAnswer> {
    const person = question.type === 'personal' ? this.#parts.nameKey(question.name) : undefined;
    const wait = Math.max(
      this.#terminals.wait(terminal),
      person === undefined ? 0 : this.#people.wait(person),
    );
    if (wait > 0) return { type: 'later', seconds: Math.ceil(wait / 1000) };
    const answer = await this.#found(question);
    const isMiss =
      answer.type === 'personal' ? answer.records.length === 0 : answer.status.state === 'unknown';
    if (isMiss) {
      this.#terminals.missed(terminal);
      if (person !== undefined) this.#people.missed(person);
    }
    return answer;
  }

  async #found(question: SealedQuestion): Promise<Exclude<SealedAnswer, { type: 'later' }>> {
    if (question.type === 'slip') return { type: 'slip', status: await this.#parts.slip(question.slip) };
    return this.#parts.personal(question.name, question.idNumber);
  }
}
