/** Why something the county sent was not taken: one kind for staff and the county, from whatever library threw. */
import modelErrors from '@tufjs/models/dist/error.js';
import { type ErrorKind, SanwuError } from '../contract/errors.ts';
import type { TerminalAlert } from '../contract/mqtt.ts';
import { BadVersionError, ExpiredMetadataError, RepositoryError } from './tuf-store.ts';

export type Refusal = { kind: ErrorKind; subject: string };

/** The link went away, or we are stopping: no fault of what was sent. */
const noFault: ReadonlySet<ErrorKind> = new Set(['aborted', 'unreachable', 'timeout']);

/**
 * @param subject file or role that was being taken
 * @returns undefined where nothing was refused: the link went away, or the work was stopped
 */
export function refusalOf(error: unknown, subject: string): Refusal | undefined {
  if (error instanceof SanwuError) {
    return noFault.has(error.kind) ? undefined : { kind: error.kind, subject: error.subject.slice(0, 300) };
  }
  if (error instanceof Error && error.name === 'AbortError') return undefined;
  if (error instanceof ExpiredMetadataError) return { kind: 'expired', subject };
  if (error instanceof BadVersionError) return { kind: 'rollback', subject };
  if (error instanceof modelErrors.LengthOrHashMismatchError) return { kind: 'bad-signature', subject };
  if (error instanceof modelErrors.UnsignedMetadataError) return { kind: 'bad-signature', subject };
  // TUF 5.5.5: a role vanished from the snapshot.
  if (error instanceof RepositoryError) return { kind: 'rollback', subject };
  return { kind: 'malformed', subject };
}

const alertKinds: Partial<Record<ErrorKind, TerminalAlert['kind']>> = {
  'bad-signature': 'bad-signature',
  malformed: 'bad-signature',
  'broken-file': 'broken-file',
  'foreign-content': 'foreign-content',
  rollback: 'rollback',
  limit: 'limit',
};

/** What the county is told of a refusal; undefined where it has nothing to do with it (a full disk here). */
export const alertKindOf = (kind: ErrorKind): TerminalAlert['kind'] | undefined => alertKinds[kind];
