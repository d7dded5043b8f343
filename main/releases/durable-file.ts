/** Files that survive a power cut: written beside, flushed, renamed, the folder flushed. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Flushes a folder's entries; Windows does it by itself and refuses to be asked. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Replaces `file` by `text` as a whole or not at all; durable when it returns. One writer a file. */
export function replaceFile(file: string, text: string): void {
  const next = `${file}.new`;
  const handle = openSync(next, 'w', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
  flushFolder(path.dirname(file));
}

/** Removes a file, durably; one that is not there is no error. */
export function removeFile(file: string): void {
  rmSync(file, { force: true });
  flushFolder(path.dirname(file));
}

/** Text of a file; undefined where there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
