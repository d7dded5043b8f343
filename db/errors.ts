/** What SQLite's result codes mean to the product (design.md, "Data on disk"). */
import { type ErrorKind, SanwuError } from '../main/contract/errors.ts';

const kindsByCode: readonly (readonly [prefix: string, kind: ErrorKind])[] = [
  ['SQLITE_FULL', 'storage-full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_CANTOPEN', 'read-only'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_CORRUPT', 'broken-file'],
  ['SQLITE_NOTADB', 'broken-file'],
  // A full disk has no room for the log's index (tried on tmpfs and ext4).
  ['SQLITE_IOERR_SHMSIZE', 'storage-full'],
  ['SQLITE_IOERR_READ', 'broken-file'],
  ['SQLITE_IOERR_SHORT_READ', 'broken-file'],
  ['SQLITE_IOERR_DATA', 'broken-file'],
  ['SQLITE_IOERR_CORRUPTFS', 'broken-file'],
  // What the system refuses to write, sync, lock or map: a file system gone read-only, or a disk that fails.
  ['SQLITE_IOERR', 'read-only'],
];

const ioKinds: Readonly<Record<string, ErrorKind>> = {
  ENOSPC: 'storage-full',
  EDQUOT: 'storage-full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  // A bad sector: what lies there is fetched again, or salvaged.
  EIO: 'broken-file',
};

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // drizzle wraps what the driver threw
  return error.cause === undefined ? undefined : codeOf(error.cause);
}

/** Kind of an error of SQLite or of the file system, by its code; `undefined` for what is a bug. */
export function storageErrorKind(error: unknown): ErrorKind | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  return ioKinds[code] ?? kindsByCode.find(([prefix]) => code.startsWith(prefix))?.[1];
}

/** The error as a SanwuError where its code is an expected failure, as it is otherwise. `subject`: the database's name. */
export function classified(error: unknown, subject: string): unknown {
  if (error instanceof SanwuError) return error;
  const kind = storageErrorKind(error);
  return kind === undefined ? error : new SanwuError(kind, subject, { cause: error });
}

/** Runs `work` and throws what went wrong as a SanwuError where it is an expected failure. */
export function classifying<T>(subject: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw classified(error, subject);
  }
}
