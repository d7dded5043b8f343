/** Reading parts of public files for terminals. Immutable files stay open, a bounded number of them. */
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { limits } from '../../main/contract/limits.ts';
import type { CountyFolder } from '../repository/folder.ts';

/** `bytes` is at most as long as asked for; `total` the whole file's size. */
export type FilePart = { status: 'ok'; bytes: Buffer; total: number } | { status: 'missing' };

type OpenFile = { handle: Promise<FileHandle>; users: number; retired: boolean };

export class ContentFiles {
  readonly #repository: string;
  /** Least recently used first. */
  readonly #open = new Map<string, OpenFile>();

  constructor(folder: CountyFolder) {
    this.#repository = folder.repository;
  }

  /** @param name a path that `repositoryPath` of the contract has checked */
  async read(name: string, offset: number, length: number): Promise<FilePart> {
    const file = this.#take(name);
    try {
      const handle = await file.handle;
      const { size, nlink } = await handle.stat();
      if (nlink === 0) {
        // Erased since it was opened: what is deleted is not given out any more.
        this.#retire(name, file);
        return { status: 'missing' };
      }
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      return { status: 'ok', bytes: buffer.subarray(0, bytesRead), total: size };
    } catch {
      this.#retire(name, file);
      return { status: 'missing' };
    } finally {
      file.users -= 1;
      this.#closeIfIdle(file);
    }
  }

  async close(): Promise<void> {
    const files = [...this.#open.values()];
    this.#open.clear();
    await Promise.allSettled(files.map(async ({ handle }) => (await handle).close()));
  }

  #take(name: string): OpenFile {
    const known = this.#open.get(name);
    if (known) {
      known.users += 1;
      this.#open.delete(name);
      this.#open.set(name, known);
      return known;
    }
    const handle = open(path.join(this.#repository, ...name.split('/')), 'r');
    handle.catch(() => undefined);
    // timestamp.json is replaced by every signature, so it is never kept open.
    const kept = name !== 'metadata/timestamp.json';
    const file: OpenFile = { handle, users: 1, retired: !kept };
    if (kept) this.#open.set(name, file);
    this.#makeRoom();
    return file;
  }

  #makeRoom(): void {
    for (const [name, file] of this.#open) {
      if (this.#open.size <= limits.openFiles) return;
      this.#retire(name, file);
      this.#closeIfIdle(file);
    }
  }

  #retire(name: string, file: OpenFile): void {
    file.retired = true;
    if (this.#open.get(name) === file) this.#open.delete(name);
  }

  #closeIfIdle(file: OpenFile): void {
    if (!file.retired || file.users > 0) return;
    file.handle.then((handle) => handle.close()).catch(() => undefined);
  }
}
