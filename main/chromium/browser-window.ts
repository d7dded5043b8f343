/** One window of the system's browser, in its own throw-away profile. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export type BrowserOrder = {
  browser: string;
  /** Address with the token in its fragment. It stands on the command line, which other users of the machine may read: a kiosk has one user. */
  url: string;
  mode: 'kiosk' | 'window';
  /** Left of the display that the window goes to, pixels. */
  left: number;
  /** Without the browser's sandbox: as root it does not start otherwise; only the demo does this. */
  withoutSandbox: boolean;
};

export type BrowserWindow = { ended: Promise<void>; stop: () => Promise<void> };

/** Time the browser has to close. Milliseconds. */
const stopLimit = 3_000;

export function browserArguments(order: BrowserOrder, profile: string): string[] {
  return [
    `--app=${order.url}`,
    `--user-data-dir=${profile}`,
    `--window-position=${order.left},0`,
    ...(order.mode === 'kiosk' ? ['--kiosk', '--start-fullscreen'] : ['--window-size=1280,800']),
    ...(order.withoutSandbox ? ['--no-sandbox', '--test-type'] : []),
    // The pages' own language: no bar that offers to translate them, no English menus.
    '--lang=zh-CN',
    '--accept-lang=zh-CN',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--disable-features=Translate,TranslateUI,MediaRouter,OptimizationHints',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    '--disable-session-crashed-bubble',
    '--deny-permission-prompts',
    '--password-store=basic',
  ];
}

async function stopBrowser(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimit);
  await ended;
  clearTimeout(timer);
}

/** Opens a window; its profile is deleted when it has ended. */
export async function openBrowserWindow(order: BrowserOrder): Promise<BrowserWindow> {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'sanwu-browser-'));
  const child = spawn(order.browser, browserArguments(order, profile), {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // The browser's helpers may still be writing when it exits; what is left then is only a temporary folder.
  const ended = exited.then(() =>
    rm(profile, { recursive: true, force: true, maxRetries: 5 }).catch(() => {}),
  );
  return { ended, stop: () => stopBrowser(child, ended) };
}
