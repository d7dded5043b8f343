/** Why the county end refuses a command: an expected answer, not a fault. */
import { type ErrorKind, SanwuError } from '../../main/contract/errors.ts';
import type { SourceProblem } from '../source/source-types.ts';

const refusalReasons = [
  'county-exists',
  'root-folder-in-use',
  'division-exists',
  'terminal-exists',
  'file-exists',
  'wrong-division',
  'unknown-township',
  'foreign-signer',
  'unknown-item',
  'already-withdrawn',
  'already-erased',
  'id-taken',
  'id-foreign',
  'one-item-expected',
  'nothing-to-publish',
  'kind-needed',
  'key-not-revocable',
  'unknown-role',
  'root-keys-needed',
  'unknown-case',
  'unreadable-case',
  'answer-private',
  'already-answered',
  'answered-privately',
  'not-a-package',
  'software-taken',
  'unknown-software',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** `reason` says what is wrong; `subject` names the item, code or file concerned. */
export class CountyRefusal extends SanwuError {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, subject: string, kind: ErrorKind = 'forbidden') {
    super(kind, subject, { detail: reason });
    this.name = 'CountyRefusal';
    this.reason = reason;
  }
}

/** A source has mistakes; nothing was published. All of them are listed. */
export class SourceRefused extends SanwuError {
  readonly problems: SourceProblem[];
  constructor(problems: SourceProblem[]) {
    super('refused-source', problems[0]?.file ?? '');
    this.name = 'SourceRefused';
    this.problems = problems;
  }
}
