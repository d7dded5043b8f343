/** One writer at a time: commands on one county folder queue behind each other. */
import lockfile from 'proper-lockfile';
import { SanwuError } from '../../main/contract/errors.ts';

/** A lock whose holder gave no sign for this long belonged to a killed process. ms */
const staleAfter = 5_000;

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

/** Takes the lock and returns its release. */
export async function acquireLock(
  folder: string,
  name: string,
  patience: number,
): Promise<() => Promise<void>> {
  const step = 50;
  try {
    // The library knows its locks of one process by this path, so each name needs its own; the file need not exist.
    return await lockfile.lock(`${folder}/${name}`, {
      realpath: false,
      lockfilePath: `${folder}/${name}.lock`,
      stale: staleAfter,
      update: 1_000,
      retries: { retries: Math.ceil(patience / step), factor: 1, minTimeout: step, maxTimeout: step * 2 },
    });
  } catch (cause) {
    throw new SanwuError('locked', `${name}.lock`, { cause });
  }
}
