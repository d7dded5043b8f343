/** Prints slips one after another and says honestly what became of each. */
import { limits } from '../contract/limits.ts';
import { notPrintedText, printerStateText, printText } from '../text/print.ts';
import { encodeSlip, SlipTooLargeError } from './encode.ts';
import { GlyphPainter } from './glyph-painter.ts';
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
import { type Slip, slip as slipSchema } from './slip.ts';
import { canPrint, StatusReader } from './status.ts';

const defaultTimes: PrintTimes = {
  openMs: 3_000,
  replyMs: 1_500,
  writeMs: 10_000,
  finishMs: 20_000,
  timeLimitMs: 20_000,
};

/** One printer, one job at a time. Starts nothing by itself: connections live as long as a job or a question. */
export class PrintingService implements Printing {
  readonly #options: PrintingOptions;
  readonly #times: PrintTimes;
  readonly #painter: GlyphPainter;
  readonly #waiting = new Set<PrintJob>();
  #turn: Promise<void> = Promise.resolve();
  #running: PrinterConnection | undefined;
  #stopped = true;
  /** The last slip did not end well: the printer may still hold the rest of it. */
  #mayHoldRest = false;

  constructor(options: PrintingOptions) {
    this.#options = options;
    this.#times = { ...defaultTimes, ...options.times };
    this.#painter = new GlyphPainter(options.fontFiles);
  }

  async start(signal: AbortSignal): Promise<void> {
    this.#stopped = signal.aborted;
    signal.addEventListener('abort', () => void this.stop(), { once: true });
  }

  /** Waiting jobs are dropped; a running one ends as `unknown` unless the printer answers first. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const job of this.#waiting) job.drop('stopped');
    this.#running?.close();
    await this.#turn;
  }

  async print(slip: Slip, options: PrintOptions = {}): Promise<PrintResult> {
    const checked = slipSchema.parse(slip);
    if (this.#stopped) return notPrinted('stopped');
    if (this.#waiting.size >= limits.printQueueJobs) return notPrinted('queue-full');
    const limit = options.timeLimitMs ?? this.#times.timeLimitMs;
    const job = new PrintJob(limit, this.#options.monotonicNow, options.signal);
    this.#waiting.add(job);
    void job.ended.catch(() => undefined).then(() => this.#waiting.delete(job));
    void this.#inTurn(() => this.#run(job, checked));
    return job.ended;
  }

  async status(): Promise<PrinterStatus> {
    const state = await this.#inTurn(() => this.#ask());
    return { state, message: printerStateText[state] };
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
    let connection: PrinterConnection | undefined;
    try {
      connection = await this.#options.port.open(this.#times.openMs);
      this.#running = connection;
      return await this.#reader(connection).state();
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
      const bytes = encodeSlip(slip, this.#options.settings, this.#painter);
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
      if (!canPrint(before)) return notPrinted(before);
      if (this.#stopped) return notPrinted('stopped');
      if (this.#mayHoldRest) await reader.clear();
      if (!job.begin()) return notPrinted('expired');
      isStarted = true;
      this.#mayHoldRest = true;
      await connection.write(bytes, this.#times.writeMs);
      const after = await reader.finish();
      this.#mayHoldRest = !canPrint(after);
      if (this.#mayHoldRest) await reader.clear().catch(ignoreBroken);
      return afterSending(after);
    } catch (error) {
      if (!(error instanceof PrinterPortError)) throw error;
      if (!isStarted) return notPrinted(connection === undefined ? 'unreachable' : 'silent');
      return unknownOutcome('broken');
    } finally {
      this.#running = undefined;
      connection?.close();
    }
  }

  #reader(connection: PrinterConnection): StatusReader {
    return new StatusReader(connection, this.#times, this.#options.monotonicNow);
  }
}

/** For what is done after the outcome is known: a connection that breaks then changes nothing. */
function ignoreBroken(error: unknown): void {
  if (!(error instanceof PrinterPortError)) throw error;
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
