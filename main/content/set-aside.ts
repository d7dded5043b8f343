/** Content that cannot be used is set aside, not deleted: maintenance may look at it. It is a cache, so only the newest are kept. */
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { classified } from '../../db/errors.ts';

/** Sets of content files kept in `set-aside/`: the newest ones. */
export const mostSetAside = 2;
const asideFolder = 'set-aside';
/** The database last: while it lies where it belongs, a crash in between is the same damage again. */
const contentFiles = ['content.db-shm', 'content.db-wal', 'content.db'] as const;

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

function moveIfThere(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** `2026-11-22T02-49-05.123Z`: sorts by time, and is a file name everywhere. */
const nameOf = (now: number) => new Date(now).toISOString().replaceAll(':', '-');

/**
 * Moves content.db with its log into `<folder>/set-aside/<UTC time>/`. No connection to it may be open.
 * @param now UTC milliseconds, for the name alone
 * @returns the folder that it was moved to; undefined where there was no database
 * @throws SanwuError of a storage kind
 */
export function setAsideContent(folder: string, now: number = Date.now()): string | undefined {
  const aside = path.join(folder, asideFolder);
  const target = path.join(aside, nameOf(now));
  try {
    mkdirSync(target, { recursive: true });
    const moved = contentFiles.filter((file) =>
      moveIfThere(path.join(folder, file), path.join(target, file)),
    );
    if (moved.length === 0) rmSync(target, { recursive: true });
    const old = readdirSync(aside).sort().slice(0, -mostSetAside);
    for (const name of old) rmSync(path.join(aside, name), { recursive: true, force: true });
    return moved.length === 0 ? undefined : target;
  } catch (error) {
    throw classified(error, 'content.db');
  }
}

/** Deletes all that was set aside: what is erased must not lie there either (R1.5). @throws SanwuError of a storage kind */
export function dropSetAside(folder: string): void {
  try {
    rmSync(path.join(folder, asideFolder), { recursive: true, force: true });
  } catch (error) {
    throw classified(error, asideFolder);
  }
}
