/** What one step found. */
export interface Outcome {
  readonly passed: number;
  /** One text per failure: its name, then what it said. */
  readonly failed: readonly string[];
  /** Names of what did not run. */
  readonly skipped: readonly string[];
  /** What passed only at its second try: one text each, its name, then what it said at the first. */
  readonly unsteady?: readonly string[];
}

export interface Step {
  readonly name: string;
  run(): Promise<Outcome>;
}

function write(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function outcomeOf(step: Step): Promise<Outcome> {
  try {
    return await step.run();
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: [`${step.name}\n${said}`], skipped: [] };
  }
}

/** Runs the steps one after the other; one that fails or throws does not keep the others from running. */
export async function runSteps(steps: readonly Step[]): Promise<Outcome> {
  let passed = 0;
  const failed: string[] = [];
  const skipped: string[] = [];
  const unsteady: string[] = [];
  for (const step of steps) {
    write(`▶ ${step.name}`);
    const started = Date.now();
    const outcome = await outcomeOf(step);
    passed += outcome.passed;
    failed.push(...outcome.failed);
    skipped.push(...outcome.skipped);
    unsteady.push(...(outcome.unsteady ?? []));
    const verdict = outcome.failed.length === 0 ? '✓' : '✗';
    write(`${verdict} ${step.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  }
  return { passed, failed, skipped, unsteady };
}

/**
 * Prints failures, what was skipped and why, and as the last line the counts.
 * @param missing why parts of the machine are not there, one line each
 * @param strict a skip counts as a failure
 * @returns the exit code: 0 only where nothing failed
 */
export function printSummary(outcome: Outcome, missing: readonly string[], strict: boolean): number {
  const { unsteady = [] } = outcome;
  for (const text of unsteady) write(`\n? at the second try only: ${text}`);
  const skippedAsFailed = strict ? outcome.skipped.length : 0;
  for (const text of outcome.failed) write(`\n✗ ${text}`);
  if (outcome.skipped.length > 0) {
    write(`\nSkipped${strict ? ' (a failure, because CI=true)' : ''}:`);
    for (const name of outcome.skipped) write(`  - ${name}`);
    for (const reason of missing) write(`  because: ${reason}`);
  }
  const failed = outcome.failed.length + skippedAsFailed;
  const skipped = outcome.skipped.length - skippedAsFailed;
  write(`\n${outcome.passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}
