/** Content-addressed files of a terminal. Names from outside never become paths: only 64 hex digits do. */
import type { Readable } from 'node:stream';

/** A download that may go on after a restart. Bytes are written in order of arrival at their offsets. */
export interface PartialFile {
  /** Bytes that are there without a gap from the start. */
  readonly received: number;
  /** @throws LimitError past the declared length; SanwuError of a storage kind */
  write(offset: number, bytes: Uint8Array): Promise<void>;
  /** Hashes, syncs and renames into the store. @throws SanwuError `broken-file` (the partial is gone then) */
  finish(): Promise<string>;
  /** Closes and keeps what is there for the next time. */
  close(): Promise<void>;
}

export interface FileStore {
  /** Whether the whole, verified file is there. */
  has(sha256: string): boolean;
  /** Absolute path of a file that is there, for readers in this process (packs); never shown to anyone. */
  path(sha256: string): string;
  /** Stores bytes that must have this hash. @throws SanwuError `broken-file`, or a storage kind */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** Whole small file. @throws SanwuError `missing-file`; LimitError beyond `maxBytes` */
  read(sha256: string, maxBytes: number): Promise<Buffer>;
  /** `start` and `end` are bytes, end exclusive; to the file's end without. @throws SanwuError `missing-file` */
  openRead(
    sha256: string,
    range?: { start: number; end?: number },
  ): Promise<{ stream: Readable; length: number }>;
  /** Opens a download of a file of `length` bytes. @throws LimitError above `limits.attachmentBytes` */
  partial(sha256: string, length: number): Promise<PartialFile>;
  /** Removes files and partials; ones that are not there are no error. */
  remove(hashes: Iterable<string>): Promise<void>;
  /** Removes everything not in `keep`, leftovers of interrupted writes too. Returns the hashes removed. */
  collect(keep: ReadonlySet<string>): Promise<string[]>;
}
