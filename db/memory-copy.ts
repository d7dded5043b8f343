/**
 * Reading as a last resort: where the log's index can neither be made nor mapped (a read-only file system, a full disk without
 * a reserve, somebody's exclusive lock), SQLite cannot open a database in WAL mode at all. A copy in the machine's memory,
 * with its log, is read as usual and has the newest commits, which `immutable` would leave out.
 */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SanwuError } from '../main/contract/errors.ts';
import { classifying } from './errors.ts';
import type { DatabaseName } from './migrate.ts';
import { databaseFile } from './open.ts';

/** Share of the free memory that a copy may take. */
const mostOfFreeMemory = 0.5;
const prefix = 'sanwu-copy-';

export interface MemoryCopy {
  /** Folder with `<name>.db`. */
  readonly folder: string;
  /** Gives the memory back; no connection to it may be open. */
  remove(): void;
}

/** Linux keeps `/dev/shm` in memory; elsewhere the system's folder for temporary files has to do. */
const memoryFolder = () => (existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir());

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Copies of processes that were killed. */
function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const [, pid] = /^sanwu-copy-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}

/**
 * Copies a database and its log. No connection of this process may be open to it: POSIX locks end with the first descriptor closed.
 * @throws SanwuError `missing-file`, `limit` (larger than half of the free memory), or a storage kind
 */
export function copyToMemory(folder: string, name: DatabaseName): MemoryCopy {
  const subject = `${name}.db`;
  const file = databaseFile(folder, name);
  const parts = [file, `${file}-wal`].filter((part) => existsSync(part));
  if (!existsSync(file)) throw new SanwuError('missing-file', subject);
  return classifying(subject, () => {
    removeLeftovers(memoryFolder());
    const bytes = parts.reduce((sum, part) => sum + statSync(part).size, 0);
    if (bytes > os.freemem() * mostOfFreeMemory) throw new SanwuError('limit', subject);
    const copy = mkdtempSync(path.join(memoryFolder(), `${prefix}${process.pid}-`));
    const remove = () => rmSync(copy, { recursive: true, force: true });
    try {
      for (const part of parts) copyFileSync(part, path.join(copy, path.basename(part)));
    } catch (error) {
      remove();
      throw error;
    }
    return { folder: copy, remove };
  });
}
