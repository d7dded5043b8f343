/** Prints slips one after another and says honestly what became of each. */
import { limits } from '../contract/limits.ts';
import { notPrintedText, printerStateText, printText } from '../text/print.ts';
import { feedAndCut } from './commands.ts';
import { type GlyphPainter, openPainter } from './glyph-painter.ts';
import { type PrinterConnection, PrinterPortError } from './port.ts';
import { PrintJob } from './print-job.ts';
import type {
  PrinterState,
  PrinterStatus,
  Printing,
  PrintingOptions,
  PrintOptions,
  PrintResult,
  PrintTimes,
} from './printing-types.ts';
import { type Slip, SlipTooLargeError, slip as slipSchema } from './slip.ts';
import { canPrint, StatusReader } from './status.ts';

const defaultTimes: PrintTimes = {
  openMs: 3_000,
  replyMs: 1_500,
  writeMs: 10_000,
  finishMs: 20_000,
  timeLimitMs: 20_000,
  personalLimitMs: 8_000,
  watchMs: 30_000,
  troubledMs: 5_000,
};

/**
 * One printer, one job at a time; connections live as long as a job or a question. Nothing is ever printed again by itself, and
 * nothing of a slip is kept: not in a spool, not in a log.
 */
export class PrintingService implements Printing {
  readonly #options: PrintingOptions;
  readonly #times: PrintTimes;
  /** Opened by the first slip that needs it. */
  #painter: Promise<GlyphPainter> | undefined;
  readonly #waiting = new Set<PrintJob>();
  #turn: Promise<void> = Promise.resolve();
  #running: PrinterConnection | undefined;
  readonly #listeners = new Set<(status: PrinterStatus) => void>();
  #stopped = true;
  /**
   * The last slip did not end well, or nobody knows how it did, since this process is new: the printer may still hold the rest
   * of it. It is told to forget it at the first contact, so that it does not come out for whoever puts paper in.
   */
  #mayHoldRest = true;
  /** Part of a slip stands on the paper, not cut off: it must not hang on the next person's. */
  #isHalfPrinted = false;
  #known: PrinterState | undefined;
  #look: NodeJS.Timeout | undefined;

  constructor(options: PrintingOptions) {
    this.#options = options;
    this.#times = { ...defaultTimes, ...options.times };
  }

  async start(signal: AbortSignal): Promise<void> {
    this.#stopped = signal.aborted;
    signal.addEventListener('abort', () => void this.stop(), { once: true });
    if (!this.#stopped) this.#lookIn(0);
  }

  /** Waiting jobs are dropped; a running one ends as `unknown` unless the printer answers first. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#look);
    for (const job of this.#waiting) job.drop('stopped');
    this.#running?.close();
    await this.#turn;
  }

  async print(slip: Slip, options: PrintOptions = {}): Promise<PrintResult> {
    const checked = slipSchema.parse(slip);
    if (this.#stopped) return notPrinted('stopped');
    const { personal = false } = options;
    if (this.#waiting.size >= (personal ? 1 : limits.printQueueJobs)) return notPrinted('queue-full');
    const usual = personal ? this.#times.personalLimitMs : this.#times.timeLimitMs;
    const limit = options.timeLimitMs ?? usual;
    const job = new PrintJob(limit, this.#options.monotonicNow, options.signal);
    this.#waiting.add(job);
    void job.ended.catch(() => undefined).then(() => this.#waiting.delete(job));
    void this.#inTurn(() => this.#run(job, checked));
    return job.ended;
  }

  async status(): Promise<PrinterStatus> {
    const state = await this.#inTurn(() => this.#ask());
    this.#note(state);
    return statusOf(state);
  }

  known(): PrinterStatus | undefined {
    return this.#known && statusOf(this.#known);
  }

  onChange(listener: (status: PrinterStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #note(state: PrinterState): void {
    if (state === this.#known) return;
    this.#known = state;
    for (const listener of this.#listeners) listener(statusOf(state));
  }

  /** Looks at the printer after so many milliseconds, and then again and again. */
  #lookIn(delayMs: number): void {
    this.#look = setTimeout(async () => {
      const { state } = await this.status();
      const isWell = canPrint(state) && !this.#mayHoldRest;
      if (!this.#stopped) this.#lookIn(isWell ? this.#times.watchMs : this.#times.troubledMs);
    }, delayMs);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  async #ask(): Promise<PrinterState> {
    if (this.#stopped) return this.#known ?? 'silent';
    let connection: PrinterConnection | undefined;
    try {
      connection = await this.#options.port.open(this.#times.openMs);
      this.#running = connection;
      const reader = this.#reader(connection);
      const state = await reader.state();
      await this.#forgetRest(reader, connection, state);
      return state;
    } catch (error) {
      if (!(error instanceof PrinterPortError)) throw error;
      return connection === undefined ? 'unreachable' : 'silent';
    } finally {
      this.#running = undefined;
      connection?.close();
    }
  }

