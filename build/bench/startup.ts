// From a cold process to the first content: the terminal's page beside the barest page, in the same shell from the same core.
import { setTimeout as delay } from 'node:timers/promises';
import { startVirtualDisplay } from '../../tests/fakes/xvfb.ts';
import type { Bench, Measurement } from '../bench-runner.ts';
import { ensureBuilt } from '../bootstrap/built.mjs';
import { root } from '../packages.ts';
import { requirement } from '../requirements.ts';
import { startBenchCore } from './parts/bench-core.ts';
import { barePages, benchPages } from './parts/bench-pages.ts';
import { median, rounded } from './parts/figures.ts';
import { treePss } from './parts/memory.ts';
import { openChromium, openElectron, type ShellWindow } from './parts/shell-window.ts';

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

async function startOnce(open: () => Promise<ShellWindow>): Promise<Start> {
  await using window = await open();
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

type Open = () => Promise<ShellWindow>;

/** Product and floor in turn, so that what else the machine does falls on both. The first of each is not counted. */
async function inTurn(product: Open, floor: Open): Promise<Starts> {
  const [own, bare]: [Start[], Start[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    bare.push(await startOnce(floor));
    own.push(await startOnce(product));
  }
  return { own: own.slice(1), bare: bare.slice(1) };
}

async function measureChromium(): Promise<Starts> {
  await using core = await startBenchCore('demo', await benchPages());
  return await inTurn(
    () => openChromium(core, 'terminal'),
    () => openChromium(core, 'bare'),
  );
}

/** Electron shows one address only, so that the floor has a core of its own with the barest page there. */
async function measureElectron(): Promise<Starts> {
  await ensureBuilt(root);
  await using core = await startBenchCore('demo', await benchPages());
  await using bareCore = await startBenchCore('demo', await barePages());
  const { display, stop } = await startVirtualDisplay();
  try {
    return await inTurn(
      () => openElectron(core, display),
      () => openElectron(bareCore, display),
    );
  } finally {
    await stop();
  }
}

interface ShellBench {
  /** Behind the rows' names. */
  readonly suffix: string;
  readonly shell: string;
  measured?: Promise<Starts>;
  readonly measure: () => Promise<Starts>;
}

async function figure(
  bench: ShellBench,
  part: keyof Start,
  unit: string,
  most: number,
): Promise<Measurement> {
  bench.measured ??= bench.measure();
  const { own, bare } = await bench.measured;
  const value = median(own.map((start) => start[part]));
  const floor = median(bare.map((start) => start[part]));
  const ratio = value / floor;
  return {
    value: rounded(value),
    unit,
    floor: rounded(floor),
    ratio: rounded(ratio),
    ok: ratio <= most,
    more: { shell: bench.shell, rounds },
  };
}

function rowsOf(bench: ShellBench): Bench[] {
  const row = (name: string, part: keyof Start, unit: string, most: number): Bench => ({
    name: `${name}${bench.suffix}`,
    target: `<= ${most}x`,
    measurement: `startup${bench.suffix}`,
    run: () => figure(bench, part, unit, most),
  });
  return [
    row('startup-paint', 'paint', 'ms', 1.1),
    row('startup-usable', 'usable', 'ms', 1.3),
    row('startup-pss', 'pss', 'MiB PSS', 1.2),
  ];
}

const chromium: ShellBench = {
  suffix: '',
  shell: 'Chromium headless',
  measure: measureChromium,
};
const electron: ShellBench = {
  suffix: '-electron',
  shell: 'Electron under Xvfb',
  measure: measureElectron,
};
const hasElectron = requirement('electron').available && requirement('xvfb').available;

export const benches: readonly Bench[] = [...rowsOf(chromium), ...(hasElectron ? rowsOf(electron) : [])];
