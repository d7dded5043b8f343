/** From any failure to what the person reads, and to the exit code of conventions.md. */
import { SanwuError } from '../../main/contract/errors.ts';
import { failureText, refusalText, unexpectedFailure } from '../../main/text/county.ts';
import { CountyRefusal, SourceRefused } from '../publish/refusal.ts';
import type { SourceProblem } from '../source/source-types.ts';

export const exitCodes = { done: 0, failed: 1, usage: 2, refused: 3 } as const;

/** The command line itself is wrong. */
export class UsageError extends Error {
  readonly remedy: string;
  readonly field: string;
  constructor(message: string, remedy: string, field = '') {
    super(message);
    this.name = 'UsageError';
    this.remedy = remedy;
    this.field = field;
  }
}

/** A file that a command takes (settings) has mistakes; not a publishing source. */
export class FileRefused extends Error {
  readonly problems: SourceProblem[];
  constructor(problems: SourceProblem[]) {
    super('file refused');
    this.name = 'FileRefused';
    this.problems = problems;
  }
}

export type Failure = { exitCode: number; problems: SourceProblem[] };

const single = (file: string, text: { message: string; remedy: string }, field = ''): SourceProblem[] => [
  { file, line: 0, field, ...text },
];

export function describeFailure(error: unknown): Failure {
  if (error instanceof SourceRefused || error instanceof FileRefused)
    return { exitCode: exitCodes.refused, problems: error.problems };
  if (error instanceof UsageError) {
    const { message, remedy, field } = error;
    return { exitCode: exitCodes.usage, problems: single('', { message, remedy }, field) };
  }
  if (error instanceof CountyRefusal)
    return { exitCode: exitCodes.failed, problems: single('', refusalText[error.reason](error.subject)) };
  if (error instanceof SanwuError) {
    const text = failureText[error.kind] ?? unexpectedFailure;
    return { exitCode: exitCodes.failed, problems: single('', text(error.subject)) };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { exitCode: exitCodes.failed, problems: single('', unexpectedFailure(message)) };
}
