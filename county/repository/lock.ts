/**
 * One writer at a time: commands on one county folder queue behind each other. The lock is a folder with its holder's name
 * in it, which comes and goes as a whole by a rename: wherever its holder is killed, the next one sees whose it was and
 * takes it at once.
 */
import { randomBytes } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SanwuError } from '../../main/contract/errors.ts';

/** A lock whose holder gave no sign for this long belonged to a killed process, on whatever machine. ms */
const staleAfter = 30_000;
const signEvery = 5_000;
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
  const own = `${lock}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const attempts = Math.floor(patience / tryEvery) + 1;
  try {
    removeRemains(folder, `${name}.lock.`);
    const holder = `${process.pid} ${os.hostname()} ${path.basename(own)}`;
    mkdirSync(own);
    writeFileSync(noteIn(own), holder);
    for (let attempt = 1; attempt <= attempts; attempt++) {
      if (attempt > 1) await pause(tryEvery);
      if (take(own, lock)) return keep(lock, own, holder);
      breakDeadLock(lock, own);
    }
  } catch (cause) {
    rmSync(own, { recursive: true, force: true });
    throw new SanwuError('locked', `${name}.lock`, { cause });
  }
  rmSync(own, { recursive: true, force: true });
  throw new SanwuError('locked', `${name}.lock`);
}

const noteIn = (lock: string) => path.join(lock, 'holder');

function holderOf(lock: string): string | undefined {
  try {
    return readFileSync(noteIn(lock), 'utf8');
  } catch {
    return undefined; // none, or released in this moment
  }
}

/** A folder cannot be renamed to one that has something in it: only one of several gets the name. */
function take(own: string, lock: string): boolean {
  touch(own); // it counts as a sign of life once it has the lock's name
  try {
    renameSync(own, lock);
    return true;
  } catch (error) {
    if (holderOf(lock) === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    return false;
  }
}

function touch(folder: string): void {
  const now = new Date();
  utimesSync(folder, now, now);
}

/** Signs of life until it is released. A process that stood still may have lost the lock: what has another's name stays. */
function keep(lock: string, own: string, holder: string): () => Promise<void> {
  const timer = setInterval(() => {
    if (holderOf(lock) === holder) touch(lock);
    else clearInterval(timer);
  }, signEvery).unref();
  return async () => {
    clearInterval(timer);
    if (holderOf(lock) !== holder) return;
    renameSync(lock, own);
    rmSync(own, { recursive: true, force: true });
  };
}

function isDead(holder: string): boolean {
  const [pid = '', host = ''] = holder.split(' ');
  return host === os.hostname() && !isAlive(Number(pid));
}

function isStale(lock: string): boolean {
  const stat = statSync(lock, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > staleAfter;
}

/** Removes the lock of a process of this machine that is dead, or of any that has given no sign of life for long. */
function breakDeadLock(lock: string, own: string): void {
  const holder = holderOf(lock);
  if (!isStale(lock) && (holder === undefined || !isDead(holder))) return;
  const grave = `${own}.grave`;
  try {
    renameSync(lock, grave);
    // Another waiter was faster and somebody holds it by now: it is theirs.
    if (holderOf(grave) !== holder) renameSync(grave, lock);
    else rmSync(grave, { recursive: true, force: true });
  } catch {
    return; // released in this moment: try again
  }
}

/** What killed waiters left. A living one touches its folder all the time. */
function removeRemains(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (name.startsWith(prefix) && isStale(file)) rmSync(file, { recursive: true, force: true });
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
