/**
 * A file that is only there to be deleted: its room lets databases open and a complaint be written when the disk is full
 * (design.md, "Data on disk"). Content never gets at it: nothing is fetched where less than `limits.freeBytesKept` is free.
 */
import { randomFillSync } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { limits } from '../contract/limits.ts';
import { reserveSize, type Space } from './space.ts';

const pieceBytes = 256 * 1024;

export class Reserve {
  readonly #folder: string;

  /** @param folder the data folder */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get #file(): string {
    return path.join(this.#folder, 'reserve');
  }

  /** Room on the disk; undefined where the system does not say. */
  space(): Space | undefined {
    try {
      const { bavail, bsize, blocks } = statfsSync(this.#folder);
      return { free: bavail * bsize, total: blocks * bsize };
    } catch {
      return undefined;
    }
  }

  /** Whether it is there: it gets its name when it is whole. */
  exists(): boolean {
    return statSync(this.#file, { throwIfNoEntry: false }) !== undefined;
  }

  /** Gives its room to who needs it now. False: there was none. */
  release(): boolean {
    try {
      if (!this.exists()) return false;
      rmSync(this.#file);
      return true;
    } catch {
      return false;
    }
  }

  /** Gives its room away where the disk is so full that not even reading would work. To be called before databases are opened. */
  releaseIfFull(): boolean {
    const space = this.space();
    return space !== undefined && space.free < limits.bytesToOpen && this.release();
  }

  /** Makes it: bytes that no file system can leave out or press together. @throws what the file system throws; nothing is left then */
  make(): void {
    const size = reserveSize(this.space()?.total ?? 0);
    if (this.exists() || size === 0) return;
    const draft = `${this.#file}.unfinished`;
    mkdirSync(this.#folder, { recursive: true });
    try {
      const handle = openSync(draft, 'w');
      try {
        const piece = randomFillSync(Buffer.allocUnsafe(pieceBytes));
        for (let written = 0; written < size; written += piece.length) {
          writeSync(handle, piece, 0, Math.min(piece.length, size - written));
        }
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(draft, this.#file);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  }
}
