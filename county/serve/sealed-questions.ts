/**
 * Answers questions that are sealed to the county (R2.4, R2.5). Whatever the answer is, it has the same size and comes at
 * the same time: a wrong name, a wrong number and nobody on record look alike on the line as on the screen.
 */
import { SanwuError } from '../../main/contract/errors.ts';
import { type SlipStatus, sealedFor } from '../../main/contract/feedback.ts';
import { limits } from '../../main/contract/limits.ts';
import type { PersonalAnswer } from '../../main/contract/personal.ts';
import {
  type SealedAnswer,
  type SealedQuestion,
  sealedQuestion,
} from '../../main/contract/sealed-question.ts';
import type { VisitorStanding } from '../../main/contract/visitor.ts';
import { openSealed, type SealingKeyPair, seal, sealedBuckets } from '../../main/trust/sealed.ts';
import type { KeyOf } from '../inbox/slip-status.ts';
import { type AnsweringRules, Patience, type Tries } from './patience.ts';

export type SealedQuestionParts = {
  /** The county's personal key with this id. */
  keyOf: KeyOf;
  /** Milliseconds that only grow. */
  monotonic: () => number;
  pause: (milliseconds: number) => Promise<unknown>;
  rules: AnsweringRules;
  slip: (slip: string) => SlipStatus | Promise<SlipStatus>;
  personal: (name: string, idNumber: string) => PersonalAnswer | Promise<PersonalAnswer>;
  visitor: (name: string, idNumber: string) => VisitorStanding | Promise<VisitorStanding>;
  /** Digest under which the tries for one name are counted. */
  nameKey: (name: string) => string;
  /** Remembers tries over restarts. */
  kept: KeptTries;
};

export type WhoseTries = 'person' | 'terminal';
export type KeptTries = {
  read: (whose: WhoseTries) => Iterable<readonly [string, Tries]>;
  /** Before the answer leaves: who is told nothing cannot ask again as if nothing had been asked. */
  write: (changes: Record<WhoseTries, readonly [string, Tries | undefined][]>) => void;
};

export type SealedReply = { status: 'ok' | 'busy' | 'unknown-key'; bytes?: Buffer };

/** A terminal that heard nothing asks again with the same id: it gets the same answer. */
const mostRemembered = 500;
/** Answered at the same moment, of all terminals. */
const mostAtOnce = 64;

/** When an answer goes out that was ready after so long, all ms, from the question's coming. */
export const slotEnd = (taken: number, slot: number): number => (Math.floor(taken / slot) + 1) * slot;

/** Bytes of an answer that fill one bucket at most: a second one would tell somebody on the line that there is much. */
function oneBucket(answer: SealedAnswer): Buffer {
  const whole = Buffer.from(JSON.stringify(answer));
  if (isOneBucket(whole)) return whole;
  if (answer.type !== 'personal') throw new SanwuError('limit', 'sealed answer');
  const first = (count: number) =>
    Buffer.from(JSON.stringify({ ...answer, records: answer.records.slice(0, count), more: true }));
  let [fits, tooMany] = [0, answer.records.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (isOneBucket(first(middle))) fits = middle;
    else tooMany = middle;
  }
  return first(fits);
}

const isOneBucket = (text: Buffer) => sealedBuckets(text.length, limits.sealedAnswerBytes) === 1;

type Found = Exclude<SealedAnswer, { type: 'later' }>;

/** Nothing was found that a right guess would have found. */
function isMiss(answer: Found): boolean {
  if (answer.type === 'personal') return answer.records.length === 0;
  return answer.type === 'slip' ? answer.status.state === 'unknown' : answer.standing === 'unknown';
}

export class SealedQuestions {
  readonly #parts: SealedQuestionParts;
  readonly #people: Patience;
  readonly #terminals: Patience;
  readonly #remembered = new Map<string, Promise<SealedReply>>();
  readonly #active = new Map<string, number>();

  constructor(parts: SealedQuestionParts) {
    this.#parts = parts;
    this.#people = new Patience(parts.rules.person, parts.monotonic);
    this.#terminals = new Patience(parts.rules.terminal, parts.monotonic);
  }

  /** Goes on from the tries that were kept. */
  start(): void {
    this.#people.resume(this.#parts.kept.read('person'));
    this.#terminals.resume(this.#parts.kept.read('terminal'));
  }

  /** @param key id of the key that the question is sealed to */
  answer(terminal: string, id: string, key: string, question: string): Promise<SealedReply> {
    const name = `${terminal} ${id}`;
    const known = this.#remembered.get(name);
    if (known) return known;
    const pair = this.#parts.keyOf(key);
    if (!pair) return Promise.resolve({ status: 'unknown-key' });
    if (!this.#begin(terminal)) return Promise.resolve({ status: 'busy' });
    const reply = this.#reply(terminal, pair, question).finally(() => this.#end(terminal));
    this.#remember(name, reply);
    return reply;
  }

  #begin(terminal: string): boolean {
    const own = this.#active.get(terminal) ?? 0;
    const all = [...this.#active.values()].reduce((sum, count) => sum + count, 0);
    if (own >= this.#parts.rules.mostOfOne || all >= mostAtOnce) return false;
    this.#active.set(terminal, own + 1);
    return true;
  }

  #end(terminal: string): void {
    const left = (this.#active.get(terminal) ?? 1) - 1;
    if (left > 0) this.#active.set(terminal, left);
    else this.#active.delete(terminal);
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

  async #reply(terminal: string, { privateKey }: SealingKeyPair, sealed: string): Promise<SealedReply> {
    const came = this.#parts.monotonic();
    const plain = await openSealed(privateKey, sealedFor.question, Buffer.from(sealed, 'base64url'));
    const question = sealedQuestion.parse(JSON.parse(plain.toString()));
    const text = oneBucket(await this.#look(terminal, question));
    this.#parts.kept.write({ person: this.#people.changes(), terminal: this.#terminals.changes() });
    const answerKey = Buffer.from(question.answerKey, 'base64url');
    const bytes = await seal(answerKey, sealedFor.answer, text, limits.sealedAnswerBytes);
    await this.#until(came + slotEnd(this.#parts.monotonic() - came, this.#parts.rules.slot));
    return { status: 'ok', bytes };
  }

  /** Looks at the clock again after each pause: how a pause is rounded depends on when it began, and so on what was found. */
  async #until(moment: number): Promise<void> {
    for (let left = moment - this.#parts.monotonic(); left > 0; left = moment - this.#parts.monotonic())
      await this.#parts.pause(left);
  }

  async #look(terminal: string, question: SealedQuestion): Promise<SealedAnswer> {
    const person = question.type === 'slip' ? undefined : this.#parts.nameKey(question.name);
    const wait = Math.max(
      this.#terminals.wait(terminal),
      person === undefined ? 0 : this.#people.wait(person),
    );
    if (wait > 0) return { type: 'later', seconds: Math.ceil(wait / 1000) };
    const takeBack = [
      this.#terminals.tried(terminal),
      ...(person === undefined ? [] : [this.#people.tried(person)]),
    ];
    const answer = await this.#found(question);
    if (!isMiss(answer)) for (const step of takeBack) step();
    return answer;
  }

  async #found(question: SealedQuestion): Promise<Found> {
    if (question.type === 'slip') return { type: 'slip', status: await this.#parts.slip(question.slip) };
    const { name, idNumber } = question;
    if (question.type === 'personal') return this.#parts.personal(name, idNumber);
    return { type: 'visitor', standing: await this.#parts.visitor(name, idNumber) };
  }
}
