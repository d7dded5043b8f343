/** One writer at a time: commands on one county folder queue behind each other. A killed holder's lock is taken at once. */
import { readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { SanwuError } from '../../main/contract/errors.ts';

/** A lock whose holder gave no sign for this long belonged to a killed process, on whatever machine. ms */
const staleAfter = 30_000;
/** Younger than this no other waiter takes a lock for stale, so its dead holder can be told by its process id. ms */
const safelyFresh = 25_000;
const tryEvery = 50;

/**
 * Holds `<folder>/<name>.lock` while `work` runs.
 * @param patience how long to wait for another holder, ms
 * @throws SanwuError `locked`
 */
export async function withLock<T>(
  folder: string,
  name: string,
  patience: number,
  work: () => Promise<T>,
): Promise<T> {
  const release = await acquireLock(folder, name, patience);
  try {
    return await work();
  } finally {
    await release();
  }
}

/** Takes the lock and returns its release. @throws SanwuError `locked` */
export async function acquireLock(
  folder: string,
  name: string,
  patience: number,
): Promise<() => Promise<void>> {
  const lock = path.join(folder, `${name}.lock`);
  const holder = `${lock}.holder`;
  const attempts = Math.floor(patience / tryEvery) + 1;
  for (let attempt = 1; ; attempt++) {
    try {
      // The library knows its locks of one process by the file's path: each name needs a path of its own.
      const release = await lockfile.lock(path.join(folder, name), {
        realpath: false,
        lockfilePath: lock,
        stale: staleAfter,
        update: 5_000,
        // The folder is gone, or this process stood still for so long that another took over. Every change is whole by
        // itself, so there is nothing to undo, and the library's own answer would end the process.
        onCompromised: () => undefined,
      });
      writeFileSync(holder, `${process.pid} ${os.hostname()}`);
      return async () => {
        rmSync(holder, { force: true });
        await release().catch(() => undefined);
      };
    } catch (cause) {
      if (attempt >= attempts) throw new SanwuError('locked', `${name}.lock`, { cause });
    }
    breakDeadLock(lock, holder);
    await pause(tryEvery);
  }
}

const isDead = (note: string): boolean => {
  const [pid = '', host = ''] = note.split(' ');
  return host === os.hostname() && !isAlive(Number(pid));
};

/**
 * Removes the lock of a process of this machine that is dead. Of several waiters only the one that gets hold of the note
 * (a rename) does it.
 */
function breakDeadLock(lock: string, holder: string): void {
  try {
    if (!isDead(readFileSync(holder, 'utf8'))) return;
    if (Date.now() - statSync(lock).mtimeMs > safelyFresh) return; // left to the ordinary rule for stale locks
    const claimed = `${holder}.${process.pid}`;
    renameSync(holder, claimed);
    if (isDead(readFileSync(claimed, 'utf8'))) {
      rmdirSync(lock);
      rmSync(claimed);
    } else renameSync(claimed, holder);
  } catch {
    return; // no note, or released in this moment: try again
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
