/**
 * A county folder on a USB stick or disk (its `repository`): the same files without MQTT. The stick may come and go, and
 * may hold anything: only plain files under fixed names are read, links are not followed.
 */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { LimitError, SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import { repositoryPath } from '../contract/mqtt.ts';
import type { ContentSource, DownloadOptions, ReadOptions, TimeAnswer } from './source.ts';

const pollMs = 1_000;
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

export class FolderSource implements ContentSource {
  readonly kind = 'folder';
  readonly #folder: string;
  #timer: NodeJS.Timeout | undefined;
  #present = false;
  #mark = '';

  constructor(folder: string) {
    this.#folder = folder;
  }

  available(): boolean {
    return this.#present;
  }

  /** Calls `appeared` whenever there is a timestamp that was not there before; looks every second. */
  watch(appeared: () => void, changed: () => void): void {
    const look = async () => {
      const mark = await this.#look();
      const present = mark !== '';
      const isNew = present && mark !== this.#mark;
      if (present !== this.#present) {
        this.#present = present;
        changed();
      }
      this.#mark = mark;
      if (isNew) appeared();
      if (this.#timer !== undefined) this.#timer = setTimeout(look, pollMs);
    };
    this.#timer = setTimeout(look, 0);
  }

  unwatch(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<string> {
    try {
      const found = await lstat(join(this.#folder, 'metadata', 'timestamp.json'));
      return found.isFile() ? `${found.ino}.${found.size}.${found.mtimeMs}` : '';
    } catch {
      return '';
    }
  }

  async #open(path: string): Promise<FileHandle> {
    if (!repositoryPath.safeParse(path).success) throw new SanwuError('missing-file', 'odd name');
    const [folder = '', name = ''] = path.split('/');
    try {
      // The folder itself may be a link (a mount point); what lies in it must not be.
      if (!(await lstat(join(this.#folder, folder))).isDirectory())
        throw new SanwuError('missing-file', path);
      const file = await open(join(this.#folder, folder, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
      if ((await file.stat()).isFile()) return file;
      await file.close();
    } catch (cause) {
      const gone = ['ENOENT', 'ELOOP', 'ENOTDIR', 'ENXIO', 'EMLINK'].includes(String(codeOf(cause)));
      if (!gone && !(cause instanceof SanwuError)) throw new SanwuError('unreachable', path, { cause });
    }
    throw new SanwuError('missing-file', path);
  }

  async read(path: string, options: ReadOptions): Promise<Uint8Array> {
    const file = await this.#open(path);
    try {
      const { size } = await file.stat();
      if (size > options.maxBytes) throw new LimitError(options.limit, path);
      checkLength(size, options.expectedLength, path);
      return await readExactly(file, 0, size, path);
    } finally {
      await file.close();
    }
  }

  async download(path: string, options: DownloadOptions): Promise<void> {
    const file = await this.#open(path);
    try {
      checkLength((await file.stat()).size, options.length, path);
      for (let offset = 0; offset < options.length; offset += limits.chunkBytes) {
        options.signal.throwIfAborted();
        if (options.sink.has(offset)) continue;
        const length = Math.min(limits.chunkBytes, options.length - offset);
        await options.sink.write(offset, await readExactly(file, offset, length, path));
      }
    } finally {
      await file.close();
    }
  }

  async askTime(): Promise<TimeAnswer | undefined> {
    return undefined;
  }
}

function checkLength(size: number, expected: number | undefined, path: string): void {
  if (expected === undefined || size === expected) return;
  if (size > expected) throw new LimitError('declaredLength', path);
  throw new SanwuError('broken-file', path);
}

async function readExactly(
  file: FileHandle,
  offset: number,
  length: number,
  path: string,
): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file
      .read(buffer, filled, length - filled, offset + filled)
      .catch((cause: unknown) => {
        throw new SanwuError('unreachable', path, { cause });
      });
    if (bytesRead === 0) throw new SanwuError('broken-file', path);
    filled += bytesRead;
  }
  return buffer;
}
