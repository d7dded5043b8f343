/**
 * A line to a browser over pipes that nobody else can reach (Chromium's `--remote-debugging-pipe`: JSON ended by NUL). It
 * tells a browser that hangs, and pages and graphics that crashed; and a browser whose pipe ends, ends.
 */
import type { Readable, Writable } from 'node:stream';

/** Between two questions. Milliseconds. */
const askEvery = 1_000;
/** Questions without an answer after which it hangs. */
const patience = 3;
/** While it starts a browser tries several ways of drawing: its graphics count once they were the same so many times. */
const settled = 4;
/** Longest answer that is kept while it comes in: far above the list of a browser's processes. Characters. */
const longestAnswer = 1_000_000;

type ProcessInfo = { type: string; id: number };

type Message = { method?: string; result?: { processInfo?: ProcessInfo[] } };

export class BrowserLine {
  readonly #write: Writable;
  readonly #read: Readable;
  readonly #onFault: () => void;
  #timer: NodeJS.Timeout | undefined;
  #sent = 0;
  #answered = false;
  #unanswered = 0;
  #received = '';
  #graphics: number | undefined;
  #sameGraphics = 0;

  /** @param onFault it hangs, or its page or its graphics crashed */
  constructor(write: Writable, read: Readable, onFault: () => void) {
    this.#write = write;
    this.#read = read;
    this.#onFault = onFault;
  }

  start(): void {
    // It may end at any time; its exit is what counts.
    this.#write.on('error', () => {});
    this.#read.on('error', () => {});
    this.#read.setEncoding('utf8').on('data', (text: string) => this.#take(text));
    this.#send('Target.setDiscoverTargets', { discover: true });
    // At once: one that hangs before it ever answered is taken for one that may not.
    this.#ask();
    this.#timer = setInterval(() => this.#ask(), askEvery);
  }

  #ask(): void {
    // One that never answers may not be allowed to (the policy RemoteDebuggingAllowed): its page is what counts then.
    if (this.#answered && this.#unanswered >= patience) return this.#fault();
    this.#unanswered++;
    this.#send('SystemInfo.getProcessInfo', {});
  }

  #send(method: string, params: Record<string, unknown>): void {
    this.#sent++;
    this.#write.write(`${JSON.stringify({ id: this.#sent, method, params })}\0`);
  }

  #take(text: string): void {
    const parts = (this.#received + text).slice(-longestAnswer).split('\0');
    this.#received = parts.pop() ?? '';
    for (const part of parts) this.#heard(JSON.parse(part) as Message);
  }

  #heard({ method, result }: Message): void {
    if (method === 'Target.targetCrashed') return this.#fault();
    if (!result?.processInfo) return;
    this.#answered = true;
    this.#unanswered = 0;
    const graphics = result.processInfo.find(({ type }) => type === 'GPU')?.id;
    if (graphics === this.#graphics) this.#sameGraphics++;
    else if (this.#sameGraphics >= settled) return this.#fault();
    else this.#sameGraphics = 0;
    this.#graphics = graphics;
  }

  #fault(): void {
    this.stop();
    this.#onFault();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
