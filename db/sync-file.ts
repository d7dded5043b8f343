/** A file and its name are on disk when these return. */
import { closeSync, fsyncSync, openSync } from 'node:fs';

function sync(target: string, flags: string): void {
  const handle = openSync(target, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export const syncFile = (file: string): void => sync(file, 'r+');

/** Windows has no such thing, and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r');
}
