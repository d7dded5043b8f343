// Which benches run, and what is said of each: one JSON line. `npm run bench` hands it what build/bench/ has.

/** What one run of a bench found. */
export interface Measurement {
  /** The product's figure, in `unit`. */
  readonly value: number;
  readonly unit: string;
  /** The same work done the barest way, in the same unit and run. */
  readonly floor: number;
  /** value / floor, or floor / value where more is better: what `target` speaks of. */
  readonly ratio: number;
  readonly ok: boolean;
  /** What else belongs to the figure: percentiles, which shell, how many. */
  readonly more?: Readonly<Record<string, number | string>>;
}

/** What a file of build/bench/ exports under these names; a file with several exports them as `benches`. */
export interface Bench {
  readonly name: string;
  /** What to reach, in words, such as `p99 <= 20x`. */
  readonly target: string;
  /** Takes so long that it runs only when it is named. */
  readonly onlyByName?: boolean;
  run(): Promise<Measurement>;
}

export interface Output {
  /** One JSON line of a bench. */
  line(text: string): void;
  /** What a person should know besides. */
  note(text: string): void;
}

async function lineOf(bench: Bench): Promise<{ line: Record<string, unknown>; ok: boolean }> {
  const { name, target } = bench;
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  try {
    const { value, unit, floor, ratio, ok, more } = await bench.run();
    return { ok, line: { bench: name, value, unit, floor, ratio, target, ok, ...more, seconds: seconds() } };
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { ok: false, line: { bench: name, target, ok: false, error: why, seconds: seconds() } };
  }
}

/**
 * Runs benches one after the other, never side by side: they would measure each other. One that fails does not keep the
 * others from running.
 * @param wanted a name; without it all run but those that must be named
 * @returns the exit code: 0, 1 where a target was missed or a bench failed, 2 for an unknown name
 */
export async function runBenches(
  benches: readonly Bench[],
  wanted: string | undefined,
  output: Output,
): Promise<number> {
  const chosen = benches.filter(({ name, onlyByName }) => {
    return wanted === undefined ? onlyByName !== true : name === wanted;
  });
  if (chosen.length === 0) {
    output.note(`no bench named ${wanted}; there are: ${benches.map((bench) => bench.name).join(', ')}\n`);
    return 2;
  }
  let missed = 0;
  for (const bench of chosen) {
    const { line, ok } = await lineOf(bench);
    output.line(`${JSON.stringify(line)}\n`);
    if (!ok) missed += 1;
  }
  return missed === 0 ? 0 : 1;
}
