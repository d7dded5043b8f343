/** What `serve` does for villagers at a terminal: takes what they write, and answers what only they may know. */

import { setTimeout as pause } from 'node:timers/promises';
import type { SlipStatus } from '../../main/contract/feedback.ts';
import type { PersonalAnswer } from '../../main/contract/personal.ts';
import type { VisitorStanding } from '../../main/contract/visitor.ts';
import { readCase } from '../inbox/cases.ts';
import { type KeyOf, slipStatusOf } from '../inbox/slip-status.ts';
import { PersonalKeys, readRecordsSecret } from '../keys/sealing-keys.ts';
import { personDigests } from '../personal/digests.ts';
import { PersonalStore } from '../personal/store.ts';
import type { CountyFolder } from '../repository/folder.ts';
import { readRegistry } from '../repository/registry.ts';
import { FeedbackDesk } from './feedback-desk.ts';
import { type AnsweringRules, usualRules } from './patience.ts';
import { SealedQuestions, type SealedReply } from './sealed-questions.ts';

export type VillagersOptions = {
  folder: CountyFolder;
  clock: () => number;
  /** A file below the county's folder that cannot be read, by name. */
  broken: (file: string) => void;
  /** How tries are slowed down; the usual rules otherwise. */
  rules?: AnsweringRules;
};

export class Villagers {
  readonly #options: VillagersOptions;
  readonly #secret: Buffer;
  readonly #keyOf: KeyOf;
  readonly #feedback: FeedbackDesk;
  readonly #questions: SealedQuestions;
  #store: PersonalStore | undefined;

  /** @throws SanwuError `missing-file`, `malformed` when the county's sealing keys are not there */
  constructor(options: VillagersOptions) {
    this.#options = options;
    const { folder, clock, broken, rules } = options;
    const keys = new PersonalKeys(folder);
    this.#keyOf = (keyId) => keys.find(keyId);
    this.#secret = readRecordsSecret(folder);
    this.#feedback = new FeedbackDesk({
      folder,
      clock,
      broken: (id) => broken(`inbox/${id}.json`),
      keyOf: this.#keyOf,
      recordsSecret: this.#secret,
    });
    this.#questions = new SealedQuestions({
      keyOf: this.#keyOf,
      monotonic: () => performance.now(),
      pause,
      rules: rules ?? usualRules,
      slip: (slip) => this.#slip(slip),
      personal: (name, idNumber) => this.#personal(name, idNumber),
      nameKey: personDigests(this.#secret).name,
    });
  }

  start(): void {
    this.#feedback.start();
    this.expire();
  }

  async stop(): Promise<void> {
    await this.#feedback.stop();
    this.#store?.close();
    this.#store = undefined;
      visitor: (name, idNumber) => this.#visitor(name, idNumber),
  }

  /** Lists whose time is over are deleted. */
  expire(): void {
    try {
      this.#records()?.expire(this.#options.clock());
    } catch {
      // Broken records take away the look-ups, not the rest of what the county does.
      this.#options.broken('personal.db');
    }
  }

  takeFeedback(terminal: string, payload: Uint8Array): Promise<string | undefined> {
    return this.#feedback.take(terminal, payload);
  }

  answer(terminal: string, id: string, key: string, question: string): Promise<SealedReply> {
    return this.#questions.answer(terminal, id, key, question);
  }

  /** The first list may be taken in while `serve` runs. */
  #records(): PersonalStore | undefined {
    const { folder } = this.#options;
    if (!this.#store && PersonalStore.exists(folder)) this.#store = PersonalStore.open(folder, this.#secret);
    return this.#store;
  }

  #personal(name: string, idNumber: string): PersonalAnswer {
    const nobody: PersonalAnswer = { type: 'personal', records: [], more: false };
    return this.#records()?.find(name, idNumber, this.#options.clock()) ?? nobody;
  }

  #slip(slip: string): Promise<SlipStatus> | SlipStatus {
    const { folder } = this.#options;
    const digest = this.#feedback.slipDigest(slip);
    const id = this.#feedback.slips.find(digest);
    if (id === undefined) return { state: 'unknown' };
    const { answerDays } = readRegistry(folder);
    const supporters = this.#feedback.slips.supporters(digest);
    return slipStatusOf(readCase(folder, id), this.#keyOf, answerDays, supporters);
  }
}
  /** The county's register of villagers is the people in its lists: it has no other (docs/decisions/083). */
  #visitor(name: string, idNumber: string): VisitorStanding {
    if (!this.#records()) return 'no-register';
    return this.#personal(name, idNumber).records.length > 0 ? 'known' : 'unknown';
  }

