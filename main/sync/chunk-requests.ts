/**
 * Asks for chunks over a link that loses, repeats and reorders: a window of requests over all files on their way,
 * urgent ones first, each asked again only when it is lost (see pacing.ts).
 */
import type { ResponseHeader, TerminalRequest } from '../contract/mqtt.ts';
import { Pacing } from './pacing.ts';
import type { Clock } from './ports.ts';
import type { TimeAnswer } from './source.ts';
import type { Transfer } from './transfer.ts';

const tickMs = 50;
/** Requests given up as lost whose answers are still recognised. */
const mostLost = 1_024;
const busyDelayMs = 400;
const mostBusyDelayMs = 10_000;

export type Link = {
  /** False: not connected, nothing was sent. */
  send(request: TerminalRequest): boolean;
  /** When a byte last came, ms of the monotonic clock. */
  lastByteAt(): number;
  /** Part of a message has come, the rest not yet. */
  midMessage(): boolean;
};

type InFlight = { transfer: Transfer; offset: number; sentAt: number };

export class ChunkRequests {
  readonly #link: Link;
  readonly #clock: Clock;
  readonly #pacing = new Pacing();
  readonly #transfers = new Set<Transfer>();
  readonly #inFlight = new Map<string, InFlight>();
  readonly #lost = new Map<string, InFlight>();
  readonly #timeQuestions = new Map<string, (answer: TimeAnswer) => void>();
  /** Bytes of file data that came, repeated ones too. */
  bytesReceived = 0;
  #prefix = '';
  #count = 0;
  #timer: NodeJS.Timeout | undefined;
  #busyUntil = 0;
  #busyDelay = busyDelayMs;

  constructor(link: Link, clock: Clock) {
    this.#link = link;
    this.#clock = clock;
  }

  /** A new connection. `session` keeps ids apart from those of older connections. */
  connected(session: string): void {
    this.#prefix = session;
    this.#pacing.reset();
    this.#fill();
  }

  disconnected(): void {
    for (const { transfer, offset } of this.#inFlight.values()) transfer.again(offset);
    this.#inFlight.clear();
    this.#lost.clear();
    this.#stopTicking();
  }

  /** Resolves when the file is whole in its sink. */
  async run(transfer: Transfer, signal: AbortSignal): Promise<void> {
    const abort = () => transfer.fail(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    this.#transfers.add(transfer);
    transfer.progressed = () => this.#fill();
    try {
      this.#fill();
      await transfer.done;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#transfers.delete(transfer);
      this.#forget(transfer);
      this.#fill();
    }
  }

  #forget(transfer: Transfer): void {
    for (const [id, asked] of this.#inFlight) if (asked.transfer === transfer) this.#inFlight.delete(id);
  }

  #nextId(): string {
    return `${this.#prefix}-${(this.#count++).toString(36)}`;
  }

  /** Sends a time request once; the answer calls `listener`. Returns what stops listening, or undefined where offline. */
  askTime(nonce: string, listener: (answer: TimeAnswer) => void): (() => void) | undefined {
    const id = this.#nextId();
    if (!this.#link.send({ id, kind: 'time', nonce })) return undefined;
    this.#timeQuestions.set(id, listener);
    return () => this.#timeQuestions.delete(id);
  }

  #pick(): { transfer: Transfer; offset: number; length: number } | undefined {
    for (const background of [false, true]) {
      for (const transfer of this.#transfers) {
        if (transfer.background !== background) continue;
        const piece = transfer.take();
        if (piece !== undefined) return { transfer, ...piece };
      }
    }
    return undefined;
  }

  #fill(): void {
    if (this.#clock.monotonic() < this.#busyUntil) return;
    while (this.#inFlight.size < this.#pacing.window) {
      const piece = this.#pick();
      if (piece === undefined) break;
      const { transfer, offset, length } = piece;
      const id = this.#nextId();
      if (!this.#link.send({ id, kind: 'chunk', path: transfer.path, offset, length })) {
        transfer.again(offset);
        return;
      }
      this.#inFlight.set(id, { transfer, offset, sentAt: this.#clock.monotonic() });
    }
    if (this.#transfers.size > 0) this.#timer ??= setInterval(() => this.#tick(), tickMs);
    else this.#stopTicking();
  }

  #stopTicking(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const now = this.#clock.monotonic();
    let oldest: [string, InFlight] | undefined;
    for (const [id, asked] of this.#inFlight) {
      if (this.#pacing.overtaken(asked, now)) this.#lose(id, asked);
      else if (oldest === undefined || asked.sentAt < oldest[1].sentAt) oldest = [id, asked];
    }
    if (oldest && this.#pacing.silent(oldest[1], this.#link.lastByteAt(), this.#link.midMessage(), now)) {
      this.#pacing.backOff();
      this.#lose(...oldest);
      this.#sendAgain(oldest[1].transfer);
    }
    this.#fill();
  }

  #lose(id: string, asked: InFlight): void {
    this.#inFlight.delete(id);
    this.#lost.set(id, asked);
    asked.transfer.again(asked.offset);
    for (const oldestId of this.#lost.keys()) {
      if (this.#lost.size <= mostLost) break;
      this.#lost.delete(oldestId);
    }
  }

  /** One request past the window: a probe, since what fills the window may all be lost. */
  #sendAgain(transfer: Transfer): void {
    const piece = transfer.take();
    if (piece === undefined) return;
    const id = this.#nextId();
    if (!this.#link.send({ id, kind: 'chunk', path: transfer.path, ...piece })) transfer.again(piece.offset);
    else this.#inFlight.set(id, { transfer, offset: piece.offset, sentAt: this.#clock.monotonic() });
  }

  /** A response to a chunk or time request. What no one asked for is dropped. */
  received(header: Extract<ResponseHeader, { kind: 'chunk' | 'time' }>, body: Uint8Array): void {
    this.bytesReceived += body.length;
    if (header.kind === 'time') {
      this.#timeQuestions.get(header.id)?.(header);
      this.#timeQuestions.delete(header.id);
      return;
    }
    const asked = this.#inFlight.get(header.id) ?? this.#lost.get(header.id);
    if (asked === undefined || asked.transfer.path !== header.path) return;
    const now = this.#clock.monotonic();
    if (this.#lost.delete(header.id)) this.#pacing.spurious(now);
    this.#inFlight.delete(header.id);
    this.#pacing.answered(asked.sentAt, now);
    if (header.status === 'busy') this.#holdOff(asked, now);
    else {
      this.#busyDelay = busyDelayMs;
      asked.transfer.accept(asked.offset, header, body);
    }
    this.#fill();
  }

  #holdOff(asked: InFlight, now: number): void {
    this.#busyUntil = now + this.#busyDelay;
    this.#busyDelay = Math.min(mostBusyDelayMs, this.#busyDelay * 2);
    asked.transfer.again(asked.offset);
  }
}
