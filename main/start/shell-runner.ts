/** Brings up the core inside the shell that fits this machine. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findBrowser } from '../chromium/find-browser.ts';
import { startChromiumShell } from '../chromium/shell.ts';
import { type CoreAddress, startCore } from '../launch/core-process.ts';
import { type LaunchOrder, launchOrderVariable } from '../launch/launch-order.ts';
import { programFiles } from '../program/program-files.ts';
import { startText } from '../text/start.ts';
import { chooseShell, type ShellName } from './choose-shell.ts';
import {
  downloadElectron,
  downloadFailedBefore,
  findElectron,
  forgetFailedDownload,
} from './electron-binary.ts';

export type RunningShell = {
  shell: ShellName;
  core: CoreAddress;
  /** The shell or the core ended by itself. */
  ended: Promise<void>;
  stop: () => Promise<void>;
};

export type ShellOptions = {
  root: string;
  order: LaunchOrder;
  asked: ShellName | undefined;
  /** Only the demo may drop the browser's sandbox, and only as root. */
  demo: boolean;
  say: (line: string) => void;
};

/** Electron may take this long to its address; first start on a cold disk. Milliseconds. */
const electronStartLimit = 90_000;
/** Milliseconds that Electron has to end, its core included. */
const electronStopLimit = 8_000;

const isRoot = () => process.getuid?.() === 0;
const hasDisplay = () =>
  process.platform === 'win32' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

async function resolveShell(options: ShellOptions): Promise<ShellName> {
  const { root, asked, say } = options;
  const facts = () => ({
    asked,
    electron: findElectron(root, process.platform, process.env),
    browser: findBrowser(process.platform, process.env),
    display: hasDisplay(),
    downloadFailedBefore: downloadFailedBefore(root),
  });
  let choice = chooseShell(facts());
  if (choice.shell === 'fetch-electron') {
    forgetFailedDownload(root);
    say(startText.fetchingElectron);
    const fetched = await downloadElectron(root, (seconds) => say(startText.stillFetching(seconds)));
    if (!fetched) say(startText.fetchFailed);
    choice = chooseShell({ ...facts(), asked: fetched ? 'electron' : undefined });
  }
  if (choice.shell === 'fetch-electron') return 'none';
  if (choice.why === 'no-display') say(startText.noDisplay);
  if (choice.why === 'no-browser') say(startText.noBrowser);
  return choice.shell;
}

function electronAddress(output: NodeJS.ReadableStream, failed: Promise<never>): Promise<CoreAddress> {
  const spoken = new Promise<CoreAddress>((resolve) => {
    createInterface({ input: output }).on('line', (line) => {
      if (line.startsWith('{"port"')) resolve(JSON.parse(line) as CoreAddress);
    });
  });
  return Promise.race([spoken, failed]);
}

async function startElectronShell(options: ShellOptions, binary: string): Promise<RunningShell> {
  const flags = isRoot() ? ['--no-sandbox'] : [];
  const child = spawn(binary, [...flags, programFiles.electronMain], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, [launchOrderVariable]: JSON.stringify(options.order) },
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const timeout = AbortSignal.timeout(electronStartLimit);
  const failed = new Promise<never>((_, reject) => {
    timeout.addEventListener('abort', () => reject(new Error('Electron did not start in time')));
    void ended.then(() => reject(new Error('Electron ended while starting')));
  });
  failed.catch(() => {});
  const core = await electronAddress(child.stdout, failed);
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), electronStopLimit);
    await ended;
    clearTimeout(timer);
  };
  return { shell: 'electron', core, ended, stop };
}

function checkRoot(options: ShellOptions): void {
  if (!isRoot()) return;
  if (!options.demo) throw new Error(startText.rootRefused);
  options.say(startText.rootWithoutSandbox);
}

/** Starts the shell that was asked for or fits best, and with it the core. */
export async function runShell(options: ShellOptions): Promise<RunningShell> {
  const shell = await resolveShell(options);
  if (shell === 'none') {
    const core = await startCore(options.order.core);
    return { shell, core, ended: core.ended.then(() => undefined), stop: core.stop };
  }
  checkRoot(options);
  const electron = findElectron(options.root, process.platform, process.env);
  if (shell === 'electron' && electron) return startElectronShell(options, electron);
  const browser = findBrowser(process.platform, process.env) ?? '';
  const { core, ended, stop } = await startChromiumShell(options.order, browser, isRoot());
  return { shell: 'chromium', core, ended, stop };
}
