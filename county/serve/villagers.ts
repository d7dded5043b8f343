/** What `serve` does for villagers at a terminal: takes what they write, and answers what only they may know. */

import type { SlipStatus } from '../../main/contract/feedback.ts';
import type { PersonalAnswer } from '../../main/contract/personal.ts';
import type { SealingKeyPair } from '../../main/trust/sealed.ts';
import { readCase } from '../inbox/cases.ts';
import { slipStatusOf } from '../inbox/slip-status.ts';
import { readPersonalKey } from '../keys/sealing-keys.ts';
import { personDigests } from '../personal/digests.ts';
import { PersonalStore } from '../personal/store.ts';
import type { CountyFolder } from '../repository/folder.ts';
import { readRegistry } from '../repository/registry.ts';
import { FeedbackDesk } from './feedback-desk.ts';
import { SealedQuestions, type SealedReply } from './sealed-questions.ts';

export type VillagersOptions = {
  folder: CountyFolder;
  clock: () => number;
  /** A case file that cannot be read, by id. */
  broken: (id: string) => void;
};

export class Villagers {
  readonly #options: VillagersOptions;
  readonly #key: SealingKeyPair;
  readonly #feedback: FeedbackDesk;
  readonly #questions: SealedQuestions;
  #store: PersonalStore | undefined;

  /** @throws SanwuError `missing-file`, `malformed` when the county's sealing keys are not there */
  constructor(options: VillagersOptions) {
    this.#options = options;
    this.#key = readPersonalKey(options.folder);
    this.#feedback = new FeedbackDesk({ ...options, personalKey: this.#key });
    this.#questions = new SealedQuestions({
      personalKey: this.#key,
      monotonic: () => performance.now(),
      slip: (slip) => this.#slip(slip),
      personal: (name, idNumber) => this.#personal(name, idNumber),
      nameKey: personDigests(this.#key.privateKey).name,
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
  }

  /** Lists whose time is over are deleted. */
  expire(): void {
    this.#records()?.expire(this.#options.clock());
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
    if (!this.#store && PersonalStore.exists(folder))
      this.#store = PersonalStore.open(folder, this.#key.privateKey);
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
    return slipStatusOf(readCase(folder, id), this.#key.privateKey, answerDays, supporters);
  }
}
