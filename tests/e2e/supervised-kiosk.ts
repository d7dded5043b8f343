/** A kiosk under its supervisor with real windows, and what a test does to its processes. */
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { expect } from 'vitest';
import { connectPage } from '../../build/bench/parts/page-line.ts';
import { requirement } from '../../build/requirements.ts';
import { loadKioskConfig } from '../../kiosk-config/load.ts';
import { startChromium } from '../../main/chromium/shell.ts';
import type { ShellOrder, StartShell } from '../../main/launch/shell-order.ts';
import type { CoreAddress, SurfaceName } from '../../main/launch/surface-url.ts';
import { startElectron } from '../../main/supervision/electron-shell.ts';
import { Supervisor } from '../../main/supervision/supervisor.ts';
import { startVirtualDisplay, type VirtualDisplay } from '../fakes/xvfb.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** "back on the home screen within 10 s" (quality.md, Faults). Milliseconds. */
export const backWithin = 10_000;

export type ProcessRole = 'core' | 'shell' | 'renderer' | 'gpu';

type Found = { pid: number; parent: number; command: string };

function readProcess(pid: string): Found | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    if (/^State:\tZ/m.test(status)) return undefined;
    return { pid: Number(pid), parent: Number(/^PPid:\t(\d+)/m.exec(status)?.[1]), command };
  } catch {
    return undefined;
  }
}

/** All processes below this one. */
function descendants(): Found[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProcess(pid) ?? []);
  const below = new Set([process.pid]);
  for (let before = 0; before !== below.size; ) {
    before = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter(({ pid }) => pid !== process.pid && below.has(pid));
}

export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

export type SupervisedOptions = {
  config: string;
  data: string;
  shell: 'electron' | 'chromium';
  mode?: ShellOrder['mode'];
  windows?: ShellOrder['windows'];
  /** Entry of the core in place of the product's. */
  core?: string;
};

export class SupervisedKiosk {
  readonly notes: string[] = [];
  readonly ended: Promise<string>;
  readonly home: Promise<void>;
  readonly #options: SupervisedOptions;
  readonly #display: VirtualDisplay;
  readonly #debugger: number;
  readonly #supervisor: Supervisor;
  core: CoreAddress | undefined;
  /** How often content was to be set aside. */
  setAside = 0;

  constructor(options: SupervisedOptions, display: VirtualDisplay, port: number) {
    this.#options = options;
    this.#display = display;
    this.#debugger = port;
    const [ended, home] = [Promise.withResolvers<string>(), Promise.withResolvers<void>()];
    this.ended = ended.promise;
    this.home = home.promise;
    const entry = options.core ?? path.join(root, 'main/core/main.ts');
    const args = ['--data', options.data, '--pages', path.join(root, 'dist/renderer')];
    const { config, problems } = loadKioskConfig(options.config);
    if (!config) throw new Error(JSON.stringify(problems));
    this.#supervisor = new Supervisor(
      {
        core: { node: process.execPath, args: [entry, ...args] },
        config,
        windows: options.windows ?? [{ surface: 'terminal', display: 0 }],
        mode: options.mode ?? 'kiosk',
        startShell: this.#startShell(),
        setContentAside: () => ++this.setAside > 0,
        monotonic: () => performance.now(),
        note: (what) => {
          this.notes.push(what);
          process.stderr.write(`supervisor: ${what}\n`);
        },
      },
      {
        ready: (core) => {
          this.core = core;
        },
        home: () => home.resolve(),
        ended: (why) => ended.resolve(why),
      },
    );
  }

  static async start(options: SupervisedOptions): Promise<SupervisedKiosk> {
    const display = await startVirtualDisplay();
    process.env.DISPLAY = display.display;
    const kiosk = new SupervisedKiosk(options, display, await freePort());
    kiosk.#supervisor.start();
    return kiosk;
  }

  #startShell(): StartShell {
    const port = `--remote-debugging-port=${this.#debugger}`;
    const asRoot = process.getuid?.() === 0;
    if (this.#options.shell === 'electron') {
      const args = [port, ...(asRoot ? ['--no-sandbox'] : []), path.join(root, 'dist/electron/main.mjs')];
      return (order, events) =>
        startElectron(
          { binary: requirement('electron').path, args },
          { ...order, openToDebuggers: true },
          events,
        );
    }
    const program = { browser: requirement('chromium').path, withoutSandbox: asRoot, more: [port] };
    return (order, events) => startChromium(program, order, events);
  }

  /** The display's name, for pictures of it. */
  get display(): string {
    return this.#display.display;
  }

  /** Processes of a role; for the renderers only those that show a page. */
  processes(role: ProcessRole): number[] {
    const all = descendants();
    const isBrowser = ({ command }: Found) =>
      /(electron|chromium)/.test(command) && !command.includes('--type=');
    const roles: Record<ProcessRole, (found: Found) => boolean> = {
      core: ({ command }) => command.includes(this.#options.data) && !command.includes('--type='),
      shell: (found) => isBrowser(found) && found.parent === process.pid,
      renderer: ({ command }) => command.includes('--type=renderer'),
      gpu: ({ command }) => command.includes('--type=gpu-process'),
    };
    return all.filter(roles[role]).map(({ pid }) => pid);
  }

  signal(role: ProcessRole, signal: NodeJS.Signals): number[] {
    const pids = this.processes(role);
    expect(pids, role).not.toEqual([]);
    for (const pid of pids) process.kill(pid, signal);
    return pids;
  }

  /** The value of an expression in a surface's page, or in the built-in one; undefined while there is none. */
  async evaluate(expression: string, surface: SurfaceName | 'recovering' = 'terminal'): Promise<unknown> {
    const address = this.#addressOf(surface);
    const answer = async () => {
      const line = await connectPage(this.#debugger, address);
      try {
        return await line.evaluate(expression);
      } finally {
        line.close();
      }
    };
    const limit = new Promise((resolve) => setTimeout(resolve, 1_000));
    return Promise.race([answer().catch(() => undefined), limit]);
  }

  #addressOf(surface: SurfaceName | 'recovering'): string {
    const recovering = surface === 'recovering';
    if (this.#options.shell === 'electron') return `sanwu://${recovering ? 'terminal' : surface}/`;
    return recovering ? 'file:///' : `http://127.0.0.1:${this.core?.port}/${surface}/`;
  }

  async stop(): Promise<void> {
    await this.#supervisor.stop();
    await this.#display.stop();
  }
}
