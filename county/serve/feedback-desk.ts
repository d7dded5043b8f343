/** Takes what villagers wrote: each message once, on disk before the terminal hears of it (R2.5). */
import { feedbackMessage, feedbackTicket, sealedFor } from '../../main/contract/feedback.ts';
import { limits } from '../../main/contract/limits.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { openSealed } from '../../main/trust/sealed.ts';
import { hasCase, type InboxCase, writeCase } from '../inbox/cases.ts';
import { type SlipDigest, SlipIndex, slipDigestBy } from '../inbox/slip-index.ts';
import type { KeyOf } from '../inbox/slip-status.ts';
import type { CountyFolder } from '../repository/folder.ts';

const dayMs = 24 * 3_600_000;

export type FeedbackDeskOptions = {
  folder: CountyFolder;
  keyOf: KeyOf;
  /** What slip numbers are filed under (keys/sealing-keys.ts). */
  recordsSecret: Uint8Array;
  clock: () => number;
  /** A case file that cannot be read, by id. */
  broken: (id: string) => void;
};

export class FeedbackDesk {
  readonly #options: FeedbackDeskOptions;
  readonly #digest: SlipDigest;
  readonly slips = new SlipIndex();
  /** What each terminal may still hand in, as of when. */
  readonly #allowances = new Map<string, { left: number; at: number }>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: FeedbackDeskOptions) {
    this.#options = options;
    this.#digest = slipDigestBy(options.recordsSecret);
  }

  start(): void {
    this.slips.load(this.#options.folder, this.#options.broken);
  }

  /** Waits for what is being written. */
  async stop(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  slipDigest(slip: string): string {
    return this.#digest(slip);
  }

  /**
   * @param terminal whose topic it came by; the broker lets nobody else use it
   * @returns id to acknowledge: the message is on disk, now or since before. Undefined: the terminal has handed in too
   * much, and asks again later
   * @throws SanwuError `limit`, ZodError for what is no message of this terminal
   */
  take(terminal: string, payload: Uint8Array): Promise<string | undefined> {
    // One after the other: the same message twice at the same moment is still one.
    const taken = this.#writing.catch(() => undefined).then(() => this.#take(terminal, payload));
    this.#writing = taken;
    return taken;
  }

  async #take(terminal: string, payload: Uint8Array): Promise<string | undefined> {
    const { folder, clock } = this.#options;
    const value = parseBoundedJson(payload, limits.feedbackBytes, terminal);
    const message = feedbackMessage.refine((found) => found.terminal === terminal).parse(value);
    if (hasCase(folder, message.id)) return message.id;
    const left = this.#allowance(terminal);
    if (left < 1) return undefined;
    const found: InboxCase = {
      type: 'sanwu.case',
      format: 1,
      message,
      receivedAt: clock(),
      routes: [],
      ...(await this.#ticketOf(message)),
    };
    await writeCase(folder, found);
    // What a full disk refused was not handed in.
    this.#allowances.set(terminal, { left: left - 1, at: clock() });
    this.slips.add(found);
    return message.id;
  }

  /** What piled up over a long outage comes at once; a flood does not go on for ever. */
  #allowance(terminal: string): number {
    const { feedbackBurst, feedbackPerTerminalDay } = limits;
    const before = this.#allowances.get(terminal);
    if (!before) return feedbackBurst;
    const passed = Math.max(0, this.#options.clock() - before.at);
    return Math.min(feedbackBurst, before.left + (passed / dayMs) * feedbackPerTerminalDay);
  }

  /** What was sealed to another key is kept all the same: the villager's words must not get lost. */
  async #ticketOf({
    ticket,
    personalKey,
  }: InboxCase['message']): Promise<Pick<InboxCase, 'kind' | 'slip' | 'supports'>> {
    const key = this.#options.keyOf(personalKey);
    if (!key) return {};
    try {
      const sealed = Buffer.from(ticket, 'base64url');
      const plain = await openSealed(key.privateKey, sealedFor.ticket, sealed);
      const { slip, kind, supports } = feedbackTicket.parse(JSON.parse(plain.toString()));
      const joined = supports === undefined ? {} : { supports: this.#digest(supports) };
      return { kind, slip: this.#digest(slip), ...joined };
    } catch {
      return {};
    }
  }
}
