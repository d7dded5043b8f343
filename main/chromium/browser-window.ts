/** One window of the system's browser, in its own throw-away profile. */
import type { StdioOptions } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { Area } from '../launch/displays.ts';
import { killGroup, spawnGroup, stopGroup } from '../launch/process-group.ts';
import { recoveryPage } from '../launch/recovery-page.ts';
import { BrowserLine } from './browser-line.ts';

export type BrowserOrder = {
  browser: string;
  /** Switches beyond the kiosk's own. */
  more?: string[];
  /** Address with the token in its fragment. It never stands on a command line, which other users may read. Absent: the built-in page. */
  url: string | undefined;
  mode: 'kiosk' | 'window';
  /** What the window covers in kiosk mode, else where its corner is; pixels. Undefined: there is no display for it, so it runs unseen. */
  area: Area | undefined;
  /** Without the browser's sandbox: as root it does not start otherwise; only the demo does this. */
  withoutSandbox: boolean;
};

export type BrowserWindow = {
  /** Resolves when it has ended; whether a person closed it, rather than a fault. */
  ended: Promise<boolean>;
  /** Ends every process of it at once, hung ones too. */
  kill: () => void;
  stop: () => Promise<void>;
};

/** What a window opens first, in its own profile: the built-in page, or one that leads to the surface's address. */
const firstPage = 'open.html';
/** Time the browser has to close. Milliseconds. */
const stopLimit = 3_000;

function placeArguments({ area, mode }: BrowserOrder): string[] {
  if (!area) return ['--headless=new'];
  const { x, y, width, height } = area;
  const place = [`--window-position=${x},${y}`, `--window-size=${width},${height}`];
  return mode === 'kiosk' ? [...place, '--kiosk', '--start-fullscreen'] : place;
}

export function browserArguments(order: BrowserOrder, profile: string): string[] {
  return [
    `--app=${pathToFileURL(path.join(profile, firstPage)).href}`,
    `--user-data-dir=${profile}`,
    ...placeArguments(order),
    ...(order.withoutSandbox ? ['--no-sandbox', '--test-type'] : []),
    // The pages' own language: no bar that offers to translate them, no English menus.
    '--lang=zh-CN',
    '--accept-lang=zh-CN',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // A crash leaves no memory on disk: it may hold what somebody typed (R2.4).
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--disable-quic',
    '--disable-features=Translate,TranslateUI,MediaRouter,OptimizationHints',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    // A notice screen nobody touches must not be slowed down: its beats would stop.
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--disable-backgrounding-occluded-windows',
    '--disable-session-crashed-bubble',
    '--deny-permission-prompts',
    '--password-store=basic',
    ...(order.more ?? []),
  ];
}

/** Writes what the window opens first into its profile, a folder that nobody else may read. */
export function writeFirstPage({ url }: Pick<BrowserOrder, 'url'>, profile: string): void {
  const leading = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Sanwu</title>
<style>html { background: #FAF6EF }</style><meta http-equiv="refresh" content="0; url=${url}">`;
  writeFileSync(path.join(profile, firstPage), url === undefined ? recoveryPage : leading, { mode: 0o600 });
}

/**
 * Opens a window; its profile is deleted when it has ended.
 * @param onFault it hangs, or its graphics crashed: it should be killed
 */
export function openBrowserWindow(order: BrowserOrder, onFault: () => void): BrowserWindow {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'sanwu-browser-'));
  writeFirstPage(order, profile);
  const args = [...browserArguments(order, profile), '--remote-debugging-pipe'];
  const stdio: StdioOptions = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'];
  const child = spawnGroup(order.browser, args, { stdio });
  const line = new BrowserLine(child.stdio[3] as Writable, child.stdio[4] as Readable, onFault);
  line.start();
  const exited = new Promise<boolean>((resolve) => {
    child.once('exit', (code) => resolve(code === 0));
    child.once('error', () => resolve(false));
  });
  const ended = exited.then(async (closed) => {
    line.stop();
    killGroup(child);
    // The browser's helpers may still be writing when it exits; what is left then is only a temporary folder.
    await rm(profile, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
    return closed;
  });
  return { ended, kill: () => killGroup(child), stop: () => stopGroup(child, ended, stopLimit) };
}
