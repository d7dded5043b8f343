/**
 * A download that survives a kill: only bytes without a gap from the start are written, so the file's length says how far it
 * came. What arrives ahead of its turn waits in memory, bounded by what may be in flight.
 */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { classified } from '../../db/errors.ts';
import { type ErrorKind, LimitError, SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import type { PartialFile } from './file-store-types.ts';

/** Bytes that may wait for the ones before them: twice what one terminal may have asked for at once. */
const mostWaiting = 2 * limits.chunkWindow * limits.chunkBytes;
const readSize = 1024 * 1024;

interface PartialParts {
  readonly sha256: string;
  /** Declared length, bytes. */
  readonly length: number;
  readonly handle: FileHandle;
  /** Moves the closed file to its place in the store. */
  readonly place: () => Promise<void>;
  readonly discard: () => Promise<void>;
  readonly released: () => void;
  /** Why the disk refused; undefined: a file was stored. */
  readonly outcome?: (kind: ErrorKind | undefined) => void;
}

/** Appends all of it: the system may write less than it is given. */
async function append(handle: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  const { bytesWritten } = await handle.writev(parts);
  const whole = parts.reduce((sum, { length }) => sum + length, 0);
  if (bytesWritten < whole) await handle.appendFile(Buffer.concat(parts).subarray(bytesWritten));
}

export class DiskPartial implements PartialFile {
  readonly #parts: PartialParts;
  readonly #ahead = new Map<number, Uint8Array>();
  #hash = createHash('sha256');
  #aheadBytes = 0;
  #received = 0;
  #isOpen = true;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: PartialParts) {
    this.#parts = parts;
  }

  get received(): number {
    return this.#received;
  }

  /** Reads what came before, for the hash. A file longer than declared is begun anew. */
  async resume(): Promise<void> {
    const { handle, length } = this.#parts;
    const { size } = await handle.stat();
    if (size > length) return this.restart();
    const buffer = Buffer.allocUnsafe(Math.min(size, readSize) || 1);
    while (this.#received < size) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, this.#received);
      if (bytesRead === 0) break;
      this.#hash.update(buffer.subarray(0, bytesRead));
      this.#received += bytesRead;
    }
  }

  /** Begins anew from the first byte. */
  async restart(): Promise<void> {
    await this.#parts.handle.truncate(0);
    this.#hash = createHash('sha256');
    this.#received = 0;
  }

  write(offset: number, bytes: Uint8Array): Promise<void> {
    const { length, sha256 } = this.#parts;
    const isTooLong = offset < 0 || offset + bytes.length > length;
    if (isTooLong) return Promise.reject(new LimitError('declared length', sha256));
    const isTooFar = offset > this.#received && this.#aheadBytes + bytes.length > mostWaiting;
    if (isTooFar) return Promise.reject(new LimitError('chunkWindow', sha256));
    if (!this.#ahead.has(offset)) {
      this.#ahead.set(offset, bytes);
      this.#aheadBytes += bytes.length;
    }
    const turn = this.#writing.then(() => this.#drain());
    // The next turn goes on whatever became of this one; its caller is told.
    this.#writing = turn.catch(() => undefined);
    return turn;
  }

  /** Appends everything whose turn has come. What came while the disk was at work goes in one call. */
  async #drain(): Promise<void> {
    for (let batch = this.#takeReady(); batch.length > 0; batch = this.#takeReady()) {
      try {
        await append(this.#parts.handle, batch);
      } catch (error) {
        await this.#parts.handle.truncate(this.#received).catch(() => undefined);
        throw this.#refused(error);
      }
      for (const bytes of batch) {
        this.#hash.update(bytes);
        this.#received += bytes.length;
      }
    }
  }

  /** The disk's refusal as what it is, told to who asked for it. */
  #refused(error: unknown): unknown {
    const refusal = classified(error, this.#parts.sha256);
    if (refusal instanceof SanwuError) this.#parts.outcome?.(refusal.kind);
    return refusal;
  }

  /** What continues the file without a gap, in order. */
  #takeReady(): Uint8Array[] {
    const batch: Uint8Array[] = [];
    let end = this.#received;
    for (let found = this.#waitingBy(end); found; found = this.#waitingBy(end)) {
      const [offset, bytes] = found;
      this.#ahead.delete(offset);
      this.#aheadBytes -= bytes.length;
      const fresh = bytes.subarray(Math.min(bytes.length, end - offset));
      if (fresh.length === 0) continue;
      batch.push(fresh);
      end += fresh.length;
    }
    return batch;
  }

  #waitingBy(end: number): [number, Uint8Array] | undefined {
    for (const waiting of this.#ahead) if (waiting[0] <= end) return waiting;
    return undefined;
  }

  async finish(): Promise<string> {
    await this.#writing;
    const { sha256, length, handle, place, discard, outcome } = this.#parts;
    const isWhole = this.#received === length && this.#hash.digest('hex') === sha256;
    try {
      if (isWhole) await handle.sync();
      await this.close();
      if (!isWhole) await discard();
      else await place();
      if (isWhole) outcome?.(undefined);
    } catch (error) {
      throw this.#refused(error);
    }
    if (!isWhole) throw new SanwuError('broken-file', sha256);
    return sha256;
  }

  async close(): Promise<void> {
    await this.#writing;
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#parts.released();
    await this.#parts.handle.close();
  }
}
