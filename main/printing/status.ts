/**
 * Asking a printer how it is. Answers by Epson's "ESC/POS Command Reference", DLE EOT and GS r; what does not have the
 * fixed bits of an answer is noise, and a printer that only makes noise is `silent`: nothing is known.
 */
import { limits } from '../contract/limits.ts';
import { askInTurn, askRealTime, clearBuffers } from './commands.ts';
import type { PrinterConnection } from './port.ts';
import type { PrinterState, PrintTimes } from './printing-types.ts';

/** Noise is let out for so long before the question is asked again. */
const QUIET_MS = 60;
const ATTEMPTS = 2;
/** While a slip is being printed, the printer is asked about trouble this often. */
const WATCH_MS = 300;

/** Bits 1 and 4 set, 0 and 7 clear: one byte of an answer to DLE EOT. */
function isRealTimeAnswer(byte: number): boolean {
  return (byte & 0x93) === 0x12;
}

/** Bits 4 and 7 clear; of the rest only the two pairs of paper sensor bits mean something. */
function isInTurnAnswer(byte: number): boolean {
  return (byte & 0xf0) === 0 && [0x00, 0x03, 0x0c, 0x0f].includes(byte);
}

/** XON and XOFF, which some printers send between answers. */
function isFlowControl(byte: number): boolean {
  return byte === 0x11 || byte === 0x13;
}

export interface RealTimeAnswers {
  readonly printer: number;
  readonly offlineCause: number;
  readonly errorCause: number;
  readonly paper: number;
}

/** The state that matters most to the person in front. */
export function stateOf(answers: RealTimeAnswers): PrinterState {
  const { printer, offlineCause, errorCause, paper } = answers;
  if (offlineCause & 0x04) return 'cover-open';
  if (paper & 0x60 || offlineCause & 0x20) return 'paper-out';
  if (offlineCause & 0x40 || errorCause & 0x6c) return 'error';
  if (printer & 0x08) return 'offline';
  return paper & 0x0c ? 'paper-low' : 'ready';
}

export function canPrint(state: PrinterState): state is 'ready' | 'paper-low' {
  return state === 'ready' || state === 'paper-low';
}

export class StatusReader {
  readonly #connection: PrinterConnection;
  readonly #times: PrintTimes;
  readonly #now: () => number;
  #awaitsTurn = false;
  #turnAnswered = false;

  constructor(connection: PrinterConnection, times: PrintTimes, monotonicNow: () => number) {
    this.#connection = connection;
    this.#times = times;
    this.#now = monotonicNow;
  }

  /** Asks all four questions. `silent` when one of them gets no clear answer. Throws PrinterPortError. */
  async state(): Promise<PrinterState> {
    const printer = await this.#ask(1);
    if (printer === undefined) return 'silent';
    const offlineCause = await this.#ask(2);
    if (offlineCause === undefined) return 'silent';
    const errorCause = await this.#ask(3);
    if (errorCause === undefined) return 'silent';
    const paper = await this.#ask(4);
    if (paper === undefined) return 'silent';
    return stateOf({ printer, offlineCause, errorCause, paper });
  }

  /**
   * After a slip's last byte: waits until the printer answers in its turn, watching for trouble meanwhile.
   * `ready` or `paper-low`: it worked through everything. `silent`: not known. Throws PrinterPortError.
   */
  async finish(): Promise<PrinterState> {
    const deadline = this.#now() + this.#times.finishMs;
    this.#awaitsTurn = true;
    this.#turnAnswered = false;
    this.#connection.drain();
    await this.#connection.write(askInTurn, this.#times.writeMs);
    while (!this.#turnAnswered && this.#now() < deadline) {
      const bytes = await this.#connection.read(Math.min(WATCH_MS, deadline - this.#now()));
      if (bytes !== undefined) this.#noteTurn(bytes);
      if (this.#turnAnswered || bytes !== undefined) continue;
      const state = await this.state();
      if (!canPrint(state) && state !== 'silent') return state;
    }
    return this.#turnAnswered ? this.state() : 'silent';
  }

  /** Best effort to empty the printer's buffers: it may not know the commands, or not listen. Throws PrinterPortError. */
  async clear(): Promise<void> {
    await this.#connection.write(clearBuffers, this.#times.replyMs);
    await this.#quiet();
  }

  #noteTurn(bytes: Uint8Array): void {
    const answers = [...bytes].filter((byte) => !isFlowControl(byte));
    if (answers.length === 1 && answers.every(isInTurnAnswer)) this.#turnAnswered = true;
  }

  async #ask(question: 1 | 2 | 3 | 4): Promise<number | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (!this.#awaitsTurn) this.#connection.drain();
      await this.#connection.write(askRealTime(question), this.#times.writeMs);
      const answer = await this.#answer();
      if (answer !== 'noise') return answer;
      await this.#quiet();
    }
    return undefined;
  }

  /** One clean byte; `noise` when anything else came with it; undefined when nothing came. */
  async #answer(): Promise<number | 'noise' | undefined> {
    const deadline = this.#now() + this.#times.replyMs;
    for (;;) {
      const left = deadline - this.#now();
      const bytes = left > 0 ? await this.#connection.read(left) : undefined;
      if (bytes === undefined) return undefined;
      const answers = [...bytes].filter((byte) => !isFlowControl(byte) && !this.#isTurn(byte));
      if (answers.length === 0) continue;
      const [answer] = answers;
      return answers.length === 1 && answer !== undefined && isRealTimeAnswer(answer) ? answer : 'noise';
    }
  }

  /** The answer to GS r may come between those to DLE EOT. */
  #isTurn(byte: number): boolean {
    if (!this.#awaitsTurn || this.#turnAnswered || !isInTurnAnswer(byte)) return false;
    this.#turnAnswered = true;
    return true;
  }

  async #quiet(): Promise<void> {
    let noise = 0;
    while (noise < limits.printReplyBytes) {
      const bytes = await this.#connection.read(QUIET_MS);
      if (bytes === undefined) return;
      noise += bytes.length;
    }
  }
}
