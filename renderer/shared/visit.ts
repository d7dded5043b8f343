/** One person's stay in front of the terminal (R2.8). */
let ending = new AbortController();

/** What is asked for one person alone: given up when that person leaves. A slip that has not begun to print is dropped by it. */
const personal: ReadonlySet<string> = new Set([
  'print',
  'printFeedbackSlip',
  'printSubsidies',
  'followSlip',
  'subsidies',
  'speak',
]);

/** @param path of a procedure; undefined where its answer is nobody's in particular */
export function endOfVisit(path: readonly string[]): AbortSignal | undefined {
  return personal.has(path[0] ?? '') ? ending.signal : undefined;
}

/** The person has left: nobody waits for their answers. */
export function endVisit(): void {
  ending.abort();
  ending = new AbortController();
}
