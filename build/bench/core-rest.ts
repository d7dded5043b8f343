// The core at rest with a village's items beside a bare Node: memory (PSS) once both have been quiet for a while. The core is
// run as a package runs it: bundled, so that nothing of the compiler that reads the sources in development is counted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench, Measurement } from '../bench-runner.ts';
import { root } from '../packages.ts';
import { declaredVersion, writeProgram } from '../packaging/program.ts';
import { targetOf } from '../packaging/target.ts';
import { startBenchCore } from './parts/bench-core.ts';
import { Folder } from './parts/content-database.ts';
import { median, rounded } from './parts/figures.ts';
import { treePss } from './parts/memory.ts';

const items = 10_000;
/** After its start, until a core rests: it has checked its databases, and the thread that did it has ended (main/core/disk-care.ts). */
const restMs = 40_000;
const samples = 5;
const betweenMs = 1_000;
const mostRatio = 2.5;

/** A Node that only listens, as the core does: nothing else is loaded. */
const bareNode = "require('node:http').createServer().listen(0, '127.0.0.1', () => console.log('listening'))";

async function coreAtRest(): Promise<Measurement> {
  using folder = new Folder();
  const program = {
    target: targetOf(process.platform, process.arch),
    shell: 'chromium',
    version: await declaredVersion(),
  } as const;
  await writeProgram(folder.path, { ...program, modules: path.join(root, 'node_modules') });
  const node = path.join(folder.path, 'node', 'node');
  const app = path.join(folder.path, 'app');
  const command = { node, entry: path.join(app, 'core.mjs') };
  await using running = await startBenchCore({ items }, path.join(app, 'renderer'), command);
  const bare = spawn(node, ['-e', bareNode], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(bare.stdout, 'data');
    await delay(restMs);
    const own: number[] = [];
    const floors: number[] = [];
    for (let sample = 0; sample < samples; sample++) {
      own.push(treePss(running.pid));
      floors.push(treePss(bare.pid ?? 0));
      await delay(betweenMs);
    }
    const [value, floor] = [median(own), median(floors)];
    const ratio = value / floor;
    return {
      value: rounded(value),
      unit: 'MiB PSS',
      floor: rounded(floor),
      ratio: rounded(ratio),
      ok: ratio <= mostRatio,
      more: { items },
    };
  } finally {
    bare.kill('SIGKILL');
  }
}

export const benches: readonly Bench[] = [
  { name: 'core-rest', target: `<= ${mostRatio}x PSS of a bare Node`, run: coreAtRest },
];
