/** openbox, as a desktop has it or as the kiosk's own session has it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { requirement } from '../../build/requirements.ts';
import { XSeat } from './x-seat.ts';

export type WindowManager = { stop: () => Promise<void> };

/** @param configuration its rc.xml; as Debian ships it otherwise, with all its keys and menus */
export async function startWindowManager(display: string, configuration?: string): Promise<WindowManager> {
  const args = ['--sm-disable', ...(configuration ? ['--config-file', configuration] : [])];
  const manager = spawn(requirement('openbox').path, args, {
    env: { ...process.env, DISPLAY: display },
    stdio: 'ignore',
  });
  const exited = once(manager, 'exit');
  const seat = new XSeat(display);
  while (!seat.run('xprop', '-root', '_NET_SUPPORTING_WM_CHECK').includes('window id')) await pause(50);
  return {
    async stop() {
      manager.kill('SIGTERM');
      await exited;
    },
  };
}
