// The core at rest with a village's items beside a bare Node: memory (PSS) once both have been quiet for a while.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench, Measurement } from '../bench-runner.ts';
import { startBenchCore } from './parts/bench-core.ts';
import { benchPages } from './parts/bench-pages.ts';
import { median, rounded } from './parts/figures.ts';
import { treePss } from './parts/memory.ts';

const items = 10_000;
/** After its start, until a core rests: its worker has opened what it opens. */
const restMs = 8_000;
const samples = 5;
const betweenMs = 1_000;
const mostRatio = 2.5;

/** A Node that only listens, as the core does: nothing else is loaded. */
const bareNode = "require('node:http').createServer().listen(0, '127.0.0.1', () => console.log('listening'))";

async function coreAtRest(): Promise<Measurement> {
  await using running = await startBenchCore({ items }, await benchPages());
  const bare = spawn(process.execPath, ['-e', bareNode], { stdio: ['ignore', 'pipe', 'inherit'] });
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
