/** Child processes that are ended with everything they started. */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';

/** A group of its own: a Ctrl+C in a terminal is the supervisor's to pass on, and one signal reaches all of it. */
export function spawnGroup(program: string, args: string[], options: SpawnOptions): ChildProcess {
  return spawn(program, args, { ...options, detached: process.platform !== 'win32', windowsHide: false });
}

/** Ends a process and its descendants at once; SIGKILL reaches stopped ones too. Those that are gone are no error. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}

/**
 * Asks a process to end, and ends its group after `limit` milliseconds.
 * @param ended resolves when it has ended
 */
export async function stopGroup(child: ChildProcess, ended: Promise<unknown>, limit: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const timer = setTimeout(() => killGroup(child), limit);
  await ended;
  clearTimeout(timer);
  killGroup(child);
}