  async #run(job: PrintJob, slip: Slip): Promise<void> {
    if (job.isOver) return;
    try {
      const { settings, fontFiles } = this.#options;
      // With its tables of Chinese encodings: on most days of most terminals nobody prints.
      const { encodeSlip } = await import('./encode.ts');
      const bytes = await encodeSlip(slip, settings, () => (this.#painter ??= openPainter(fontFiles)));
      job.end(await this.#send(job, bytes));
    } catch (error) {
      if (error instanceof SlipTooLargeError) job.end(notPrinted('too-large'));
      else job.fail(error);
    }
  }

  /** Everything between opening and closing the connection. After `job.begin()` something may be on paper. */
  async #send(job: PrintJob, bytes: Uint8Array): Promise<PrintResult> {
    let connection: PrinterConnection | undefined;
    let isStarted = false;
    try {
      connection = await this.#options.port.open(this.#times.openMs);
      this.#running = connection;
      const reader = this.#reader(connection);
      const before = await reader.state();
      this.#note(before);
      await this.#forgetRest(reader, connection, before);
      if (!canPrint(before)) return notPrinted(before);
      if (this.#stopped) return notPrinted('stopped');
      if (!job.begin()) return notPrinted('expired');
      isStarted = true;
      this.#mayHoldRest = true;
      this.#isHalfPrinted = true;
      await connection.write(bytes, this.#times.writeMs);
      const after = await reader.finish();
      this.#note(after);
      this.#mayHoldRest = !canPrint(after);
      this.#isHalfPrinted = this.#mayHoldRest;
      if (this.#mayHoldRest) await reader.clear().catch(ignoreBroken);
      return afterSending(after);
    } catch (error) {
      if (!(error instanceof PrinterPortError)) throw error;
      const state = connection === undefined ? 'unreachable' : 'silent';
      this.#note(state);
      if (!isStarted) return notPrinted(state);
      return unknownOutcome('broken');
    } finally {
      this.#running = undefined;
      connection?.close();
    }
  }

  /**
   * What is left of a slip that did not end well: what the printer holds of it is forgotten as soon as it answers, what stands
   * on the paper is cut off as soon as it can. What a printer may not know of these commands: decision 076.
   */
  async #forgetRest(reader: StatusReader, connection: PrinterConnection, state: PrinterState): Promise<void> {
    if (state === 'silent') return;
    if (this.#mayHoldRest) await reader.clear();
    this.#mayHoldRest = false;
    if (!this.#isHalfPrinted || !canPrint(state)) return;
    await connection.write(feedAndCut, this.#times.writeMs);
    this.#isHalfPrinted = false;
  }

  #reader(connection: PrinterConnection): StatusReader {
    return new StatusReader(connection, this.#times, this.#options.monotonicNow);
  }
}

/** For what is done after the outcome is known: a connection that breaks then changes nothing. */
function ignoreBroken(error: unknown): void {
  if (!(error instanceof PrinterPortError)) throw error;
}

function statusOf(state: PrinterState): PrinterStatus {
  return { state, message: printerStateText[state] };
}

/** Nothing was sent. */
function notPrinted(state: keyof typeof notPrintedText): PrintResult {
  return { outcome: 'failed', state, started: false, message: notPrintedText[state] };
}

function unknownOutcome(state: 'silent' | 'broken'): PrintResult {
  return { outcome: 'unknown', state, started: true, message: printText.unknown };
}

function afterSending(state: PrinterState): PrintResult {
  switch (state) {
    case 'ready':
      return { outcome: 'printed', state, started: true, message: printText.printed };
    case 'paper-low':
      return { outcome: 'printed', state, started: true, message: printText.printedPaperLow };
    case 'paper-out':
    case 'cover-open':
    case 'offline':
    case 'error':
      return { outcome: 'failed', state, started: true, message: printText.brokenOff[state] };
    case 'unreachable':
    case 'silent':
      return unknownOutcome('silent');
  }
}
