/** Content-addressed files on disk: `<root>/<aa>/<sha256>`, unfinished ones in `<root>/partial/`; see file-store-types.ts. */
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { classified } from '../../db/errors.ts';
import { sha256 as sha256Schema } from '../contract/content.ts';
import { type ErrorKind, LimitError, SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import { sha256Hex } from '../trust/digest.ts';
import { hashOfFile } from './file-check.ts';
import type { FileStore } from './file-store-types.ts';
import { DiskPartial } from './partial-file.ts';

const partialFolder = 'partial';
const shelfPattern = /^[0-9a-f]{2}$/;

/** A name that is 64 hex digits cannot leave the folder, whatever it was meant to do. */
function checkedHash(sha256: string): string {
  if (!sha256Schema.safeParse(sha256).success) throw new SanwuError('malformed', 'file hash');
  return sha256;
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Runs work on one file; a missing one is `missing-file`, what the disk refuses its storage kind. */
async function onFile<T>(sha256: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isMissing(error)) throw new SanwuError('missing-file', sha256, { cause: error });
    throw classified(error, sha256);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw classified(error, 'files');
  }
}

/** What the store is told, and asks. */
export interface FileStoreParts {
  /** Whether this many bytes may be taken; content never fills a disk to its brim. */
  readonly hasRoomFor?: (bytes: number) => boolean;
  /** A write was refused for this reason, or (undefined) a file was stored. */
  readonly outcome?: (kind: ErrorKind | undefined) => void;
  /** A stored file was not what its name says, and is gone: it must be fetched again. */
  readonly damaged?: (sha256: string) => void;
}

/** Files up to this size are hashed when they are first opened; larger ones by the daily check alone. Bytes. */
const hashedWhenOpened = 8 * 1024 * 1024;

export class DiskFileStore implements FileStore {
  readonly #root: string;
  readonly #parts: FileStoreParts;
  /** Files that were seen to be what their names say, by this process. */
  readonly #sound = new Set<string>();
  /** Downloads that are open: two of one file would write into each other. */
  readonly #open = new Set<string>();

  /** @param root folder of the store; made when something is stored */
  constructor(root: string, parts: FileStoreParts = {}) {
    this.#root = root;
    this.#parts = parts;
  }

  /** Runs work that writes, and tells what became of it. */
  async #writing<T>(sha256: string, work: () => Promise<T>): Promise<T> {
    try {
      return await onFile(sha256, work);
    } catch (error) {
      if (error instanceof SanwuError) this.#parts.outcome?.(error.kind);
      throw error;
    }
  }

  /** A damaged file is removed. @throws SanwuError `missing-file` then */
  async #check(sha256: string, size: number): Promise<void> {
    if (this.#sound.has(sha256) || size > hashedWhenOpened) return;
    const hash = await hashOfFile(this.path(sha256));
    if (hash === sha256) {
      this.#sound.add(sha256);
      return;
    }
    await rm(this.path(sha256), { force: true }).catch(() => undefined);
    this.#parts.damaged?.(sha256);
    throw new SanwuError('missing-file', sha256);
  }

  path(sha256: string): string {
    return path.join(this.#root, checkedHash(sha256).slice(0, 2), sha256);
  }

  #partialPath(sha256: string): string {
    return path.join(this.#root, partialFolder, checkedHash(sha256));
  }

  has(sha256: string): boolean {
    return existsSync(this.path(sha256));
  }

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    if (sha256Hex(bytes) !== checkedHash(sha256)) throw new SanwuError('broken-file', sha256);
    if (this.has(sha256)) return;
    const partial = await this.partial(sha256, bytes.length);
    try {
      await partial.restart();
      await partial.write(0, bytes);
      await partial.finish();
    } catch (error) {
      await partial.close();
      throw error;
    }
  }

  read(sha256: string, maxBytes: number): Promise<Buffer> {
    return onFile(sha256, async () => {
      await using handle = await open(this.path(sha256), 'r');
      const { size } = await handle.stat();
      if (size > maxBytes) throw new LimitError('bytes', sha256);
      return handle.readFile();
    });
  }

  openRead(sha256: string, range: { start: number; end?: number } = { start: 0 }) {
    return onFile(sha256, async () => {
      const handle = await open(this.path(sha256), 'r');
      const { size } = await handle.stat();
      try {
        await this.#check(sha256, size);
      } catch (error) {
        await handle.close();
        throw error;
      }
      const end = Math.min(range.end ?? size, size);
      const length = Math.max(0, end - range.start);
      if (length === 0) {
        await handle.close();
        return { stream: Readable.from([]), length };
      }
      // `end` of a stream is inclusive.
      return { stream: handle.createReadStream({ start: range.start, end: end - 1 }), length };
    });
  }

  async partial(sha256: string, length: number): Promise<DiskPartial> {
    if (length > limits.attachmentBytes) throw new LimitError('attachmentBytes', sha256);
    if (!(this.#parts.hasRoomFor?.(length) ?? true)) {
      this.#parts.outcome?.('storage-full');
      throw new SanwuError('storage-full', sha256);
    }
    const from = this.#partialPath(sha256);
    if (this.#open.has(sha256)) throw new SanwuError('locked', sha256);
    this.#open.add(sha256);
    try {
      return await this.#writing(sha256, async () => {
        await mkdir(path.dirname(from), { recursive: true });
        const handle: FileHandle = await open(from, 'a+');
        const target = this.path(sha256);
        const place = async () => {
          await mkdir(path.dirname(target), { recursive: true });
          await rename(from, target);
        };
        const released = () => this.#open.delete(sha256);
        const { outcome } = this.#parts;
        const partial = new DiskPartial({
          sha256,
          length,
          handle,
          place,
          discard: () => rm(from),
          released,
          ...(outcome ? { outcome } : {}),
        });
        await partial.resume();
        return partial;
      });
    } catch (error) {
      this.#open.delete(sha256);
      throw error;
    }
  }

  async remove(hashes: Iterable<string>): Promise<void> {
    for (const sha256 of hashes) {
      await onFile(sha256, async () => {
        await rm(this.path(sha256), { force: true });
        await rm(this.#partialPath(sha256), { force: true });
      });
    }
  }

  async collect(keep: ReadonlySet<string>): Promise<string[]> {
    const removed: string[] = [];
    const shelves = (await namesIn(this.#root)).filter(
      (name) => shelfPattern.test(name) || name === partialFolder,
    );
    for (const shelf of shelves) {
      for (const name of await namesIn(path.join(this.#root, shelf))) {
        if (keep.has(name) || this.#open.has(name)) continue;
        await onFile(name, () => rm(path.join(this.#root, shelf, name), { force: true, recursive: true }));
        removed.push(name);
      }
    }
    return removed;
  }
}
