// From a cold process to the first content: the terminal's page beside the barest page, in the same browser from the same core.
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench, Measurement } from '../bench-runner.ts';
import { startBenchCore } from './parts/bench-core.ts';
import { benchPages } from './parts/bench-pages.ts';
import { openChromium } from './parts/chromium-window.ts';
import { median, rounded } from './parts/figures.ts';
import { treePss } from './parts/memory.ts';

const rounds = 5;
/** After the content is there, until fonts and later parts are too. */
const settleMs = 2_500;

interface Start {
  /** From the process's start to the first frame with anything in it, ms. */
  readonly paint: number;
  /** To the first frame with six modules to touch, ms. */
  readonly usable: number;
  /** PSS of the shell's processes, MiB. */
  readonly pss: number;
}

async function startOnce(url: string): Promise<Start> {
  await using window = await openChromium(url);
  const { page, pid, spawnedAt } = window;
  const usable = Number(await page.until('globalThis.benchUsable'));
  const first = "performance.getEntriesByName('first-paint')[0]";
  const paint = Number(await page.until(`${first} && performance.timeOrigin + ${first}.startTime`));
  await delay(settleMs);
  return { paint: paint - spawnedAt, usable: usable - spawnedAt, pss: treePss(pid) };
}

interface Starts {
  readonly own: readonly Start[];
  readonly bare: readonly Start[];
}

/** Product and floor in turn, so that what else the machine does falls on both. */
async function measureStarts(): Promise<Starts> {
  await using running = await startBenchCore('demo', await benchPages());
  const [own, bare]: [Start[], Start[]] = [[], []];
  await startOnce(running.address('bare'));
  await startOnce(running.address('terminal'));
  for (let round = 0; round < rounds; round++) {
    bare.push(await startOnce(running.address('bare')));
    own.push(await startOnce(running.address('terminal')));
  }
  return { own, bare };
}

let measured: Promise<Starts> | undefined;

async function figure(part: keyof Start, unit: string, most: number): Promise<Measurement> {
  measured ??= measureStarts();
  const { own, bare } = await measured;
  const value = median(own.map((start) => start[part]));
  const floor = median(bare.map((start) => start[part]));
  const ratio = value / floor;
  return {
    value: rounded(value),
    unit,
    floor: rounded(floor),
    ratio: rounded(ratio),
    ok: ratio <= most,
    more: { shell: 'Chromium headless', rounds },
  };
}

const row = (name: string, part: keyof Start, unit: string, most: number): Bench => ({
  name,
  target: `<= ${most}x`,
  run: () => figure(part, unit, most),
});

export const benches: readonly Bench[] = [
  row('startup-paint', 'paint', 'ms', 1.1),
  row('startup-usable', 'usable', 'ms', 1.3),
  row('startup-pss', 'pss', 'MiB PSS', 1.2),
];
