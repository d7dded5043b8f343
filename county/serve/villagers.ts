/** What `serve` does for villagers at a terminal: takes what they write, and answers what only they may know. */

import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
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
import { TriesFile, triesFile } from './tries-file.ts';

export type VillagersOptions = {
  folder: CountyFolder;
  clock: () => number;
  /** A file below the county's folder that cannot be read, by name. */
  broken: (file: string) => void;
  /** How tries are slowed down; the usual rules otherwise. */
  rules?: AnsweringRules;
};

const monotonic = () => performance.now();

/** Timers fire in whole milliseconds, somewhat late. */
const timerError = 2;

/** Shorter than asked for by the error of a timer; the last of it in turns of the loop, so that a moment is met closely. */
const shortOf = (milliseconds: number): Promise<unknown> =>
  milliseconds > timerError ? pause(milliseconds - timerError) : nextTurn();

export class Villagers {
  readonly #options: VillagersOptions;
  readonly #secret: Buffer;
  readonly #keyOf: KeyOf;
  readonly #feedback: FeedbackDesk;
  readonly #questions: SealedQuestions;
  readonly #rules: AnsweringRules;
  #tries: TriesFile | undefined;
  #store: PersonalStore | undefined;

  /** @throws SanwuError `missing-file`, `malformed` when the county's sealing keys are not there */
  constructor(options: VillagersOptions) {
    this.#options = options;
    const { folder, clock, broken, rules = usualRules } = options;
    this.#rules = rules;
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
      monotonic,
      pause: shortOf,
      rules,
      slip: (slip) => this.#slip(slip),
      personal: (name, idNumber) => this.#personal(name, idNumber),
      visitor: (name, idNumber) => this.#visitor(name, idNumber),
      nameKey: personDigests(this.#secret).name,
      kept: {
        read: (whose) => this.#withTries((tries) => tries.read(whose)) ?? [],
        write: (changes) => this.#withTries((tries) => tries.write(changes)),
      },
    });
  }

  start(): void {
    this.#feedback.start();
    this.#openTries();
    this.expire();
    this.#questions.start();
  }

  async stop(): Promise<void> {
    await this.#feedback.stop();
    this.#store?.close();
    this.#store = undefined;
    this.#tries?.close();
    this.#tries = undefined;
  }

  #openTries(): void {
    const { folder, clock, broken } = this.#options;
    try {
      this.#tries = TriesFile.open(folder, { utc: clock, monotonic });
    } catch {
      broken(triesFile);
    }
  }

  /** Tries that cannot be kept are counted in memory: questions are answered all the same. */
  #withTries<T>(work: (tries: TriesFile) => T): T | undefined {
    if (!this.#tries) return undefined;
    try {
      return work(this.#tries);
    } catch {
      this.#options.broken(triesFile);
      return undefined;
    }
  }

  /** Lists whose time is over are deleted, and tries that no longer count. */
  expire(): void {
    const { person, terminal } = this.#rules;
    this.#withTries((tries) => tries.forget('person', person.forgets));
    this.#withTries((tries) => tries.forget('terminal', terminal.forgets));
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

  /** The county's register of villagers is the people in its lists: it has no other (docs/decisions/083). */
  #visitor(name: string, idNumber: string): VisitorStanding {
    if (!this.#records()) return 'no-register';
    return this.#personal(name, idNumber).records.length > 0 ? 'known' : 'unknown';
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
