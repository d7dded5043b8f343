/** The error tree. Callers branch on class or `kind`, never on text; texts for people are in main/text/errors.ts. */

export type ErrorKind =
  | 'bad-signature'
  | 'rollback'
  | 'expired'
  | 'foreign-content'
  | 'limit'
  | 'malformed'
  | 'broken-file'
  | 'missing-file'
  | 'not-found'
  | 'forbidden'
  | 'unreachable'
  | 'timeout'
  | 'storage-full'
  | 'read-only'
  | 'future-database'
  | 'bad-config'
  | 'refused-source'
  | 'wrong-passphrase'
  | 'locked'
  | 'aborted';

/** An expected failure. `subject` names the file, role or field; it never holds content or a person's data. */
export class SanwuError extends Error {
  readonly kind: ErrorKind;
  readonly subject: string;
  constructor(kind: ErrorKind, subject: string, options?: { cause?: unknown; detail?: string }) {
    super(`${kind}: ${subject}${options?.detail ? ` (${options.detail})` : ''}`, { cause: options?.cause });
    this.name = 'SanwuError';
    this.kind = kind;
    this.subject = subject;
  }
}

/** Outside input went over a named limit of limits.ts. */
export class LimitError extends SanwuError {
  readonly limit: string;
  constructor(limit: string, subject: string) {
    super('limit', subject, { detail: limit });
    this.name = 'LimitError';
    this.limit = limit;
  }
}
