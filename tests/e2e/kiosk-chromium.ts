/** Chromium as a kiosk opens it, as an ordinary user. */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { requirement } from '../../build/requirements.ts';
import { browserArguments, writeFirstPage } from '../../main/chromium/browser-window.ts';
import type { Bind, UnprivilegedUser } from '../fakes/unprivileged-user.ts';

export type KioskChromium = {
  user: UnprivilegedUser;
  display: string;
  url: string;
  size: { width: number; height: number };
  /** Switches beyond the kiosk's own. */
  more?: string[];
  bind?: Bind;
};

/** Whoever opens it deletes its profile when it has ended. */
export function openKioskChromium({ user, display, url, size, more = [], bind }: KioskChromium): {
  child: ChildProcess;
  profile: string;
} {
  const browser = requirement('chromium').path;
  const order = {
    browser,
    url,
    mode: 'kiosk',
    area: { x: 0, y: 0, ...size },
    withoutSandbox: false,
    more,
  } as const;
  // The policies let pages of such folders alone be opened.
  const profile = mkdtempSync(path.join(os.tmpdir(), 'sanwu-browser-'));
  writeFirstPage(order, profile);
  execFileSync('chown', ['-R', user.name, profile]);
  const child = user.spawn(
    browser,
    browserArguments(order, profile),
    { DISPLAY: display },
    { stdio: ['ignore', 'ignore', 'pipe'], ...(bind ? { bind } : {}) },
  );
  child.stderr?.resume();
  return { child, profile };
}
