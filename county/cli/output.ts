/** What commands print: sentences for people, or one JSON line per result. */
import { resultText } from '../../main/text/county.ts';
import type { ItemResult } from '../publish/desk.ts';
import type { SourceProblem } from '../source/source-types.ts';

export type Output = {
  json: boolean;
  line: (text: string) => void;
  errorLine: (text: string) => void;
};

export const processOutput = (json: boolean): Output => ({
  json,
  line: (text) => process.stdout.write(`${text}\n`),
  errorLine: (text) => process.stderr.write(`${text}\n`),
});

/** One result, said in one of the two ways. */
export function printResult(output: Output, value: unknown, text: string): void {
  output.line(output.json ? JSON.stringify(value) : text);
}

export function printItem(output: Output, item: ItemResult): void {
  const { id, version, digest, state } = item;
  const text = resultText.item(id, version, digest.slice(0, 8), resultText.stateOf[state] ?? state);
  printResult(output, { id, version, digest, state }, text);
}

/** What was published all the same but should be looked at again: always on stderr, as JSON lines or as sentences. */
export function printWarnings(output: Output, warnings: readonly SourceProblem[]): void {
  for (const { file, line, field, message, remedy } of warnings) {
    const text = resultText.warning(resultText.problem(file, line, field, message, remedy));
    output.errorLine(
      output.json ? JSON.stringify({ warning: true, file, line, field, message, remedy }) : text,
    );
  }
}

/** Mistakes: as JSON lines on stdout like results, as sentences on stderr. */
export function printProblems(output: Output, problems: readonly SourceProblem[]): void {
  for (const { file, line, field, message, remedy } of problems) {
    if (output.json) output.line(JSON.stringify({ file, line, field, message, remedy }));
    else output.errorLine(resultText.problem(file, line, field, message, remedy));
  }
}
