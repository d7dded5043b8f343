/**
 * Where a county's files come from: over MQTT or from a folder. A source is a pipe and never the truth: whatever it
 * gives is verified by what is signed (design.md, "Content and trust").
 */
import type { LimitName } from '../contract/limits.ts';

export type ReadOptions = {
  /** The most that is taken, bytes, and the name under which more is refused. */
  maxBytes: number;
  limit: LimitName;
  /** Where signed metadata says it: another length is refused. */
  expectedLength?: number;
  signal: AbortSignal;
};

/** Takes the pieces of one file in any order; `limits.chunkBytes` each, the last one shorter. */
export type Sink = {
  has(offset: number): boolean;
  write(offset: number, bytes: Uint8Array): Promise<void>;
};

export type DownloadOptions = {
  /** Signed length, bytes. */
  length: number;
  sink: Sink;
  signal: AbortSignal;
  /** Background work waits behind everything else. */
  background: boolean;
};

/** The county's answer to a time request, not verified yet. `at`: UTC ms. */
export type TimeAnswer = { nonce: string; at: number; keyid: string; signature: string };

export type ContentSource = {
  readonly kind: 'mqtt' | 'folder';
  /** By role, what this machine itself had trusted: where a client begins that has lost everything else. */
  readonly metadata?: ReadonlyMap<string, Uint8Array>;
  /** Whether asking makes sense now. */
  available(): boolean;
  /**
   * A small file whole.
   * @throws LimitError; SanwuError `missing-file`, `broken-file`, `unreachable` or `aborted`
   */
  read(path: string, options: ReadOptions): Promise<Uint8Array>;
  /**
   * A file of known length into a sink that may have parts of it already. Errors as `read`.
   */
  download(path: string, options: DownloadOptions): Promise<void>;
  /** Undefined where the source has no clock, or does not answer in time. */
  askTime(nonce: string, signal: AbortSignal): Promise<TimeAnswer | undefined>;
};
