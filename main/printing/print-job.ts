/** A slip that waits for its turn. It is dropped when its time is over or its person has left, before its first byte goes out. */
import { notPrintedText } from '../text/print.ts';
import type { PrintResult } from './printing-types.ts';

export class PrintJob {
  /** What became of the job. Rejects only for a defect. */
  readonly ended: Promise<PrintResult>;
  readonly #resolve: (result: PrintResult) => void;
  readonly #reject: (error: unknown) => void;
  readonly #deadline: number;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = () => this.drop('cancelled');
  #state: 'waiting' | 'begun' | 'over' = 'waiting';

  /** `limitMs`: milliseconds until the first byte must have gone out. */
  constructor(limitMs: number, monotonicNow: () => number, signal: AbortSignal | undefined) {
    const { promise, resolve, reject } = Promise.withResolvers<PrintResult>();
    this.ended = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#now = monotonicNow;
    this.#deadline = monotonicNow() + limitMs;
    this.#timer = setTimeout(() => this.drop('expired'), limitMs);
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (signal?.aborted) this.drop('cancelled');
  }

  get isOver(): boolean {
    return this.#state === 'over';
  }

  /** Marks the point of no return; false when the job may no longer be printed. */
  begin(): boolean {
    if (this.#state === 'waiting' && this.#now() >= this.#deadline) this.drop('expired');
    if (this.#state !== 'waiting') return false;
    this.#state = 'begun';
    return true;
  }

  /** Gives up a waiting job; one that has begun goes on to its own end. */
  drop(reason: 'expired' | 'cancelled' | 'stopped'): void {
    if (this.#state !== 'waiting') return;
    this.end({ outcome: 'failed', state: reason, started: false, message: notPrintedText[reason] });
  }

  end(result: PrintResult): void {
    this.#close();
    this.#resolve(result);
  }

  fail(error: unknown): void {
    this.#close();
    this.#reject(error);
  }

  #close(): void {
    this.#state = 'over';
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}
