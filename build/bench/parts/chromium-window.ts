/** A Chromium as the product starts it, without a screen, and a line to its page. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { browserArguments } from '../../../main/chromium/browser-window.ts';
import { requirement } from '../../requirements.ts';
import { connectPage, type PageLine } from './page-line.ts';

const pollMs = 100;
const startLimitMs = 60_000;

export interface ChromiumWindow extends AsyncDisposable {
  readonly pid: number;
  /** When the process was asked for, UTC ms. */
  readonly spawnedAt: number;
  readonly page: PageLine;
}

async function debuggerPort(profile: string, child: ChildProcess): Promise<number> {
  const file = path.join(profile, 'DevToolsActivePort');
  const limit = performance.now() + startLimitMs;
  while (performance.now() < limit) {
    if (child.exitCode !== null) throw new Error(`chromium ended with ${child.exitCode}`);
    const port = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
    if (port > 0) return port;
    await delay(pollMs);
  }
  throw new Error('chromium opened no debugger');
}

/** Starts a Chromium in a new profile at an address: the shell's own arguments, plus no screen and a debugger's port. */
export async function openChromium(url: string): Promise<ChromiumWindow> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'sanwu-bench-browser-'));
  const browser = requirement('chromium').path;
  const order = { browser, url, mode: 'kiosk' as const, left: 0, withoutSandbox: process.getuid?.() === 0 };
  const more = ['--headless=new', '--remote-debugging-port=0', '--window-size=1080,1920', '--disable-gpu'];
  const spawnedAt = performance.timeOrigin + performance.now();
  const child = spawn(browser, [...browserArguments(order, profile), ...more], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const page = await connectPage(await debuggerPort(profile, child), url.split('#')[0] ?? url);
  return {
    pid: child.pid ?? 0,
    spawnedAt,
    page,
    async [Symbol.asyncDispose]() {
      page.close();
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exited;
      clearTimeout(timer);
      await delay(200);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
