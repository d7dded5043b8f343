/** The core's log: to stderr, and to rotated files in the data folder. It never holds content or a person's data. */
import path from 'node:path';
import pino from 'pino';
import { createStream } from 'rotating-file-stream';

/** Log files kept: this many, each of at most this size, so that a cheap disk is never filled by them. */
const mostFiles = 8;
const fileSize = '2M';

export type Log = pino.Logger;

/**
 * Opens the log.
 * @param folder where `core.log` and its predecessors lie; made if absent
 * @returns the logger, and a function that ends the file
 */
export function openLog(folder: string, level: pino.Level): { log: Log; close: () => Promise<void> } {
  const file = createStream('core.log', { path: path.resolve(folder), size: fileSize, maxFiles: mostFiles });
  // A full or read-only disk must not end the core: the log then goes to stderr only.
  file.on('error', () => {});
  const log = pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    pino.multistream([
      { level, stream: process.stderr },
      { level, stream: file },
    ]),
  );
  return { log, close: () => new Promise((resolve) => file.end(() => resolve())) };
}
