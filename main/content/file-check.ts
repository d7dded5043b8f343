/** Whether the files of the store still are what their names say. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { storageErrorKind } from '../../db/errors.ts';

const shelfPattern = /^[0-9a-f]{2}$/;
const filePattern = /^[0-9a-f]{64}$/;
/** A pause after each file, so that a cheap disk stays free for pages. Milliseconds. */
const pauseMs = 5;

/** Hash of a file; undefined where it cannot be read whole (a bad sector). */
export async function hashOfFile(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  } catch (error) {
    if (storageErrorKind(error) !== 'broken-file') throw error;
    return undefined;
  }
  return hash.digest('hex');
}

/**
 * Removes every file whose bytes are not those of its name; they are fetched again then.
 * @param root folder of the store
 * @returns names of the files removed
 */
export async function removeDamagedFiles(root: string): Promise<string[]> {
  const removed: string[] = [];
  const shelves = await readdir(root).catch(() => []);
  for (const shelf of shelves.filter((name) => shelfPattern.test(name))) {
    const names = await readdir(path.join(root, shelf)).catch(() => []);
    for (const name of names.filter((each) => filePattern.test(each))) {
      const file = path.join(root, shelf, name);
      const hash = await hashOfFile(file).catch(() => name);
      if (hash !== name) {
        await rm(file, { force: true }).catch(() => undefined);
        removed.push(name);
      }
      await pause(pauseMs);
    }
  }
  return removed;
}
