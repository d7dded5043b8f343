/** Electron as a kiosk runs it: full screen, sandboxed, as an ordinary user, without a debugger. */

import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { requirement } from '../../build/requirements.ts';
import { readJsonLines } from '../../main/launch/json-lines.ts';
import type { ShellOrder } from '../../main/launch/shell-order.ts';
import type { UnprivilegedUser } from '../fakes/unprivileged-user.ts';

const root = path.resolve(import.meta.dirname, '../..');

export type KioskElectron = { child: ChildProcess; stderr: () => string; ended: Promise<number | null> };

/** Starts it. */
export function openKioskElectron(
  user: UnprivilegedUser,
  display: string,
  order: ShellOrder,
  flags: readonly string[] = [],
): KioskElectron & { ready: Promise<void> } {
  const electron = path.join(user.readable(path.dirname(requirement('electron').path)), 'electron');
  const shell = path.join(user.readable(path.join(root, 'dist/electron')), 'main.mjs');
  const child = user.spawn(
    electron,
    [...flags, shell, '--supervised'],
    { DISPLAY: display },
    { stdio: 'pipe' },
  );
  let said = '';
  child.stderr?.on('data', (bytes) => {
    said += bytes;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdin?.on('error', () => {});
  child.stdin?.write(`${JSON.stringify(order)}\n`);
  const ready = new Promise<void>((resolve) => {
    if (!child.stdout) return;
    void readJsonLines(child.stdout, (line) => {
      if ('ready' in line) resolve();
    });
  });
  return { child, stderr: () => said, ended, ready: Promise.race([ready, ended.then(() => {})]) };
}

/** As `openKioskElectron`; resolves when it says that it is ready, or has ended. */
export async function startKioskElectron(
  ...how: Parameters<typeof openKioskElectron>
): Promise<KioskElectron> {
  const shell = openKioskElectron(...how);
  await shell.ready;
  return shell;
}
