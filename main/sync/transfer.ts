/** One file on its way: which pieces are still to be asked for, and what to make of an answer. Does no I/O but the sink's. */
import { LimitError, SanwuError } from '../contract/errors.ts';
import { type LimitName, limits } from '../contract/limits.ts';
import type { ResponseHeader } from '../contract/mqtt.ts';
import type { Sink } from './source.ts';

export type ChunkHeader = Extract<ResponseHeader, { kind: 'chunk' }>;

export type TransferOptions = {
  path: string;
  /** Signed length; undefined for metadata whose length only the answer tells. */
  length?: number;
  maxBytes: number;
  limit: LimitName;
  sink: Sink;
  background: boolean;
};

/** How often an answer may contradict itself (torn file, broken origin) before the file is given up. */
const mostContradictions = 8;

export class Transfer {
  readonly path: string;
  readonly background: boolean;
  readonly done: Promise<void>;
  readonly #options: TransferOptions;
  #length: number | undefined;
  /** Next offset never asked for. */
  #next = 0;
  readonly #again: number[] = [];
  /** Not on disk yet, ascending. */
  readonly #missing = new Set<number>();
  /** Of these, what has come and is being written. */
  readonly #arrived = new Set<number>();
  #contradictions = 0;
  /** Called when something was written, so that there is room for more. */
  progressed: () => void = () => {};
  #finish: (error?: unknown) => void = () => {};
  #over = false;

  constructor(options: TransferOptions) {
    this.#options = options;
    this.path = options.path;
    this.background = options.background;
    this.done = new Promise((resolve, reject) => {
      this.#finish = (error) => {
        if (this.#over) return;
        this.#over = true;
        if (error === undefined) resolve();
        else reject(error);
      };
    });
    this.done.catch(() => undefined);
    if (options.length === undefined) this.#missing.add(0);
    else this.#setLength(options.length);
  }

  get over(): boolean {
    return this.#over;
  }

  /** Whole size, once known. */
  get length(): number {
    return this.#length ?? 0;
  }

  #setLength(length: number): void {
    const { maxBytes, limit, path, sink } = this.#options;
    this.#length = length;
    if (length > maxBytes) return this.fail(new LimitError(limit, path));
    this.#missing.clear();
    for (let offset = 0; offset < length; offset += limits.chunkBytes) {
      if (!sink.has(offset)) this.#missing.add(offset);
    }
    if (this.#missing.size === 0) this.#finish();
  }

  /** Offset and length to ask for next, or undefined where all has been asked for. */
  take(): { offset: number; length: number } | undefined {
    if (this.#over) return undefined;
    for (let offset = this.#again.shift(); offset !== undefined; offset = this.#again.shift()) {
      if (this.wants(offset)) return { offset, length: this.#expected(offset) };
    }
    // Sliding: what arrives ahead of a lost piece, or faster than the disk writes, waits in memory until its turn.
    const [lowest = 0] = this.#missing;
    const end = Math.min(this.#length ?? 1, lowest + limits.chunkWindow * limits.chunkBytes);
    while (this.#next < end) {
      const offset = this.#next;
      this.#next += limits.chunkBytes;
      if (this.#missing.has(offset)) return { offset, length: this.#expected(offset) };
    }
    return undefined;
  }

  #expected(offset: number): number {
    if (this.#length === undefined) return Math.min(limits.chunkBytes, this.#options.maxBytes);
    return Math.min(limits.chunkBytes, this.#length - offset);
  }

  wants(offset: number): boolean {
    return !this.#over && this.#missing.has(offset) && !this.#arrived.has(offset);
  }

  /** The piece at `offset` got lost. */
  again(offset: number): void {
    if (this.wants(offset)) this.#again.push(offset);
  }

  fail(error: unknown): void {
    this.#finish(error);
  }

  /** An answer to what was asked for at `offset`. Answers that contradict what was asked for are not taken. */
  accept(offset: number, header: ChunkHeader, bytes: Uint8Array): void {
    if (!this.wants(offset)) return;
    if (header.status === 'missing') return this.fail(new SanwuError('missing-file', this.path));
    if (this.#length === undefined) {
      if (header.total > this.#options.maxBytes) {
        return this.fail(new LimitError(this.#options.limit, this.path));
      }
      if (header.total > 0) this.#setLength(header.total);
    }
    if (this.#over) return;
    if (header.total > this.length) return this.fail(new LimitError('declaredLength', this.path));
    const fits = header.offset === offset && header.total === this.length;
    if (!fits || header.length !== bytes.length || bytes.length !== this.#expected(offset)) {
      return this.#contradicted(offset);
    }
    this.#arrived.add(offset);
    this.#options.sink.write(offset, bytes).then(
      () => this.#written(offset),
      (cause) => this.fail(cause),
    );
  }

  #written(offset: number): void {
    this.#missing.delete(offset);
    this.#arrived.delete(offset);
    if (this.#missing.size === 0) this.#finish();
    this.progressed();
  }

  #contradicted(offset: number): void {
    if (++this.#contradictions > mostContradictions) this.fail(new SanwuError('broken-file', this.path));
    else this.#again.push(offset);
  }
}

/** Collects a small file in memory. Room is taken only as bytes arrive. */
export class MemorySink implements Sink {
  readonly #parts = new Map<number, Uint8Array>();

  has(offset: number): boolean {
    return this.#parts.has(offset);
  }

  async write(offset: number, bytes: Uint8Array): Promise<void> {
    this.#parts.set(offset, Uint8Array.from(bytes));
  }

  bytes(): Uint8Array {
    const inOrder = [...this.#parts].sort(([first], [second]) => first - second);
    return Buffer.concat(inOrder.map(([, bytes]) => bytes));
  }
}
