/** The county's origin: signs what is pending, wakes whom it concerns, answers terminals, listens to their state (R5.2). */

import { limits } from '../../main/contract/limits.ts';
import { type TerminalRequest, terminalAlert, terminalState, topics } from '../../main/contract/mqtt.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { Fleet } from '../fleet/fleet.ts';
import type { KeyPair } from '../keys/key-pair.ts';
import { countyFolder } from '../repository/folder.ts';
import { acquireLock, withLock } from '../repository/lock.ts';
import { readRegistry } from '../repository/registry.ts';
import { sweepOld } from '../repository/sweep.ts';
import { answerRequest, busyAnswer, parseRequest, receiptOf } from './answers.ts';
import { BrokerLink, type BrokerOptions } from './broker-link.ts';
import { ContentFiles } from './content-files.ts';
import { Hints } from './hints.ts';
import { LossNotes, type LossReason } from './link-loss.ts';
import type { AnsweringRules } from './patience.ts';
import { RequestQueue } from './request-queue.ts';
import { Signing } from './signing.ts';
import { Villagers } from './villagers.ts';
import { watchFolder } from './watch.ts';

/** What happened, for the log. `subject` is a role, a terminal or a file; never content. */
export type OriginNote = {
  event: 'signed' | 'refused' | 'connected' | 'lost' | 'bad-message' | 'fault';
  subject: string;
  /** Of a lost connection. */
  reason?: LossReason;
};

export type OriginOptions = {
  dir: string;
  broker?: BrokerOptions;
  clock?: () => number;
  note?: (note: OriginNote) => void;
  /** How long to wait for another origin on the same folder, ms. */
  lockPatience?: number;
  /** How fast numbers can be tried out; the usual rules otherwise. */
  answering?: AnsweringRules;
};

/** Another origin on the folder is waited for: a stopping one, or the unclear remains of a killed one. ms */
const usualPatience = 40_000;
/** Signs of life to the fleet file, and looks at what is due by the clock. ms */
const heartbeat = 15_000;
/** Superseded files are kept so long for terminals in the middle of a transfer. ms */
const keepSuperseded = 24 * 3_600_000;

export class Origin {
  readonly #options: OriginOptions;
  readonly #clock: () => number;
  readonly #folder;
  readonly #files: ContentFiles;
  readonly #fleet: Fleet;
  readonly #hints: Hints;
  readonly #queue: RequestQueue<TerminalRequest>;
  readonly #losses: LossNotes;
  readonly #noted = new Set<string>();
  #county = '';
  #signing: Signing | undefined;
  #link: BrokerLink | undefined;
  #villagers: Villagers | undefined;
  #release: (() => Promise<void>) | undefined;
  #unwatch: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #timestamp = 0;
  #timeKey: KeyPair | undefined;
  #sweptAt = 0;
  #work: Promise<void> = Promise.resolve();
  #announcing = false;

  constructor(options: OriginOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#folder = countyFolder(options.dir);
    this.#files = new ContentFiles(this.#folder);
    this.#losses = new LossNotes(this.#clock);
    this.#fleet = new Fleet(this.#folder, this.#clock);
    this.#hints = new Hints(this.#folder, this.#clock);
    this.#queue = new RequestQueue((terminal, request) => this.#answer(terminal, request));
  }

  /** Signs what is pending, then serves until `stop`. @throws SanwuError `locked`, `not-found`, `missing-file` */
  async start(): Promise<void> {
    await this.#open();
    try {
      await this.signNow();
      await this.#fleet.start();
      this.#villagers = this.#openVillagers();
      this.#unwatch = watchFolder(this.#folder.metadata, () => void this.signNow().catch(() => undefined));
      this.#timer = setInterval(() => this.#beat(), heartbeat);
      this.#connect();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Signs what is pending and returns the timestamp's version; for counties that only carry sticks. */
  async once(): Promise<number> {
    await this.#open();
    try {
      await this.signNow();
      return this.#timestamp;
    } finally {
      await this.#release?.();
    }
  }

  async stop(): Promise<void> {
    this.#unwatch?.();
    clearInterval(this.#timer);
    this.#queue.clear();
    await this.#work.catch(() => undefined);
    await this.#link?.stop();
    await this.#fleet.stop().catch(() => undefined);
    await this.#villagers?.stop();
    await this.#files.close();
    await this.#release?.();
    this.#release = undefined;
  }

  #openVillagers(): Villagers {
    const villagers = new Villagers({
      folder: this.#folder,
      clock: this.#clock,
      broken: (file) => this.#note('fault', file),
      ...(this.#options.answering ? { rules: this.#options.answering } : {}),
    });
    villagers.start();
    return villagers;
  }

  /** Signs what is pending; queued behind a signature under way. */
  signNow(): Promise<void> {
    const next = this.#work.catch(() => undefined).then(() => this.#sign());
    this.#work = next.catch(() => this.#note('fault', 'signing'));
    return next;
  }

  async #open(): Promise<void> {
    this.#county = readRegistry(this.#folder).code;
    this.#release = await acquireLock(this.#folder.dir, 'serve', this.#options.lockPatience ?? usualPatience);
    await this.#hints.load();
    this.#signing = new Signing({
      folder: this.#folder,
      county: this.#county,
      clock: this.#clock,
      beforeCommit: ({ touched, timestamp }) => this.#hints.owe(touched, timestamp),
      refused: (role, version, kind) => this.#noteOnce('refused', `${role}@${version} ${kind}`),
    });
  }

