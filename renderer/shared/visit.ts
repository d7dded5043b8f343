/** One person's stay in front of the terminal (R2.8). */
let ending = new AbortController();

/** What is asked for one person alone: given up when that person leaves. A slip that has not begun to print is dropped by it. */
const personal: ReadonlySet<string> = new Set([
  'print',
  'printFeedbackSlip',
  'printSubsidies',
  'followSlip',
  'subsidies',
  'signIn',
  'vouchers',
  'speak',
]);

/** @param path of a procedure; undefined where its answer is nobody's in particular */
export function endOfVisit(path: readonly string[]): AbortSignal | undefined {
  return personal.has(path[0] ?? '') ? ending.signal : undefined;
}

/** @param end called once, when the person leaves */
export function onEndOfVisit(end: () => void): void {
  ending.signal.addEventListener('abort', end, { once: true });
}

/** The person has left: nobody waits for their answers. */
export function endVisit(): void {
  const ended = ending;
  ending = new AbortController();
  ended.abort();
}

const holds = new Set<symbol>();

/**
 * What is on screen now must outlast the core: what was handed in has no answer yet, and its slip number comes with the answer.
 * Leaving wipes it like everything else. @returns ends it
 */
export function holdScreen(): () => void {
  const hold = Symbol('hold');
  holds.add(hold);
  return () => holds.delete(hold);
}

/** Whether a core that was started again must leave the screen as it is. */
export const isScreenHeld = (): boolean => holds.size > 0;
