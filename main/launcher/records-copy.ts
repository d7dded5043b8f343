/**
 * A copy of records.db from before a version is tried: what exists nowhere else must not depend on what a broken version does to
 * it. Nobody has the database open between two versions, so plain copies of the file and its log are whole.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { flushFolder } from '../releases/durable-file.ts';
import { softwareFolder } from '../releases/software-notes.ts';

export const recordsCopyFolder = (dataDir: string) => path.join(softwareFolder(dataDir), 'before-trial');

function copyDurably(from: string, to: string): void {
  copyFileSync(from, to);
  const handle = openSync(to, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes the copy anew. A disk that refuses keeps nobody from trying: the core makes backups of its own, too. */
export function keepRecords(dataDir: string): boolean {
  const folder = recordsCopyFolder(dataDir);
  const next = `${folder}.new`;
  try {
    for (const stale of [next]) rmSync(stale, { recursive: true, force: true });
    mkdirSync(next, { recursive: true, mode: 0o700 });
    for (const name of ['records.db', 'records.db-wal']) {
      const file = path.join(dataDir, name);
      if (existsSync(file)) copyDurably(file, path.join(next, name));
    }
    flushFolder(next);
    rmSync(folder, { recursive: true, force: true });
    renameSync(next, folder);
    flushFolder(path.dirname(folder));
    return true;
  } catch {
    rmSync(next, { recursive: true, force: true });
    return false;
  }
}
