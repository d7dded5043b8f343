/** How a part of the reading says that a source is wrong; the file's reader turns it into a problem. */
import { SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import type { ProblemText } from '../../main/text/source.ts';
import { sourceFileText } from '../../main/text/source.ts';
import type { SourceProblem } from './source-types.ts';

/** One fault that ends the reading of a part (a file, a table); the other parts are read on. */
export class SourceRefusal extends SanwuError {
  readonly text: ProblemText;
  readonly line: number;
  readonly field: string;
  constructor(text: ProblemText, field = 'file', line = 1, options?: { cause?: unknown }) {
    super('refused-source', field, options);
    this.name = 'SourceRefusal';
    this.text = text;
    this.line = line;
    this.field = field;
  }
}

/** By file and line, as a person mends them. */
const order = (left: SourceProblem, right: SourceProblem): number =>
  left.file === right.file ? left.line - right.line : left.file < right.file ? -1 : 1;

// A name with control characters must not reach a terminal as it is.
const shown = (file: string): string => file.replace(/\p{Cc}/gu, '\ufffd');

/**
 * Collects the problems of all files, up to `limits.sourceProblems` and one that says there were more; and beside them the
 * warnings, as many.
 */
export class ProblemList {
  readonly #problems: SourceProblem[] = [];
  readonly #warnings: SourceProblem[] = [];

  get length(): number {
    return this.#problems.length;
  }

  /** By file and line, as a person mends them; that there were more comes last. */
  sorted(): SourceProblem[] {
    const most = limits.sourceProblems;
    return [...this.#problems.slice(0, most).sort(order), ...this.#problems.slice(most)];
  }

  add(file: string, line: number, field: string, text: ProblemText): void {
    const { length } = this.#problems;
    if (length > limits.sourceProblems) return;
    const said = length === limits.sourceProblems ? sourceFileText.tooManyProblems(length) : text;
    this.#problems.push({ file: shown(file), line, field, message: said.message, remedy: said.remedy });
  }

  /** What is published all the same, but should be looked at again. */
  warn(file: string, line: number, field: string, { message, remedy }: ProblemText): void {
    if (this.#warnings.length < limits.sourceProblems)
      this.#warnings.push({ file: shown(file), line, field, message, remedy });
  }

  warnings(): SourceProblem[] {
    return [...this.#warnings].sort(order);
  }

  /** Adds what was thrown if it is a refusal; throws everything else on. */
  addRefusal(file: string, thrown: unknown): void {
    if (!(thrown instanceof SourceRefusal)) throw thrown;
    this.add(file, thrown.line, thrown.field, thrown.text);
  }
}
