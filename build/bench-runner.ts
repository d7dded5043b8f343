// Which benches run, and what is said of each: one JSON line. `npm run bench` hands it what build/bench/ has.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { coreEnvironment, coreMemoryFlags } from '../main/launch/core-order.ts';

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
  /** It has failed when it is not done by then. `usualLimitSeconds` where it says nothing. */
  readonly limitSeconds?: number;
  /** Rows that say the same word share one measurement: where it does not end, none of them has a figure. */
  readonly measurement?: string;
  run(): Promise<Measurement>;
}

export interface BenchFile {
  readonly file: string;
  readonly benches: readonly Bench[];
}

export interface Output {
  /** One JSON line of a bench. */
  line(text: string): void;
  /** What a person should know besides. */
  note(text: string): void;
}

/** One row takes less than three minutes. */
export const usualLimitSeconds = 170;

const rowsEntry = path.join(import.meta.dirname, 'bench-rows.ts');

/** Runs a bench. @returns what its line says */
export async function lineOf(bench: Bench): Promise<Record<string, unknown>> {
  const { name, target } = bench;
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  try {
    const { value, unit, floor, ratio, ok, more } = await bench.run();
    return { bench: name, value, unit, floor, ratio, target, ok, ...more, seconds: seconds() };
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { bench: name, target, ok: false, error: why, seconds: seconds() };
  }
}

/** Rows of one file in a process group of their own, with the core's own options and environment: what hangs can be ended with all that it started. */
class Rows implements AsyncDisposable {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-bench-'));
  readonly #child;
  readonly #lines: AsyncIterator<string>;

  constructor(file: string, names: readonly string[]) {
    this.#child = spawn(process.execPath, [...coreMemoryFlags, rowsEntry, file, ...names], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
      // What a row leaves behind that had to be ended is left in here.
      env: { ...process.env, ...coreEnvironment, TMPDIR: this.#folder },
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  kill(): void {
    try {
      process.kill(-(this.#child.pid ?? Number.NaN), 'SIGKILL');
    } catch {
      // The group is gone already.
    }
  }

  /** The next row's line; `undefined` where the process ended without it. Throws the reason where the limit passed first. */
  async next(limitSeconds: number): Promise<string | undefined> {
    const passed = new AbortController();
    const overdue = delay(limitSeconds * 1_000, undefined, passed).then(
      () => Promise.reject(new Error(`not done within ${limitSeconds} s`)),
      () => undefined,
    );
    try {
      const result = await Promise.race([this.#lines.next(), overdue]);
      return result?.done === false ? result.value : undefined;
    } finally {
      passed.abort();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

type Verdict = (line: Record<string, unknown>) => void;

/** Runs one file's rows until they are done, or one of them has to be ended. @returns the rows that are left */
async function runRows(file: string, wanted: readonly Bench[], say: Verdict): Promise<readonly Bench[]> {
  await using rows = new Rows(
    file,
    wanted.map(({ name }) => name),
  );
  const stop = () => {
    rows.kill();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    for (const [index, { name, target, measurement, limitSeconds = usualLimitSeconds }] of wanted.entries()) {
      const failed = (error: string) => say({ bench: name, target, ok: false, error });
      const left = wanted.slice(index + 1);
      try {
        const line = await rows.next(limitSeconds);
        if (line !== undefined) {
          say(JSON.parse(line));
          continue;
        }
        failed('its process ended');
        return left;
      } catch (error) {
        failed(error instanceof Error ? error.message : String(error));
      }
      const shares = (other: Bench) => measurement !== undefined && other.measurement === measurement;
      for (const other of left.filter(shares)) {
        say({ bench: other.name, target: other.target, ok: false, error: `measured with ${name}` });
      }
      return left.filter((other) => !shares(other));
    }
    return [];
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}

/**
 * Runs benches one after the other, never side by side: they would measure each other. One that fails, or is not done within
 * its limit, does not keep the others from running.
 * @param wanted a name; without it all run but those that must be named
 * @returns the exit code: 0, 1 where a target was missed or a bench failed, 2 for an unknown name
 */
export async function runBenches(
  files: readonly BenchFile[],
  wanted: string | undefined,
  output: Output,
): Promise<number> {
  const isChosen = ({ name, onlyByName }: Bench) =>
    wanted === undefined ? onlyByName !== true : name === wanted;
  const all = files.flatMap(({ benches }) => benches);
  if (!all.some(isChosen)) {
    output.note(`no bench named ${wanted}; there are: ${all.map(({ name }) => name).join(', ')}\n`);
    return 2;
  }
  let missed = 0;
  const say: Verdict = (line) => {
    output.line(`${JSON.stringify(line)}\n`);
    if (line.ok !== true) missed += 1;
  };
  for (const { file, benches } of files) {
    let left = benches.filter(isChosen);
    while (left.length > 0) left = [...(await runRows(file, left, say))];
  }
  return missed === 0 ? 0 : 1;
}
