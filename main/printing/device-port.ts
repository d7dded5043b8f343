/**
 * A printer on a device file of Linux: USB (`/dev/usb/lp0`, the kernel's usblp) and serial (`/dev/ttyS0`, `/dev/ttyUSB0`).
 * The file is opened non-blocking and looked at again and again while a job runs: a read or write that blocked would hold one
 * of the process's few threads for as long as a printer is silent, and nothing could end it.
 */
import { spawn } from 'node:child_process';
import { constants, readSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { limits } from '../contract/limits.ts';
import { type PrinterConnection, type PrinterPort, PrinterPortError } from './port.ts';

/** Between two looks at a device that had nothing to give or took nothing. Milliseconds. */
const LOOK_MS = 10;
/** Bytes handed to the system at a time: usblp's own buffer. */
const PIECE_BYTES = 8_192;
/** Rounds of dropping what came unasked, of `limits.printReplyBytes` each. */
const MOST_DRAINS = 16;
/** Bits on a serial line for one byte: start, eight, stop. */
const BITS_A_BYTE = 10;

export interface DevicePrinterOptions {
  /** Of a character device. */
  readonly path: string;
  /** Speed of a serial line, bits a second; absent for USB. */
  readonly baud?: number;
  /** Milliseconds on a clock that never goes back. */
  readonly monotonicNow: () => number;
}

export class DevicePrinterPort implements PrinterPort {
  readonly #options: DevicePrinterOptions;
  /** The connection before is closed: usblp lets nobody else in until then. */
  #closed: Promise<void> = Promise.resolve();

  constructor(options: DevicePrinterOptions) {
    this.#options = options;
  }

  async open(timeoutMs: number): Promise<PrinterConnection> {
    const { path, baud } = this.#options;
    await within(timeoutMs, this.#closed);
    const file = await openDevice(path);
    const close = () => {
      this.#closed = file.close().catch(() => undefined);
    };
    try {
      if (baud !== undefined) await setLine(path, baud, timeoutMs);
    } catch (error) {
      close();
      throw error;
    }
    return new DeviceConnection(file, close, this.#options);
  }
}

/** Throws PrinterPortError `unreachable` when the work takes longer. */
async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  const ending = new AbortController();
  const late = setTimeout(timeoutMs, true, { signal: ending.signal }).catch(() => false);
  const isLate = await Promise.race([work.then(() => false), late]);
  ending.abort();
  if (isLate) throw new PrinterPortError('unreachable');
}

/** Never a file: a slip written to a disk would stay there. */
async function openDevice(path: string): Promise<FileHandle> {
  const { O_RDWR, O_NONBLOCK, O_NOCTTY } = constants;
  let file: FileHandle | undefined;
  try {
    file = await open(path, O_RDWR | O_NONBLOCK | O_NOCTTY);
    if ((await file.stat()).isCharacterDevice()) return file;
  } catch (cause) {
    await file?.close().catch(() => undefined);
    throw new PrinterPortError('unreachable', { cause });
  }
  await file.close();
  throw new PrinterPortError('unreachable');
}

/**
 * Speed, eight bits, no parity, nothing added or taken away, no flow control: a slip fits into a printer's buffer, and bytes
 * that a flow control held back in the system would come out for the next person (decision 076).
 */
async function setLine(path: string, baud: number, timeoutMs: number): Promise<void> {
  const line = [String(baud), 'raw', 'cs8', '-parenb', '-cstopb', 'clocal', '-crtscts', '-ixon', '-ixoff'];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const fail = (cause?: unknown) => reject(new PrinterPortError('unreachable', { cause }));
  // By its path: a file that is handed down as standard input would be made blocking for this process too.
  const stty = spawn('stty', ['-F', path, ...line, '-echo'], { stdio: 'ignore', timeout: timeoutMs });
  stty.once('error', fail);
  stty.once('close', (code) => (code === 0 ? resolve() : fail()));
  return promise;
}

class DeviceConnection implements PrinterConnection {
  readonly #file: FileHandle;
  readonly #close: () => void;
  readonly #baud: number | undefined;
  readonly #now: () => number;
  readonly #received = Buffer.alloc(limits.printReplyBytes);
  #isOpen = true;

  constructor(file: FileHandle, close: () => void, { baud, monotonicNow }: DevicePrinterOptions) {
    this.#file = file;
    this.#close = close;
    this.#baud = baud;
    this.#now = monotonicNow;
  }

  /** A serial line is given the time that it needs for the bytes: the system takes them faster than they go out. */
  async write(bytes: Uint8Array, timeoutMs: number): Promise<void> {
    const begun = this.#now();
    const carryMs = this.#baud === undefined ? 0 : (bytes.length * BITS_A_BYTE * 1_000) / this.#baud;
    for (let at = 0; at < bytes.length; ) {
      const taken = this.#put(bytes.subarray(at, at + PIECE_BYTES));
      at += taken;
      if (taken > 0) continue;
      if (this.#now() - begun > timeoutMs + carryMs) throw new PrinterPortError('timeout');
      await setTimeout(LOOK_MS);
    }
    const left = begun + carryMs - this.#now();
    if (left > 0) await setTimeout(left);
  }

  async read(timeoutMs: number): Promise<Uint8Array | undefined> {
    const deadline = this.#now() + timeoutMs;
    for (;;) {
      const length = this.#get();
      if (length > 0) return Uint8Array.from(this.#received.subarray(0, length));
      const left = deadline - this.#now();
      if (left <= 0) return undefined;
      await setTimeout(Math.min(LOOK_MS, left));
    }
  }

  drain(): void {
    // A printer that babbles is not waited for.
    for (let rounds = 0; this.#isOpen && rounds < MOST_DRAINS && this.#get() > 0; rounds += 1);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#close();
  }

  /** Bytes that the system took; 0 when it takes none now. */
  #put(bytes: Uint8Array): number {
    return this.#do(() => writeSync(this.#file.fd, bytes));
  }

  /** Bytes that came; 0 when there are none. A line that was pulled off may also read as nothing: the next write tells. */
  #get(): number {
    return this.#do(() => readSync(this.#file.fd, this.#received));
  }

  #do(call: () => number): number {
    if (!this.#isOpen) throw new PrinterPortError('broken');
    try {
      return call();
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'EAGAIN') return 0;
      throw new PrinterPortError('broken', { cause });
    }
  }
}
