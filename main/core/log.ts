/** The core's log: to stderr, and to rotated files in the data folder. It never holds content or a person's data. */
import path from 'node:path';
import pino from 'pino';
import { createStream } from 'rotating-file-stream';
import { SanwuError } from '../contract/errors.ts';

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

/** Lines of a stack trace that are kept. */
const mostFrames = 6;

/**
 * An error as the log may hold it. Expected failures name a file, role or field; of anything else only the class and where
 * it was thrown: its text may quote a search, a title or a person.
 */
export function errorFields(error: unknown): Record<string, unknown> {
  if (error instanceof SanwuError) return { kind: error.kind, subject: error.subject };
  if (!(error instanceof Error)) return { thrown: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, at: frames.slice(0, mostFrames).map((line) => line.trim()) };
}
