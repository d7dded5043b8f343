/** A package's Electron that was started by itself, by a double click or from a menu: it starts what a service would start. */
import { spawn } from 'node:child_process';
import { app } from 'electron';
import type { Shipped } from '../program/layout.ts';

/** The supervisor starts the shell with this switch. */
export const supervisedSwitch = 'supervised';

/** Runs the launcher with this process's options in its place, and ends as it ends. */
export function runLauncher({ node, launcher }: Shipped): void {
  const child = spawn(node, [launcher, ...process.argv.slice(1)], { stdio: 'inherit' });
  child.once('error', () => app.exit(1));
  child.once('exit', (code) => app.exit(code ?? 1));
  for (const end of ['SIGTERM', 'SIGINT'] as const) process.on(end, () => child.kill(end));
}
