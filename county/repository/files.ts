/** Files that survive a crash: written beside, flushed, renamed. Content files are named by their SHA-256. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '../../main/trust/digest.ts';

const temporaryName = (file: string) => `${file}.${randomBytes(6).toString('hex')}.partial`;

/** Flushes a folder's entries, so that a rename in it survives a power cut (where the system allows it). */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces `file` by `data` as a whole or not at all; durable when it returns. */
export async function writeDurably(file: string, data: Uint8Array | string, mode = 0o644): Promise<void> {
  await placeDurably(file, data, mode);
  await flushFolder(path.dirname(file));
}

/** The same without the folder: flush that afterwards (`flushFolder`). */
export async function placeDurably(file: string, data: Uint8Array | string, mode: number): Promise<void> {
  const temporary = temporaryName(file);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Writes bytes under their hash into `folder` unless they are there. Flush the folder afterwards (`flushFolder`). */
export async function putContent(folder: string, bytes: Uint8Array): Promise<string> {
  const hash = sha256Hex(bytes);
  const file = path.join(folder, hash);
  if (!existsSync(file)) await placeDurably(file, bytes, 0o644);
  return hash;
}

/** Copies a file under its hash into `folder`, streaming; answers with what was really copied. */
export async function putContentFile(
  folder: string,
  source: string,
): Promise<{ sha256: string; length: number }> {
  const temporary = temporaryName(path.join(folder, 'incoming'));
  const hash = createHash('sha256');
  let length = 0;
  try {
    const handle = await open(temporary, 'wx', 0o644);
    try {
      for await (const chunk of createReadStream(source, { highWaterMark: 1 << 20 })) {
        hash.update(chunk as Buffer);
        length += (chunk as Buffer).length;
        await handle.write(chunk as Buffer);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    const sha256 = hash.digest('hex');
    const target = path.join(folder, sha256);
    const present = await stat(target).catch(() => undefined);
    if (present?.size === length) await rm(temporary, { force: true });
    else await rename(temporary, target);
    return { sha256, length };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Runs `work` over all values with at most `width` at a time, in order of start. */
export async function eachOf<T>(
  values: readonly T[],
  width: number,
  work: (value: T) => Promise<void>,
): Promise<void> {
  const waiting = values[Symbol.iterator]();
  const lane = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: Math.min(width, values.length) }, lane));
}

export async function makeFolder(folder: string, mode = 0o755): Promise<void> {
  await mkdir(folder, { recursive: true, mode });
}
