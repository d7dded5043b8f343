/** Unpacks a release's archive into an empty folder; nothing outside it is touched, whatever the archive says. */
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { LimitError, SanwuError } from '../contract/errors.ts';
import { blockBytes, paddingOf, readHeader, type TarEntry } from './tar-format.ts';

export type UnpackLimits = {
  /** Files and folders. */
  entries: number;
  /** Bytes of all files together. */
  bytes: number;
};

const archive = 'archive';

/** Takes an archive's bytes in pieces of any size and writes what they hold. */
class Unpacker {
  readonly #folder: string;
  readonly #limits: UnpackLimits;
  readonly #seen = new Set<string>();
  readonly folders = new Set<string>();
  #rest = Buffer.alloc(0);
  #entry: TarEntry | undefined;
  #handle: FileHandle | undefined;
  /** Bytes of the present file, and of its filling, that are still to come. */
  #left = 0;
  #padding = 0;
  #ended = false;
  bytes = 0;
  files = 0;

  constructor(folder: string, unpackLimits: UnpackLimits) {
    this.#folder = folder;
    this.#limits = unpackLimits;
  }

  async take(piece: Buffer): Promise<void> {
    let rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    while (rest.length > 0 && !this.#ended) {
      const used = await this.#step(rest);
      if (used === 0) break;
      rest = rest.subarray(used);
    }
    // After the end only the filling of the last record may come; it is not looked at.
    this.#rest = this.#ended ? Buffer.alloc(0) : Buffer.from(rest);
  }

  /** Returns how many bytes were used; 0: more are needed. */
  async #step(bytes: Buffer): Promise<number> {
    if (this.#left > 0) {
      const part = bytes.subarray(0, this.#left);
      await this.#handle?.writeFile(part);
      this.#left -= part.length;
      if (this.#left === 0) await this.#closeFile();
      return part.length;
    }
    if (this.#padding > 0) {
      const used = Math.min(this.#padding, bytes.length);
      this.#padding -= used;
      return used;
    }
    if (bytes.length < blockBytes) return 0;
    const entry = readHeader(bytes.subarray(0, blockBytes));
    if (entry) await this.#begin(entry);
    else this.#ended = true;
    return blockBytes;
  }

  async #begin(entry: TarEntry): Promise<void> {
    if (entry.path === '') return;
    // Two names that differ in case alone are one file on Windows.
    const name = entry.path.toLowerCase();
    if (this.#seen.has(name)) throw new SanwuError('malformed', archive, { detail: 'repeated name' });
    this.#seen.add(name);
    if (this.#seen.size > this.#limits.entries) throw new LimitError('softwareFiles', archive);
    this.bytes += entry.size;
    if (this.bytes > this.#limits.bytes) throw new LimitError('softwareUnpackedBytes', archive);
    const target = path.join(this.#folder, entry.path);
    const parent = entry.kind === 'folder' ? target : path.dirname(target);
    await mkdir(parent, { recursive: true });
    this.folders.add(parent);
    if (entry.kind === 'folder') return;
    this.files++;
    this.#entry = entry;
    // `wx`: never through a link, never over something that is there.
    this.#handle = await open(target, 'wx', entry.executable ? 0o755 : 0o644);
    this.#left = entry.size;
    if (this.#left === 0) await this.#closeFile();
  }

  async #closeFile(): Promise<void> {
    this.#padding = paddingOf(this.#entry?.size ?? 0);
    const handle = this.#handle;
    this.#handle = undefined;
    try {
      await handle?.sync();
    } finally {
      await handle?.close();
    }
  }

  /** @throws SanwuError `malformed` where the archive was cut off */
  finish(): void {
    if (!this.#ended || this.#handle) throw new SanwuError('malformed', archive, { detail: 'cut off' });
  }

  async abandon(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }
}

async function flush(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Unpacks a gzip-compressed tar into `folder`, which must be empty. Files and folders are on disk when it returns; after an error
 * the folder holds a part of them.
 * @throws SanwuError `malformed` (damaged, cut off, or something in it that is neither file nor folder); LimitError; errors of the disk
 */
export async function unpackArchive(
  file: string,
  folder: string,
  unpackLimits: UnpackLimits,
  signal?: AbortSignal,
): Promise<{ files: number; bytes: number }> {
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  source.once('error', (error) => gunzip.destroy(error));
  const unpacker = new Unpacker(folder, unpackLimits);
  try {
    for await (const piece of source.pipe(gunzip)) {
      signal?.throwIfAborted();
      await unpacker.take(piece as Buffer);
    }
    unpacker.finish();
  } catch (error) {
    await unpacker.abandon();
    throw isDamaged(error) ? new SanwuError('malformed', archive, { cause: error }) : error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
  for (const each of [...unpacker.folders, folder]) await flush(each);
  return { files: unpacker.files, bytes: unpacker.bytes };
}

/** zlib's own errors: not gzip, damaged, cut off. */
function isDamaged(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code));
}
