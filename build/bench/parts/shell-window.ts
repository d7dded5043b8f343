/** A shell as the product starts it, with a line to its page: Chromium without a screen, or Electron on a virtual one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { browserArguments, writeFirstPage } from '../../../main/chromium/browser-window.ts';
import type { ShellOrder } from '../../../main/launch/shell-order.ts';
import { root } from '../../packages.ts';
import { requirement } from '../../requirements.ts';
import type { BenchCore } from './bench-core.ts';
import { connectPage, type PageLine } from './page-line.ts';

const pollMs = 100;
const startLimitMs = 60_000;
/** Its helpers may still be writing when a browser has ended. */
const aftermathMs = 200;
const stopLimitMs = 5_000;

export interface ShellWindow extends AsyncDisposable {
  readonly pid: number;
  /** When the process was asked for, UTC ms. */
  readonly spawnedAt: number;
  readonly page: PageLine;
}

async function debuggerPort(profile: string, child: ChildProcess): Promise<number> {
  const file = path.join(profile, 'DevToolsActivePort');
  const limit = performance.now() + startLimitMs;
  while (performance.now() < limit) {
    if (child.exitCode !== null) throw new Error(`the shell ended with ${child.exitCode}`);
    const port = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
    if (port > 0) return port;
    await delay(pollMs);
  }
  throw new Error('the shell opened no debugger');
}

async function openShell(
  url: string,
  start: (profile: string, debugging: readonly string[]) => ChildProcess,
): Promise<ShellWindow> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'sanwu-bench-shell-'));
  const spawnedAt = performance.timeOrigin + performance.now();
  const child = start(profile, ['--remote-debugging-port=0', '--disable-gpu']);
  const exited = once(child, 'exit');
  const close = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    await exited;
    clearTimeout(timer);
    await delay(aftermathMs);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const page = await connectPage(await debuggerPort(profile, child), url);
    const end = async () => {
      page.close();
      await close();
    };
    return { pid: child.pid ?? 0, spawnedAt, page, [Symbol.asyncDispose]: end };
  } catch (error) {
    await close();
    throw error;
  }
}

const isRoot = process.getuid?.() === 0;

/** Chromium in a new profile, by the shell's own arguments. */
export function openChromium(core: BenchCore, shown: 'terminal' | 'bare'): Promise<ShellWindow> {
  const browser = requirement('chromium').path;
  const url = core.address(shown);
  const order = {
    browser,
    url,
    mode: 'kiosk' as const,
    area: { x: 0, y: 0, width: 1080, height: 1920 },
    withoutSandbox: isRoot,
  };
  return openShell(url.split('#')[0] ?? url, (profile, debugging) => {
    writeFirstPage(order, profile);
    const more = ['--headless=new', '--window-size=1080,1920', ...debugging];
    return spawn(browser, [...browserArguments(order, profile), ...more], { stdio: 'ignore' });
  });
}

/** The Electron shell with the terminal's window. The page is whatever this core has at `/terminal/`. */
export function openElectron(core: BenchCore, display: string): Promise<ShellWindow> {
  const order: ShellOrder = {
    windows: [{ surface: 'terminal', display: 0 }],
    mode: 'kiosk',
    core: { port: core.port, tokens: core.tokens },
    openToDebuggers: true,
  };
  return openShell('sanwu://terminal/terminal/', (profile, debugging) => {
    const sandbox = isRoot ? ['--no-sandbox'] : [];
    const entry = path.join(root, 'dist/electron/main.mjs');
    const args = [...sandbox, `--user-data-dir=${profile}`, ...debugging, entry];
    const child = spawn(requirement('electron').path, args, {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...process.env, DISPLAY: display },
    });
    child.stdin.write(`${JSON.stringify(order)}\n`);
    return child;
  });
}
