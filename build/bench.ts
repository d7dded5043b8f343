// `npm run bench [-- NAME]`: each measurement beside its floor, taken in the same run; one JSON line each on stdout.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

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

/** All benches, by name. */
async function allBenches(): Promise<Bench[]> {
  const folder = path.join(import.meta.dirname, 'bench');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const loaded = await Promise.all(
    files
      .sort()
      .map(
        async (file): Promise<Partial<Bench> & { benches?: readonly Bench[] }> =>
          import(pathToFileURL(path.join(folder, file)).href),
      ),
  );
  const isBench = (each: Partial<Bench>): each is Bench => typeof each.run === 'function';
  return loaded.flatMap(({ benches = [], ...each }) => (isBench(each) ? [each, ...benches] : benches));
}

/** Runs the benches one after the other, never side by side: they would measure each other. */
async function runBenches(wanted: string | undefined): Promise<number> {
  const benches = await allBenches();
  const chosen = benches.filter(({ name, onlyByName }) => {
    return wanted === undefined ? onlyByName !== true : name === wanted;
  });
  if (chosen.length === 0) {
    process.stderr.write(
      `no bench named ${wanted}; there are: ${benches.map((bench) => bench.name).join(', ')}\n`,
    );
    return 2;
  }
  let missed = 0;
  for (const bench of chosen) {
    const { value, unit, floor, ratio, ok } = await bench.run();
    const line = { bench: bench.name, value, unit, floor, ratio, target: bench.target, ok };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    if (!ok) missed += 1;
  }
  return missed === 0 ? 0 : 1;
}

process.exitCode = await runBenches(process.argv[2]);
