/** Opening, reading and hashing files of a source folder: never outside it, never more than a limit, never while they change. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { limits } from '../../main/contract/limits.ts';
import { attachmentText, sourceFileText } from '../../main/text/source.ts';
import { isPlainLine } from './plain-text.ts';
import { SourceRefusal } from './refusal.ts';

/** A file of a source: where it lies (resolved), and what people call it (argument plus path below it). */
export type SourceFile = { path: string; shown: string };

const absent = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ERR_INVALID_ARG_VALUE']);
const refusedBySystem = new Set(['EACCES', 'EPERM', 'EIO', 'ELOOP', 'EISDIR']);

/** The refusal that a failed file operation means, or the failure itself when it is a fault of the machine. */
function fileRefusal(thrown: unknown): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (absent.has(code)) return new SourceRefusal(sourceFileText.notFound(), 'file', 1, { cause: thrown });
  if (refusedBySystem.has(code)) {
    return new SourceRefusal(sourceFileText.unreadable(), 'file', 1, { cause: thrown });
  }
  return thrown;
}

/** Runs a file operation; what the person can mend becomes a SourceRefusal. */
export async function onFile<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (thrown) {
    throw fileRefusal(thrown);
  }
}

/** The name under which a file is shown: NFC, without control or direction characters, of bounded length. */
export function shownName(filePath: string): string {
  const name = path.basename(filePath).normalize('NFC');
  if (!isPlainLine(name)) throw new SourceRefusal(sourceFileText.badName());
  if (name.length > limits.fileNameCharacters) {
    throw new SourceRefusal(sourceFileText.nameTooLong(limits.fileNameCharacters));
  }
  return name;
}

const pathIsPlain = (name: string): boolean =>
  name !== '' &&
  isPlainLine(name) &&
  !/[\\:*?"<>|]/.test(name) &&
  !name.startsWith('/') &&
  name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/** Finds `name` in a folder as written, or as its NFC twin (macOS writes NFD). */
async function locate(folder: string, name: string): Promise<string> {
  let here = folder;
  for (const part of name.split('/')) {
    const exact = path.join(here, part);
    const found = await lstat(exact).then(
      () => exact,
      () => undefined,
    );
    if (found) here = found;
    else {
      const wanted = part.normalize('NFC');
      const names = await readdir(here);
      const twin = names.find((candidate) => candidate.normalize('NFC') === wanted);
      if (twin === undefined) throw new SourceRefusal(attachmentText.missing(name));
      here = path.join(here, twin);
    }
  }
  return here;
}

/**
 * The file that a source names, below the source's own folder and inside `root` (both resolved) also after links.
 * @throws SourceRefusal
 */
export async function namedFile(root: string, folder: SourceFile, name: string): Promise<SourceFile> {
  if (!pathIsPlain(name)) throw new SourceRefusal(attachmentText.path(name));
  try {
    const resolved = await realpath(await locate(folder.path, name));
    requireInside(root, resolved);
    return { path: resolved, shown: path.join(folder.shown, name) };
  } catch (thrown) {
    if (thrown instanceof SourceRefusal) throw thrown;
    const refusal = fileRefusal(thrown);
    if (!(refusal instanceof SourceRefusal)) throw refusal;
    throw new SourceRefusal(attachmentText.missing(name), 'file', 1, { cause: thrown });
  }
}

/** Throws unless a resolved path lies below the resolved root. */
export function requireInside(root: string, resolved: string): void {
  const below = path.relative(root, resolved);
  if (below === '' || below.startsWith('..') || path.isAbsolute(below)) {
    throw new SourceRefusal(sourceFileText.outside());
  }
}

async function openRegular(file: string, limit: number): Promise<{ handle: FileHandle; size: number }> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new SourceRefusal(sourceFileText.notAFile());
    if (found.size > limit) throw new SourceRefusal(sourceFileText.tooLarge(limit));
    return { handle, size: found.size };
  } catch (thrown) {
    await handle.close();
    throw thrown;
  }
}

const blockBytes = 1_048_576;

/** Reads a whole file block by block; a file that grows past its size at opening, or shrinks, is being changed. */
async function eachBlock(file: string, limit: number, take: (block: Buffer) => void): Promise<number> {
  const { handle, size } = await openRegular(file, limit);
  try {
    const before = await handle.stat();
    const block = Buffer.allocUnsafe(Math.min(blockBytes, size + 1));
    let position = 0;
    for (;;) {
      const { bytesRead } = await handle.read(block, 0, block.length, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      if (position > size) throw new SourceRefusal(sourceFileText.changed());
      take(block.subarray(0, bytesRead));
    }
    const after = await handle.stat();
    if (position !== size || after.mtimeMs !== before.mtimeMs || after.size !== size) {
      throw new SourceRefusal(sourceFileText.changed());
    }
    return size;
  } finally {
    await handle.close();
  }
}

/** All bytes of a regular file of at most `limit` bytes. @throws SourceRefusal */
export async function readBytes(file: string, limit: number): Promise<Buffer> {
  const blocks: Buffer[] = [];
  await onFile(() => eachBlock(file, limit, (block) => blocks.push(Buffer.from(block))));
  return Buffer.concat(blocks);
}

/** Hash and length of what was read of a regular file, and its first `headBytes`. @throws SourceRefusal */
export async function hashFile(
  file: string,
  limit: number,
  headBytes: number,
): Promise<{ sha256: string; length: number; head: Buffer }> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  const length = await onFile(() =>
    eachBlock(file, limit, (block) => {
      hash.update(block);
      if (head.length < headBytes) head = Buffer.concat([head, block.subarray(0, headBytes - head.length)]);
    }),
  );
  return { sha256: hash.digest('hex'), length, head };
}

/** Text of a clerk's file: UTF-8 with or without mark, UTF-16 with its mark, else GB18030. @throws SourceRefusal */
export function decodeText(bytes: Uint8Array): string {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of mark) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch (thrown) {
      if (!(thrown instanceof TypeError)) throw thrown;
    }
  }
  throw new SourceRefusal(sourceFileText.encoding());
}

/** Files of the sources that some item spoke of, so that those which nobody names can be told to the person. */
export class NamedFiles {
  readonly #files = new Set<string>();
  readonly #unclear: string[] = [];

  /** A file that an item names, by its resolved path. */
  add(file: string): void {
    this.#files.add(file);
  }

  /** A folder with an item that could not be read: what it names is not known. */
  addUnclear(folder: string): void {
    this.#unclear.push(folder + path.sep);
  }

  covers(file: string): boolean {
    return this.#files.has(file) || this.#unclear.some((folder) => file.startsWith(folder));
  }
}