  async #sign(): Promise<void> {
    if (!this.#signing) return;
    const signed = await this.#signing.signPending();
    this.#timestamp = signed?.timestamp ?? (this.#timestamp || this.#signing.presentTimestamp());
    this.#timeKey = this.#signing.timestampKey();
    if (signed) this.#note('signed', String(signed.timestamp));
    void this.#announce();
  }

  #connect(): void {
    if (!this.#options.broker) return;
    this.#link = new BrokerLink(this.#options.broker, this.#county, {
      connected: () => {
        this.#losses.connected();
        this.#note('connected', 'broker');
        this.#fleet.linkIs(true);
        void this.#announce();
      },
      lost: (reason) => {
        if (this.#losses.isWorthSaying(reason))
          this.#options.note?.({ event: 'lost', subject: 'broker', reason });
        this.#fleet.linkIs(false);
      },
      message: (topic, payload, retained) => this.#receive(topic, payload, retained),
    });
    this.#link.start();
  }

  async #announce(): Promise<void> {
    if (this.#announcing || !this.#link?.connected) return;
    this.#announcing = true;
    try {
      for (
        let due = this.#hints.due(this.#timestamp);
        due.length > 0;
        due = this.#hints.due(this.#timestamp)
      ) {
        for (const [division, hint] of due) {
          await this.#link.announce(topics.changed(this.#county, division), JSON.stringify(hint));
          await this.#hints.paid(division, hint);
        }
      }
    } catch {
      this.#noteOnce('lost', 'announcement'); // stays owed; the next connection tries again
    } finally {
      this.#announcing = false;
    }
  }

  #receive(topic: string, payload: Buffer, retained: boolean): void {
    const [, , , , terminal = '', kind] = topic.split('/');
    const refused = () => this.#noteOnce('bad-message', `${terminal}/${kind}`);
    try {
      if (kind === 'request') this.#request(terminal, payload);
      else if (kind === 'state') this.#state(terminal, payload, retained);
      else if (kind === 'alert') this.#alert(terminal, payload);
      else if (kind === 'feedback') this.#feedback(terminal, payload).catch(refused);
    } catch {
      refused();
    }
  }

  #request(terminal: string, payload: Buffer): void {
    const request = parseRequest(payload, terminal);
    // Its answer waits for its moment (sealed-questions.ts): files must not queue behind it. It has limits of its own.
    if (request.kind === 'sealed') {
      void this.#answer(terminal, request).catch(() => this.#noteOnce('bad-message', `${terminal}/sealed`));
      return;
    }
    if (this.#queue.add(terminal, request) || request.kind !== 'chunk') return;
    void this.#respond(terminal, busyAnswer(request));
  }

  async #answer(terminal: string, request: TerminalRequest): Promise<void> {
    const key = this.#timeKey;
    const villagers = this.#villagers;
    if (!key || !this.#link || !villagers) return;
    const parts = { files: this.#files, clock: this.#clock, timestampKey: () => key, villagers };
    await this.#respond(terminal, await answerRequest(terminal, request, parts));
  }

  #respond(terminal: string, payload: Buffer): Promise<void> {
    return this.#link?.send(topics.response(this.#county, terminal), payload) ?? Promise.resolve();
  }

  /** Not acknowledged unless it is on disk: the terminal then sends it again. */
  async #feedback(terminal: string, payload: Buffer): Promise<void> {
    const id = await this.#villagers?.takeFeedback(terminal, payload);
    if (id !== undefined) await this.#respond(terminal, receiptOf(id));
  }

  #state(terminal: string, payload: Buffer, retained: boolean): void {
    if (payload.length === 0) return; // a retained state that was cleared
    const state = terminalState.parse(parseBoundedJson(payload, limits.stateBytes, terminal));
    if (state.terminal === terminal) this.#fleet.takeState(state, !retained);
  }

  #alert(terminal: string, payload: Buffer): void {
    const alert = terminalAlert.parse(parseBoundedJson(payload, limits.alertBytes, terminal));
    if (alert.terminal === terminal) this.#fleet.takeAlert(alert);
  }

  #beat(): void {
    this.#fleet.linkIs(this.#link?.connected ?? false);
    void this.signNow().catch(() => undefined);
    if (this.#clock() - this.#sweptAt < keepSuperseded) return;
    this.#sweptAt = this.#clock();
    this.#villagers?.expire();
    withLock(this.#folder.dir, 'county', 0, async () =>
      sweepOld(this.#folder, Date.now(), keepSuperseded),
    ).catch(() => this.#note('fault', 'sweep'));
  }

  #note(event: OriginNote['event'], subject: string): void {
    this.#options.note?.({ event, subject });
  }

  /** For what may come again and again. */
  #noteOnce(event: OriginNote['event'], subject: string): void {
    const key = `${event} ${subject}`;
    if (this.#noted.has(key) || this.#noted.size > 1_000) return;
    this.#noted.add(key);
    this.#note(event, subject);
  }
}
