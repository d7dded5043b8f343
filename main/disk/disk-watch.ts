/** Looks after the data disk: room, reserve, and whether what was refused would be taken by now. */
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { HealthKind } from '../contract/health.ts';
import type { Reserve } from './reserve.ts';
import { type Judgement, judge } from './space.ts';
import { DiskTroubles, diskHealthKinds } from './troubles.ts';

const tickMs = 5_000;
/** Looks between two probes of a disk that nobody has complained of: it is not written to all day long. */
const looksPerProbe = 6;
const probeBytes = 4_096;

export interface DiskWatchParts {
  readonly folder: string;
  readonly reserve: Reserve;
  /** Says what is wrong, or no longer. */
  readonly set: (kind: HealthKind, holds: boolean) => void;
  /** Tries what was refused, without waiting for a lock. @throws what still refuses it */
  readonly retry: () => void;
  /** What was refused is taken again, or there is room again. */
  readonly recovered: () => void;
}

export class DiskWatch {
  readonly #parts: DiskWatchParts;
  readonly troubles: DiskTroubles;
  #judgement: Judgement | undefined;
  #looks = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: DiskWatchParts) {
    this.#parts = parts;
    this.troubles = new DiskTroubles(() => this.#say());
  }

  start(): void {
    this.look();
    this.#timer = setInterval(() => this.look(), tickMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Whether `bytes` may be fetched: content never takes the last room, which reading and complaints need. */
  hasRoomFor(bytes: number): boolean {
    const { reserve } = this.#parts;
    const space = reserve.space();
    return space === undefined || !judge({ ...space, free: space.free - bytes }, this.#judgement).isFull;
  }

  /** One look now. */
  look(): void {
    const { reserve, recovered } = this.#parts;
    const space = reserve.space();
    const wasFull = this.#judgement?.isFull ?? false;
    this.#judgement = space && judge(space, this.#judgement);
    const isFull = this.#judgement?.isFull ?? false;
    if (this.#judgement?.hasRoomForReserve && !reserve.exists()) this.#makeReserve();
    if (this.#looks++ % looksPerProbe === 0 && !this.troubles.any) this.#probe();
    const hadTroubles = this.troubles.any;
    if (hadTroubles && !isFull && this.#isTaken()) this.troubles.clear();
    this.#say();
    if ((hadTroubles && !this.troubles.any) || (wasFull && !isFull)) recovered();
  }

  #makeReserve(): void {
    try {
      this.#parts.reserve.make();
    } catch {
      // Somebody else took the room, or the disk cannot be written: the next look tries again.
    }
  }

  /** A file system that went read-only is noticed before somebody has something to write: only a write tells (ext4, tried). */
  #probe(): void {
    try {
      this.#write(0);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EROFS' || code === 'EACCES') this.troubles.note('files', 'read-only');
    }
  }

  /** Writes and removes a small file. `bytes` of it are on the disk in between. */
  #write(bytes: number): void {
    const file = path.join(this.#parts.folder, 'disk-probe');
    const handle = openSync(file, 'w');
    try {
      if (bytes > 0) {
        writeSync(handle, Buffer.alloc(bytes, 1));
        fsyncSync(handle);
      }
    } finally {
      closeSync(handle);
      rmSync(file, { force: true });
    }
  }

  /** Whether the disk takes a few bytes, and the databases what they refused. */
  #isTaken(): boolean {
    try {
      this.#write(probeBytes);
      this.#parts.retry();
      return true;
    } catch {
      return false;
    }
  }

  #say(): void {
    const { set } = this.#parts;
    set('storage-low', this.#judgement?.isLow ?? false);
    for (const kind of diskHealthKinds) {
      const isFull = kind === 'storage-full' && (this.#judgement?.isFull ?? false);
      set(kind, isFull || this.troubles.has(kind));
    }
  }
}
