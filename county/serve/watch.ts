/** Notices new role metadata at once where the system tells, and within a quarter second where it does not. */
import { type FSWatcher, statSync, watch } from 'node:fs';

const pollEvery = 250;
/** Several files of one change come together. ms */
const settle = 5;

/** Calls `changed` after changes in the folder until the returned function is called. */
export function watchFolder(folder: string, changed: () => void): () => void {
  let seen = statSync(folder).mtimeMs;
  let pending: NodeJS.Timeout | undefined;
  const notice = () => {
    pending ??= setTimeout(() => {
      pending = undefined;
      changed();
    }, settle);
  };
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, notice);
    watcher.on('error', () => watcher?.close());
  } catch {
    watcher = undefined; // no notification on this file system: the poll below finds everything
  }
  const poll = setInterval(() => {
    const now = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    if (now === undefined || now === seen) return;
    seen = now;
    notice();
  }, pollEvery);
  return () => {
    clearInterval(poll);
    clearTimeout(pending);
    watcher?.close();
  };
}
