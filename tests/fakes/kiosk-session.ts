/** The session that packaging/chromium-kiosk sets up around a kiosk: its window manager and its keyboard. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../../build/packages.ts';
import { startWindowManager, type WindowManager } from './window-manager.ts';

export const sessionFolder = path.join(root, 'packaging/chromium-kiosk');

/** Gives a display the kiosk's keys, as xorg.conf does on a machine with keyboards. */
export function takeKeysAway(display: string): void {
  const folder = path.join(sessionFolder, 'xkb');
  const script = `setxkbmap -I${folder} -rules evdev -model pc105 -layout us -symbols pc+sanwu -print | xkbcomp -w0 -I${folder} - ${display}`;
  execFileSync('sh', ['-c', script], { env: { ...process.env, DISPLAY: display } });
}

export function startKioskWindowManager(display: string): Promise<WindowManager> {
  return startWindowManager(display, path.join(sessionFolder, 'openbox.xml'));
}
