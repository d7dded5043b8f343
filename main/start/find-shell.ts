/** The shell that fits this machine, ready to be started. */
import { findBrowser } from '../chromium/find-browser.ts';
import { startChromium } from '../chromium/shell.ts';
import type { StartShell } from '../launch/shell-order.ts';
import { programFiles } from '../program/program-files.ts';
import { startElectron } from '../supervision/electron-shell.ts';
import { startText } from '../text/start.ts';
import { chooseShell, type ShellName } from './choose-shell.ts';
import {
  downloadElectron,
  downloadFailedBefore,
  findElectron,
  forgetFailedDownload,
} from './electron-binary.ts';

export type ShellOptions = {
  root: string;
  asked: ShellName | undefined;
  /** Only the demo may drop the browser's sandbox, and only as root. */
  demo: boolean;
  say: (line: string) => void;
};

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

function checkRoot(options: ShellOptions): void {
  if (!isRoot()) return;
  if (!options.demo) throw new Error(startText.rootRefused);
  options.say(startText.rootWithoutSandbox);
}

/**
 * The shell that was asked for or fits best.
 * @returns how to start it; undefined where there are to be no windows
 * @throws Error for people, where a kiosk's windows would have no sandbox
 */
export async function findShell(options: ShellOptions): Promise<StartShell | undefined> {
  const shell = await resolveShell(options);
  if (shell === 'none') return undefined;
  checkRoot(options);
  const electron = findElectron(options.root, process.platform, process.env);
  if (shell === 'electron' && electron) {
    const program = {
      binary: electron,
      args: [...(isRoot() ? ['--no-sandbox'] : []), programFiles.electronMain, '--supervised'],
    };
    return (order, events) => startElectron(program, order, events);
  }
  const program = { browser: findBrowser(process.platform, process.env) ?? '', withoutSandbox: isRoot() };
  return (order, events) => startChromium(program, order, events);
}
